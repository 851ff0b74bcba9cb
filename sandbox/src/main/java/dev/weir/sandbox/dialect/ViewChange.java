package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** Views, materialized views and their replacements. */
public sealed interface ViewChange extends CatalogChange {
    record CreateView(ViewHead head, SqlFragment query, boolean temporary) implements ViewChange {}

    /** @param replaces the materialized view that this one is a REPLACEMENT FOR */
    record CreateMaterializedView(
            ViewHead head,
            Optional<Name> replaces,
            Optional<String> cluster,
            MaterializedViewOptions options,
            SqlFragment query)
            implements ViewChange {}

    /** ALTER MATERIALIZED VIEW … APPLY REPLACEMENT. */
    record ApplyReplacement(Name name, Name replacement) implements ViewChange {
        @Override
        public String tag() {
            return "ALTER MATERIALIZED VIEW";
        }
    }

    /** What CREATE VIEW and CREATE MATERIALIZED VIEW share. */
    record ViewHead(Name name, IfExists ifExists, boolean orReplace, List<String> columns) {
        public ViewHead {
            columns = List.copyOf(columns);
        }
    }

    /**
     * What WITH says.
     *
     * @param assertedNotNull columns of ASSERT NOT NULL, in order
     * @param partitionBy columns of PARTITION BY; none without it
     * @param retainHistory the interval of RETAIN HISTORY FOR
     * @param refresh in the order written; none means ON COMMIT
     */
    record MaterializedViewOptions(
            List<String> assertedNotNull,
            List<String> partitionBy,
            Optional<String> retainHistory,
            List<Refresh> refresh) {
        public MaterializedViewOptions {
            assertedNotNull = List.copyOf(assertedNotNull);
            partitionBy = List.copyOf(partitionBy);
            refresh = List.copyOf(refresh);
        }
    }

    /** One REFRESH option. */
    sealed interface Refresh {
        record OnCommit() implements Refresh {}

        record AtCreation() implements Refresh {}

        record At(SqlFragment time) implements Refresh {}

        record Every(String interval, Optional<SqlFragment> alignedTo) implements Refresh {}
    }
}
