package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Token;
import dev.weir.sandbox.dialect.ViewChange;
import dev.weir.sandbox.dialect.ViewChange.MaterializedViewOptions;
import dev.weir.sandbox.dialect.ViewChange.Refresh;
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
            case ViewChange.ApplyReplacement apply -> throw Commands.notYet(apply);
        }
    }

    private void create(ViewChange.CreateView create) throws IOException {
        ViewHead head = create.head();
        NewItem view = create.temporary()
                ? NewItem.temporary(context, ObjectKind.VIEW, head.name())
                : NewItem.of(context, ObjectKind.VIEW, head.name());
        if (view.taken(head.ifExists(), head.orReplace())) return;
        String what = create.temporary() ? "CREATE TEMPORARY VIEW " : "CREATE VIEW ";
        String createSql = what + view.shown() + Quoted.columns(head.columns()) + " AS "
                + create.query().written();
        context.execute(new Rewritten.Builder(context.naming(), context.database())
                .add(what + view.physicalInCreate() + Quoted.columns(head.columns()) + " AS ")
                .add(create.query())
                .add(view.register(Optional.empty(), createSql, create.query().written(), List.of()))
                .build());
    }

    private void create(ViewChange.CreateMaterializedView create) throws IOException {
        ViewHead head = create.head();
        if (create.replaces().isPresent()) {
            throw SqlError.unsupported("CREATE REPLACEMENT MATERIALIZED VIEW", "It runs on a real Materialize only.");
        }
        NewItem view = NewItem.of(context, ObjectKind.MATERIALIZED_VIEW, head.name());
        String cluster = context.requireCluster(create.cluster());
        refuseClock(create.query());
        List<String> recorded = recorded(create.options());
        if (view.taken(head.ifExists(), head.orReplace())) return;
        List<String> asserted = create.options().assertedNotNull();
        var sql = new Rewritten.Builder(context.naming(), context.database());
        sql.add("CREATE VIEW " + view.physical());
        var with = new StringBuilder();
        if (asserted.isEmpty()) {
            sql.add(Quoted.columns(head.columns()) + " AS ").add(create.query());
        } else {
            // The condition is evaluated for every row that is read, whatever columns are asked for.
            sql.add(" AS SELECT * FROM (").add(create.query()).add(") AS checked" + Quoted.columns(head.columns()));
            for (int i = 0; i < asserted.size(); i++) {
                String column = asserted.get(i);
                sql.add((i == 0 ? " WHERE " : " AND ") + "_weir.asserted(checked." + Quoted.identifier(column) + ", "
                        + Quoted.literal(column) + ")");
                with.append(i == 0 ? "" : ", ").append("ASSERT NOT NULL = ").append(Quoted.identifier(column));
            }
        }
        for (String option : recorded) with.append(with.isEmpty() ? "" : ", ").append(option);
        String createSql = "CREATE MATERIALIZED VIEW " + view.shown() + Quoted.columns(head.columns())
                + " IN CLUSTER " + Quoted.identifier(cluster) + (with.isEmpty() ? "" : " WITH (" + with + ")") + " AS "
                + create.query().written();
        sql.add(view.register(Optional.of(cluster), createSql, create.query().written(), recorded));
        try {
            context.execute(sql.build());
        } catch (BackendException e) {
            throw assertionOnUnknownColumn(e, asserted);
        }
        for (String option : recorded) {
            context.notice("00000", "sandbox: " + option + " is recorded and has no effect here");
        }
    }

    /** Options that change no result here, as Materialize writes them. */
    private static List<String> recorded(MaterializedViewOptions options) {
        var recorded = new ArrayList<String>();
        if (!options.partitionBy().isEmpty()) {
            recorded.add("PARTITION BY =" + Quoted.columns(options.partitionBy()));
        }
        options.retainHistory().ifPresent(kept -> recorded.add("RETAIN HISTORY = FOR " + Quoted.literal(kept)));
        for (Refresh refresh : options.refresh()) {
            if (!(refresh instanceof Refresh.OnCommit)) {
                throw SqlError.unsupported(
                        "REFRESH on a schedule",
                        "Leave the refresh option out: views of the sandbox are always fresh.");
            }
        }
        return recorded;
    }

    /** Source: Materialize docs, "now and mz_now functions": now() cannot be materialized. */
    private static void refuseClock(SqlFragment query) {
        List<Token> tokens = Lexer.tokenize(query.written());
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean now = token.word("now") && tokens.get(i + 1).symbol("(");
            if (now || token.word("current_timestamp")) {
                throw SqlError.of("0A000", "cannot materialize call to " + (now ? "now" : "current_timestamp"))
                        .withHint("Try using `mz_now()` in a temporal filter.")
                        .at(query.start() + token.start());
            }
        }
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
