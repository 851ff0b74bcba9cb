package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement.IfExists;
import dev.weir.sandbox.dialect.ViewChange;
import dev.weir.sandbox.dialect.ViewChange.MaterializedViewOptions;
import dev.weir.sandbox.dialect.ViewChange.ViewHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE VIEW and CREATE MATERIALIZED VIEW (a view here, so that its rows are always fresh). */
final class ViewCommands {
    private final SessionContext context;

    ViewCommands(SessionContext context) {
        this.context = context;
    }

    void run(ViewChange change) throws IOException {
        switch (change) {
            case ViewChange.CreateView create -> create(create);
            case ViewChange.CreateMaterializedView create -> create(create);
            case ViewChange.ApplyReplacement apply -> new Replacements(context).apply(apply);
        }
    }

    private void create(ViewChange.CreateView create) throws IOException {
        ViewHead head = create.head();
        refuseShow(create.query());
        NewItem view = create.temporary()
                ? NewItem.temporary(context, ObjectKind.VIEW, head.name())
                : NewItem.of(context, ObjectKind.VIEW, head.name());
        if (view.taken(head.ifExists(), head.orReplace())) return;
        String what = create.temporary() ? "CREATE TEMPORARY VIEW " : "CREATE VIEW ";
        CreateSql createSql = new CreateSql(what.strip()).part("").itself();
        columns(createSql, head).part("AS ");
        QueryText.addQuery(context, new ReadItems(context), createSql, create.query());
        Records.Around records = new Records(context).stored(create.query());
        context.execute(context.sql()
                .add(what + view.physicalInCreate() + Quoted.columns(head.columns()) + " AS " + records.before())
                .add(create.query())
                .add(records.after())
                .add(view.register(
                        Optional.empty(), createSql.text(), create.query().written(), List.of()))
                .build());
    }

    private void create(ViewChange.CreateMaterializedView create) throws IOException {
        ViewHead head = create.head();
        refuseShow(create.query());
        Optional<SessionContext.Item> target = create.replaces().isPresent()
                ? Optional.of(new Replacements(context).target(create))
                : Optional.empty();
        NewItem view = NewItem.of(context, ObjectKind.MATERIALIZED_VIEW, head.name());
        String cluster = context.requireCluster(create.cluster());
        var items = new ReadItems(context);
        new Unmaterializable(context, items, true).refuse(create.query());
        checkAssertions(create.options());
        var schedule = new RefreshSchedule(context, create.options().refresh());
        if (view.taken(head.ifExists(), head.orReplace())) return;
        List<String> recorded = recorded(create.options());
        var text = new CreateSql(
                        target.isPresent() ? "CREATE REPLACEMENT MATERIALIZED VIEW " : "CREATE MATERIALIZED VIEW ")
                .itself();
        if (target.isPresent()) text.add(" FOR ").item(target.get().id());
        columns(text, head)
                .part("IN CLUSTER ")
                .cluster(context, cluster)
                .part("WITH (" + options(create.options(), recorded, schedule) + ")")
                .part("AS ");
        QueryText.addQuery(context, items, text, create.query());
        String createSql = text.text();
        List<String> asserted = create.options().assertedNotNull();
        try {
            if (schedule.onCommit()) {
                Records.Around records = new Records(context).stored(create.query());
                var sql = context.sql();
                checkedQuery(sql.add("CREATE VIEW " + view.physical()), create, records)
                        .add(view.register(
                                Optional.of(cluster), createSql, create.query().written(), recorded));
                context.execute(sql.build());
            } else {
                createScheduled(view, create, schedule, cluster, createSql, recorded);
            }
        } catch (BackendException e) {
            throw assertionOnUnknownColumn(e, asserted);
        }
        if (target.isPresent()) new Replacements(context).enter(view, target.get());
        for (String option : recorded) {
            context.notice("00000", "sandbox: " + option + " is recorded and has no effect here");
        }
    }

    /** Its rows are kept in a table; the view tells them, and depends on what the query depends on. */
    private void createScheduled(
            NewItem view,
            ViewChange.CreateMaterializedView create,
            RefreshSchedule schedule,
            String cluster,
            String createSql,
            List<String> recorded)
            throws IOException {
        String id = context.value("SELECT _weir.next_id('item')").orElseThrow();
        String rows = Quoted.identifier("_weir_refresh", id);
        String query = Quoted.identifier("_weir_refresh", id + " query");
        var sql = context.sql();
        Records.Around records = new Records(context).stored(create.query());
        checkedQuery(sql.add("CREATE VIEW " + query), create, records)
                .add(";\nCREATE TABLE " + rows + " AS SELECT * FROM " + query + " WITH NO DATA")
                .add(";\nCREATE VIEW " + view.physical() + " AS SELECT kept.* FROM _weir.gate(" + Quoted.literal(id)
                        + "), " + rows + " AS kept UNION ALL SELECT * FROM (" + records.before())
                .add(create.query())
                .add(records.after() + ") AS depended WHERE false")
                .add(view.register(
                        Optional.of(id),
                        Optional.of(cluster),
                        createSql,
                        create.query().written(),
                        recorded));
        context.execute(sql.build());
        schedule.begin(id);
    }

    /** The columns and the query of a view, which fails for rows that break an assertion. */
    private static Rewritten.Builder checkedQuery(
            Rewritten.Builder sql, ViewChange.CreateMaterializedView create, Records.Around records) {
        List<String> columns = create.head().columns();
        List<String> asserted = create.options().assertedNotNull();
        if (asserted.isEmpty()) {
            return sql.add(Quoted.columns(columns) + " AS " + records.before())
                    .add(create.query())
                    .add(records.after());
        }
        // The condition is evaluated for every row that is read, whatever columns are asked for.
        sql.add(" AS SELECT * FROM (" + records.before())
                .add(create.query())
                .add(records.after() + ") AS checked" + Quoted.columns(columns));
        for (int i = 0; i < asserted.size(); i++) {
            String column = asserted.get(i);
            sql.add((i == 0 ? " WHERE " : " AND ") + "_weir.asserted(checked." + Quoted.identifier(column) + ", "
                    + Quoted.literal(column) + ")");
        }
        return sql;
    }

    private static CreateSql columns(CreateSql sql, ViewHead head) {
        return head.columns().isEmpty()
                ? sql
                : sql.add(" (").identifiers(head.columns()).add(")");
    }

    private static void refuseShow(SqlFragment query) {
        if (query.shows().isEmpty()) return;
        throw SqlError.of("0A000", "SHOW commands are not allowed in views")
                .at(query.shows().getFirst().start());
    }

    private static void checkAssertions(MaterializedViewOptions options) {
        var seen = new java.util.HashSet<String>();
        for (String column : options.assertedNotNull()) {
            if (!seen.add(column)) {
                throw SqlError.of("XX000", "duplicate column \"" + column + "\" in non-null assertions");
            }
        }
    }

    /** What WITH says, as {@code create_sql} has it. */
    private static String options(MaterializedViewOptions options, List<String> recorded, RefreshSchedule schedule) {
        var written = new ArrayList<String>();
        for (String column : options.assertedNotNull()) {
            written.add(new CreateSql("ASSERT NOT NULL = ").identifier(column).text());
        }
        written.addAll(recorded);
        written.addAll(schedule.written());
        return String.join(", ", written);
    }

    /** ALTER … SET CLUSTER: to the one where it is, as Materialize has it. */
    void setCluster(ObjectChange.SetCluster set) throws IOException {
        Optional<SessionContext.Item> found = context.changeable(set.name());
        if (found.isEmpty() && set.ifExists() == IfExists.TOLERATED) {
            context.notice("42704", set.kind().words() + " \"" + set.name() + "\" does not exist, skipping");
            return;
        }
        SessionContext.Item item = context.requireItem(set.name());
        item.require(set.kind(), "");
        String cluster = context.requireCluster(Optional.of(set.cluster()));
        boolean there = context.value(
                        "SELECT 1 FROM _weir.item i JOIN _weir.cluster c ON c.id = i.cluster_id WHERE i.id = "
                                + Quoted.literal(item.id()) + " AND c.name = " + Quoted.literal(cluster))
                .isPresent();
        if (!there) throw SqlError.of("0A000", "ALTER SET CLUSTER not yet supported");
    }

    /** ALTER … SET | RESET (RETAIN HISTORY): recorded, as when the item is made. Source: test/sqllogictest/alter.slt. */
    void retainHistory(ObjectChange.AlterRetainHistory alter) throws IOException {
        Optional<SessionContext.Item> found = context.changeable(alter.name());
        if (found.isEmpty() && alter.ifExists() == IfExists.TOLERATED) {
            context.notice("42704", alter.kind().words() + " \"" + alter.name() + "\" does not exist, skipping");
            return;
        }
        SessionContext.Item item = context.requireItem(alter.name());
        item.require(alter.kind(), "");
        if (item.sourceType().equals("load-generator")) {
            throw SqlError.of(
                    "0A000", item.name() + " is a load-generator source, which does not support ALTER SOURCE.");
        }
        boolean options = alter.kind() == ObjectKind.MATERIALIZED_VIEW;
        String kept = alter.retained()
                .map(interval -> "RETAIN HISTORY = FOR " + Quoted.literal(interval))
                .orElse("");
        context.backend()
                .execute("UPDATE _weir.item SET create_sql = _weir.retaining(create_sql, " + options + ", "
                        + Quoted.literal(kept) + ") WHERE id = " + Quoted.literal(item.id()));
        if (alter.retained().isPresent()) {
            context.notice("00000", "sandbox: RETAIN HISTORY is recorded and has no effect here");
        }
    }

    /** Options that change no result here, as Materialize writes them. */
    private static List<String> recorded(MaterializedViewOptions options) {
        var recorded = new ArrayList<String>();
        if (!options.partitionBy().isEmpty()) {
            recorded.add("PARTITION BY =" + Quoted.columns(options.partitionBy()));
        }
        options.retainHistory().ifPresent(kept -> recorded.add("RETAIN HISTORY = FOR " + Quoted.literal(kept)));
        return recorded;
    }

    private static RuntimeException assertionOnUnknownColumn(BackendException e, List<String> asserted) {
        for (String column : asserted) {
            if (e.error().sqlState().equals("42703") && e.error().message().contains("checked." + column)) {
                return SqlError.of("42703", "column \"" + column + "\" in ASSERT NOT NULL option not found");
            }
        }
        return e;
    }
}
