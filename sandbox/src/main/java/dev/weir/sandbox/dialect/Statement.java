package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One statement, understood. Text that PostgreSQL will run is kept as checked {@link SqlFragment}s. */
public sealed interface Statement
        permits CatalogChange,
                Statement.Query,
                Statement.Write,
                Statement.Copy,
                Statement.CopyOut,
                Statement.Subscribe,
                Statement.CopySubscribe,
                Statement.Declare,
                Statement.Fetch,
                Statement.CloseCursor,
                Statement.Explain,
                Statement.Prepare,
                Statement.Execute,
                Statement.SetVariable,
                Statement.ShowVariable,
                Statement.ShowObjects,
                Statement.ShowCreate,
                Statement.Begin,
                Statement.Commit,
                Statement.Rollback,
                Statement.Discard,
                Statement.ResetAll,
                Statement.Deallocate,
                Statement.Unsupported {
    /** The command tag, which also names the statement in errors: the record's name in words, unless it says otherwise. */
    default String tag() {
        String name = getClass().getSimpleName();
        var words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0 && Character.isUpperCase(c)) words.append(' ');
            words.append(Character.toUpperCase(c));
        }
        return words.toString();
    }

    /** SELECT, VALUES, WITH, TABLE: yields rows. */
    record Query(SqlFragment text) implements Statement {
        @Override
        public String tag() {
            return "SELECT";
        }
    }

    /** INSERT, UPDATE, DELETE. */
    record Write(SqlFragment text) implements Statement {
        /** The relation whose rows change. */
        public Name target() {
            return text.relations().getFirst().name();
        }

        @Override
        public String tag() {
            return text.written().strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        }
    }

    /** COPY … FROM STDIN. */
    record Copy(SqlFragment text) implements Statement {
        /** What the rows are for. */
        public Name target() {
            return text.relations().getFirst().name();
        }
    }

    /** COPY of a query or a relation TO STDOUT. */
    record CopyOut(SqlFragment rows, CopyForm form) implements Statement {
        @Override
        public String tag() {
            return "COPY";
        }
    }

    /**
     * SUBSCRIBE.
     *
     * @param of the query; an object by name is its {@code TABLE name}
     * @param envelope {@code UPSERT} or {@code DEBEZIUM} with the columns of its KEY
     * @param orderWithin ORDER BY of WITHIN TIMESTAMP
     * @param asOfAtLeast whether AS OF AT LEAST was said
     */
    record Subscribe(
            SqlFragment of,
            Optional<SubscribeEnvelope> envelope,
            Optional<SqlFragment> orderWithin,
            boolean snapshot,
            boolean progress,
            Optional<SqlFragment> asOf,
            boolean asOfAtLeast,
            Optional<SqlFragment> upTo)
            implements Statement {}

    /** @param kind {@code UPSERT} or {@code DEBEZIUM} */
    record SubscribeEnvelope(String kind, List<String> key) {
        public SubscribeEnvelope {
            key = List.copyOf(key);
        }
    }

    /** COPY (SUBSCRIBE …) TO STDOUT. */
    record CopySubscribe(Subscribe subscribe, CopyForm form) implements Statement {
        @Override
        public String tag() {
            return "COPY";
        }
    }

    /** DECLARE c CURSOR FOR a query or a SUBSCRIBE. */
    record Declare(String cursor, Statement of) implements Statement {
        @Override
        public String tag() {
            return "DECLARE CURSOR";
        }
    }

    /**
     * FETCH.
     *
     * @param count how many rows; empty for ALL
     * @param timeout what WITH (TIMEOUT = …) says
     */
    record Fetch(String cursor, Optional<Long> count, Optional<String> timeout) implements Statement {}

    record CloseCursor(String cursor) implements Statement {}

    /**
     * EXPLAIN.
     *
     * @param what {@code PHYSICAL PLAN}, {@code TIMESTAMP}, {@code ANALYZE CPU}, {@code KEY SCHEMA}, …, in upper case
     * @param format {@code TEXT}, {@code VERBOSE TEXT}, {@code JSON} or {@code SQL}
     * @param of what is explained, as written
     * @param statement it understood; empty for an object by name
     * @param object the object explained
     */
    record Explain(
            String what, String format, String of, Optional<Statement> statement, Optional<ExplainedObject> object)
            implements Statement {}

    /** An object to be explained by name. */
    record ExplainedObject(ObjectKind kind, Name name) {}

    /** PREPARE name AS statement. */
    record Prepare(String name, ParsedStatement statement) implements Statement {}

    /** EXECUTE name (arguments). */
    record Execute(String name, List<SqlFragment> arguments) implements Statement {
        public Execute {
            arguments = List.copyOf(arguments);
        }
    }

    /** A value list of several elements is joined by commas; no value means DEFAULT. */
    record SetVariable(String name, Optional<String> value, boolean local) implements Statement {
        @Override
        public String tag() {
            return value.isPresent() ? "SET" : "RESET";
        }
    }

    record ShowVariable(String name) implements Statement {
        @Override
        public String tag() {
            return "SHOW";
        }
    }

    /** SHOW objects. */
    record ShowObjects(ShowWhat what) implements Statement {
        @Override
        public String tag() {
            return "SHOW";
        }
    }

    record ShowCreate(ObjectKind kind, Name name, boolean redacted) implements Statement {
        @Override
        public String tag() {
            return "SHOW";
        }
    }

    /** @param readOnly what READ ONLY or READ WRITE says */
    record Begin(Optional<Boolean> readOnly) implements Statement {}

    record Commit() implements Statement {}

    record Rollback() implements Statement {}

    /** DISCARD ALL and DISCARD TEMP. */
    record Discard(boolean all) implements Statement {
        @Override
        public String tag() {
            return all ? "DISCARD ALL" : "DISCARD TEMP";
        }
    }

    /** RESET ALL. */
    record ResetAll() implements Statement {
        @Override
        public String tag() {
            return "RESET";
        }
    }

    /** DEALLOCATE; empty for ALL. */
    record Deallocate(Optional<String> name) implements Statement {}

    /** Valid for Materialize, refused here. */
    record Unsupported(SqlError reason) implements Statement {
        @Override
        public String tag() {
            return "";
        }
    }

    /** Whether the name in an IF [NOT] EXISTS statement may already be there (or gone). */
    enum IfExists {
        REQUIRED,
        TOLERATED
    }

    /**
     * What SHOW lists.
     *
     * @param plural what is listed: {@code "tables"}, {@code "materialized views"}, {@code "privileges"}, …
     * @param from the schema, database or object after FROM or ON
     * @param on the kind after ON, of privileges
     * @param role the role after FOR
     * @param condition a boolean expression over the listed columns
     */
    record ShowWhat(
            String plural,
            Optional<Name> from,
            Optional<ObjectKind> on,
            Optional<String> role,
            Optional<String> cluster,
            Optional<String> like,
            Optional<SqlFragment> condition) {}
}
