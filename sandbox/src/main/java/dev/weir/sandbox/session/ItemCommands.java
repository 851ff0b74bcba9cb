package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.Statement.IfExists;
import dev.weir.sandbox.dialect.Statement.ViewHead;
import dev.weir.sandbox.dialect.Token;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** CREATE VIEW, CREATE MATERIALIZED VIEW (a view here, so that its rows are always fresh) and CREATE TABLE. */
final class ItemCommands {
    private final SessionContext context;

    ItemCommands(SessionContext context) {
        this.context = context;
    }

    void create(Statement.CreateView create) throws IOException {
        ViewHead head = create.head();
        String schema = create.temporary() ? temporarySchema(head.name()) : context.targetSchema(head.name());
        if (taken(ObjectKind.VIEW, head, schema)) return;
        var sql = new Rewritten.Builder(context.naming(), context.database());
        sql.add(create.temporary() ? "CREATE TEMPORARY VIEW " : "CREATE VIEW ")
                .add(create.temporary() ? Quoted.identifier(head.name().item()) : physical(schema, head.name()))
                .add(Quoted.columns(head.columns()) + " AS ")
                .add(create.query());
        String createSql = "CREATE " + (create.temporary() ? "TEMPORARY " : "") + "VIEW " + shown(schema, head.name())
                + Quoted.columns(head.columns()) + " AS " + create.query().written();
        sql.add(register(schema, head.name(), "view", Optional.empty(), createSql, create.query(), List.of()));
        run(sql.build());
    }

    void create(Statement.CreateMaterializedView create) throws IOException {
        ViewHead head = create.head();
        String schema = context.targetSchema(head.name());
        String cluster = context.requireCluster(create.cluster());
        refuseClock(create.query());
        if (taken(ObjectKind.MATERIALIZED_VIEW, head, schema)) return;
        List<String> asserted = create.options().assertedNotNull();
        var sql = new Rewritten.Builder(context.naming(), context.database());
        sql.add("CREATE VIEW " + physical(schema, head.name()));
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
        for (String option : create.options().recorded())
            with.append(with.isEmpty() ? "" : ", ").append(option);
        String createSql = "CREATE MATERIALIZED VIEW " + shown(schema, head.name()) + Quoted.columns(head.columns())
                + " IN CLUSTER " + Quoted.identifier(cluster) + (with.isEmpty() ? "" : " WITH (" + with + ")") + " AS "
                + create.query().written();
        sql.add(register(
                schema,
                head.name(),
                "materialized-view",
                Optional.of(cluster),
                createSql,
                create.query(),
                create.options().recorded()));
        try {
            run(sql.build());
        } catch (BackendException e) {
            throw assertionOnUnknownColumn(e, asserted);
        }
        for (String option : create.options().recorded()) {
            context.notice("00000", "sandbox: " + option + " is recorded and has no effect here");
        }
    }

    void create(Statement.CreateTable create) throws IOException {
        Name name = create.name();
        String schema = create.temporary() ? temporarySchema(name) : context.targetSchema(name);
        var head = new ViewHead(name, create.ifExists(), false, List.of());
        if (taken(ObjectKind.TABLE, head, schema)) return;
        String createSql =
                "CREATE TABLE " + shown(schema, name) + " " + create.columns().written();
        run(new Rewritten.Builder(context.naming(), context.database())
                .add(create.temporary() ? "CREATE TEMPORARY TABLE " : "CREATE TABLE ")
                .add(create.temporary() ? Quoted.identifier(name.item()) : physical(schema, name))
                .add(" ")
                .add(create.columns())
                .add(register(schema, name, "table", Optional.empty(), createSql, create.columns(), List.of()))
                .build());
    }

    private void run(Rewritten sql) throws IOException {
        try {
            context.backend().execute(sql.sql());
        } catch (BackendException e) {
            throw new BackendException(ErrorTranslation.translate(e.error(), sql));
        }
    }

    /** Whether the name is taken and that is fine; throws when it is not. OR REPLACE makes room. */
    private boolean taken(ObjectKind kind, ViewHead head, String schema) throws IOException {
        if (!context.nameTaken(schema, head.name().item())) return false;
        if (head.orReplace()) {
            Name name = head.name();
            new DropCommands(context).drop(new Statement.Drop(kind, List.of(name), IfExists.REQUIRED, false));
            return false;
        }
        if (head.ifExists() == IfExists.TOLERATED) {
            context.notice("42710", kind.words() + " \"" + head.name().item() + "\" already exists, skipping");
            return true;
        }
        throw SqlError.of("42710", "catalog item '" + head.name().item() + "' already exists");
    }

    private static String temporarySchema(Name name) {
        if (name.schema().isPresent() && !name.schema().get().equals("mz_temp")) {
            throw SqlError.of("42P16", "cannot create temporary item in non-temporary schema");
        }
        return "pg_temp";
    }

    private static String physical(String schema, Name name) {
        return Quoted.identifier(schema, name.item());
    }

    private String shown(String schema, Name name) {
        if (schema.equals("pg_temp")) return Quoted.identifier("mz_temp", name.item());
        String database = name.database().orElse(context.database());
        String shownSchema = name.schema()
                .orElseGet(() ->
                        context.variables().searchPath().stream().findFirst().orElse("public"));
        return Quoted.identifier(database) + "." + Quoted.identifier(shownSchema, name.item());
    }

    private static String register(
            String schema,
            Name name,
            String type,
            Optional<String> cluster,
            String createSql,
            SqlFragment definition,
            List<String> options) {
        return "\n; SELECT _weir.register(" + Quoted.literal(Quoted.identifier(schema, name.item())) + "::regclass, "
                + Quoted.literal(type) + ", NULL, NULL, "
                + cluster.map(Quoted::literal).orElse("NULL") + ", "
                + Quoted.literal(createSql) + ", " + Quoted.literal(definition.written()) + ", NULL, "
                + Quoted.array(options) + ")";
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
