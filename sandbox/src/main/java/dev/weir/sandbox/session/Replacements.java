package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.ViewChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE REPLACEMENT MATERIALIZED VIEW … FOR, and ALTER MATERIALIZED VIEW … APPLY REPLACEMENT: the view takes over the
 * replacement's query, options and cluster and keeps its id and all that depends on it. Source: Materialize docs, "ALTER
 * MATERIALIZED VIEW", "Replace Materialized Views".
 */
final class Replacements {
    private final SessionContext context;

    Replacements(SessionContext context) {
        this.context = context;
    }

    /** The view to be replaced, which must be one that is kept up to date at all times. */
    SessionContext.Item target(ViewChange.CreateMaterializedView create) throws IOException {
        SessionContext.Item target = requireMaterialized(create.replaces().orElseThrow());
        boolean scheduled = !create.options().refresh().isEmpty()
                || context.value("SELECT 1 FROM _weir.refreshed WHERE id = " + Quoted.literal(target.id()))
                        .isPresent();
        if (scheduled) {
            throw SqlError.unsupported(
                    "replacing materialized views with REFRESH options", "Drop and create the view instead.");
        }
        return target;
    }

    private SessionContext.Item requireMaterialized(dev.weir.sandbox.dialect.Name name) throws IOException {
        SessionContext.Item item = context.requireItem(name);
        if (!item.type().equals("materialized-view")) {
            throw SqlError.of("42809", item.name() + " is not a materialized view");
        }
        return item;
    }

    /** Remembers what a replacement just made is for; refuses it when its columns are not the same. */
    void enter(NewItem made, SessionContext.Item target) throws IOException {
        SessionContext.Item replacement = context.requireItem(made.name());
        requireSameColumns(replacement, target);
        context.backend()
                .execute("INSERT INTO _weir.replacement VALUES (" + Quoted.literal(replacement.id()) + ", "
                        + Quoted.literal(target.id()) + "); INSERT INTO _weir.dependency VALUES ("
                        + Quoted.literal(replacement.id()) + ", " + Quoted.literal(target.id()) + ")");
    }

    private void requireSameColumns(SessionContext.Item replacement, SessionContext.Item target) throws IOException {
        List<String> wanted = columns(target);
        List<String> given = columns(replacement);
        if (wanted.equals(given)) return;
        throw SqlError.of("0A000", "replacement schema differs from target schema")
                .withDetail("target: " + String.join(", ", wanted) + "; replacement: " + String.join(", ", given));
    }

    private List<String> columns(SessionContext.Item item) throws IOException {
        var columns = new ArrayList<String>();
        for (List<@Nullable String> row : context.backend()
                .query("SELECT pg_catalog.quote_ident(name) || ' ' || type FROM mz_catalog.mz_columns WHERE id = "
                        + Quoted.literal(item.id()) + " ORDER BY position")) {
            columns.add(SessionContext.text(row, 0));
        }
        return columns;
    }

    void apply(ViewChange.ApplyReplacement apply) throws IOException {
        SessionContext.Item target = requireMaterialized(apply.name());
        SessionContext.Item replacement = requireMaterialized(apply.replacement());
        if (context.value("SELECT 1 FROM _weir.replacement WHERE id = " + Quoted.literal(replacement.id())
                        + " AND target_id = " + Quoted.literal(target.id()))
                .isEmpty()) {
            throw SqlError.of(
                    "0A000", target.fullName() + " is not the target of replacement " + replacement.fullName());
        }
        requireSameColumns(replacement, target);
        String query = context.value(
                        "SELECT pg_catalog.pg_get_viewdef(" + Quoted.literal(replacement.physical()) + "::regclass)")
                .orElseThrow();
        String createSql = context.value(
                        "SELECT create_sql FROM _weir.item WHERE id = " + Quoted.literal(replacement.id()))
                .orElseThrow();
        int options = Math.max(createSql.indexOf("IN CLUSTER ") - 1, 0);
        String newSql =
                new CreateSql("CREATE MATERIALIZED VIEW ").self(target.id()).text() + createSql.substring(options);
        context.backend()
                .execute("CREATE OR REPLACE VIEW " + target.physical() + " AS " + query
                        + "; UPDATE _weir.item t SET definition = r.definition, cluster_id = r.cluster_id, options = r.options, create_sql = "
                        + Quoted.literal(newSql) + " FROM _weir.item r WHERE r.id = "
                        + Quoted.literal(replacement.id()) + " AND t.id = " + Quoted.literal(target.id())
                        + "; DROP VIEW " + replacement.physical() + "; SELECT _weir.sweep()");
    }
}
