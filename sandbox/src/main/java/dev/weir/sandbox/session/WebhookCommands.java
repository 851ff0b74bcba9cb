package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.SourceChange.Check;
import dev.weir.sandbox.dialect.SourceChange.CheckInput;
import dev.weir.sandbox.dialect.SourceChange.CreateSource;
import dev.weir.sandbox.dialect.SourceChange.Header;
import dev.weir.sandbox.dialect.SourceChange.Tables;
import dev.weir.sandbox.dialect.SourceChange.Upstream.Webhook;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * CREATE SOURCE … FROM WEBHOOK: a table that the HTTP endpoint writes to. Source: Materialize docs, "CREATE SOURCE:
 * Webhook"; its test webhook.td.
 */
final class WebhookCommands {
    private static final String MAP = "mz_catalog.\"map[text=>text]\"";

    private final SessionContext context;

    WebhookCommands(SessionContext context) {
        this.context = context;
    }

    /** What CHECK sees under a name: {@code body}, {@code headers} or a secret. */
    private record Input(String kind, String alias, boolean bytes, Optional<String> secretId) {}

    void create(CreateSource create, Webhook webhook, NewItem place, String cluster) throws IOException {
        if (!(create.tables() instanceof Tables.None)
                || create.progress().isPresent()
                || !create.columns().isEmpty()) {
            throw SqlError.of("42601", "webhook sources take no columns, FOR or EXPOSE PROGRESS");
        }
        context.backend()
                .execute("SELECT _weir.collection_type(k) FROM (VALUES ('map[text=>text]')) AS v(k) "
                        + "WHERE NOT EXISTS (SELECT FROM _weir.collection c WHERE c.name = k)");
        List<Export.Column> columns = columns(webhook);
        var needs = new ArrayList<String>();
        List<Input> inputs = inputs(webhook, needs);
        Optional<String> check =
                webhook.check().isPresent() ? Optional.of(check(webhook.check().get(), inputs)) : Optional.empty();
        if (place.taken(create.ifExists(), false)) return;
        String id = NewEntry.nextId(context);
        var items = new SourceItems(context, id);
        Shape shape = Shape.same(columns);
        items.fill(
                place,
                new Export(List.of(place.name().item()), columns, List.of(), new Export.Filling.Live("", "")),
                shape);
        items.source(place, "webhook", cluster, createSql(webhook, id, cluster), "NULL", needs);
        items.facts(id, shape, List.of());
        save(webhook, id, inputs, check);
        context.outside().webhooks();
        String url = context.value("SELECT url FROM mz_internal.mz_webhook_sources WHERE id = " + Quoted.literal(id))
                .orElse("");
        context.notice("00000", "URL to POST data is '" + url + "'");
    }

    private static List<Export.Column> columns(Webhook webhook) {
        var columns = new ArrayList<Export.Column>();
        String type = switch (webhook.bodyFormat()) {
            case "JSON" -> "jsonb";
            case "TEXT" -> "text";
            default -> "bytea";
        };
        columns.add(new Export.Column("body", type, false));
        for (Header header : webhook.headers()) {
            if (header.name().isEmpty()) columns.add(new Export.Column("headers", MAP, false));
        }
        for (Header header : webhook.headers()) {
            if (header.name().isPresent()) {
                columns.add(new Export.Column(header.as(), header.bytes() ? "bytea" : "text", true));
            }
        }
        var names = new LinkedHashSet<String>();
        for (Export.Column column : columns) {
            if (!names.add(column.name())) {
                throw SqlError.of("42701", "column \"" + column.name() + "\" specified more than once");
            }
        }
        return columns;
    }

    // ---- CHECK

    private List<Input> inputs(Webhook webhook, List<String> needs) throws IOException {
        var inputs = new ArrayList<Input>();
        if (webhook.check().isEmpty()) return inputs;
        for (CheckInput input : webhook.check().get().inputs()) {
            Optional<String> secret = Optional.empty();
            String alias = input.kind().toLowerCase(java.util.Locale.ROOT);
            if (input.secret().isPresent()) {
                SessionContext.Item item = SecretCommands.require(
                        context.requireItem(input.secret().get()),
                        input.secret().get());
                secret = Optional.of(item.id());
                alias = item.name();
                needs.add(item.id());
            }
            if (input.kind().equals("HEADERS") && input.bytes()) {
                throw SqlError.unsupported("HEADERS BYTES in CHECK", "Leave out BYTES.");
            }
            inputs.add(new Input(input.kind(), input.as().orElse(alias), input.bytes(), secret));
        }
        return inputs;
    }

    /** The condition for PostgreSQL, tried without a request. */
    private String check(Check check, List<Input> inputs) throws IOException {
        if (!check.condition().relations().isEmpty()) throw SqlError.of("XX000", "CHECK does not allow subqueries");
        String written = check.condition().written();
        boolean used = false;
        var sample = new ArrayList<String>();
        for (Input input : inputs) {
            used |= written.toLowerCase(java.util.Locale.ROOT)
                    .contains(input.alias().toLowerCase(java.util.Locale.ROOT));
            sample.add("NULL::" + type(input) + " AS " + Quoted.identifier(input.alias()));
        }
        if (!used) throw SqlError.of("XX000", "expression provided in CHECK does not reference any columns");
        Rewritten sql = context.sql()
                .add("SELECT pg_catalog.pg_typeof((")
                .add(check.condition())
                .add(")) FROM (SELECT " + String.join(", ", sample) + ") AS request")
                .build();
        String type;
        try {
            type = context.value(sql.sql()).orElse("");
        } catch (BackendException e) {
            throw ErrorTranslation.translated(e, sql);
        }
        if (!type.equals("boolean")) throw SqlError.of("XX000", "CHECK must have type boolean, not type " + type);
        return context.sql().add(check.condition()).build().sql();
    }

    private static String type(Input input) {
        if (input.kind().equals("HEADERS")) return MAP;
        return input.bytes() ? "bytea" : "text";
    }

    // ---- what is kept

    private String createSql(Webhook webhook, String id, String cluster) throws IOException {
        CreateSql sql =
                new CreateSql("CREATE SOURCE ").self(id).line("IN CLUSTER ").cluster(context, cluster);
        sql.line("FROM WEBHOOK");
        sql.line("BODY FORMAT " + webhook.bodyFormat() + (webhook.jsonArray() ? " ARRAY" : ""));
        for (Header header : webhook.headers()) {
            if (header.name().isPresent()) {
                sql.line("INCLUDE HEADER " + literal(header.name().get()) + " AS ")
                        .identifier(header.as());
                if (header.bytes()) sql.add(" BYTES");
                continue;
            }
            sql.line("INCLUDE HEADERS");
            var only = new ArrayList<String>();
            for (String one : header.only()) {
                only.add(one.startsWith("NOT ") ? "NOT " + literal(one.substring(4)) : literal(one));
            }
            if (!only.isEmpty()) sql.add(" (" + String.join(", ", only) + ")");
        }
        if (webhook.check().isEmpty()) return sql.text();
        Check check = webhook.check().get();
        sql.line("CHECK (");
        for (int i = 0; i < check.inputs().size(); i++) {
            CheckInput input = check.inputs().get(i);
            sql.add(i == 0 ? "WITH (" : ", ").add(input.kind());
            if (input.secret().isPresent()) {
                sql.add(" ").item(context.requireItem(input.secret().get()).id());
            }
            if (input.as().isPresent()) sql.add(" AS ").identifier(input.as().get());
            if (input.bytes()) sql.add(" BYTES");
            if (i == check.inputs().size() - 1) sql.add(") ");
        }
        return sql.add(check.condition().written() + ")").text();
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void save(Webhook webhook, String id, List<Input> inputs, Optional<String> check) throws IOException {
        var headers = new ArrayList<String>();
        for (Header header : webhook.headers()) {
            headers.add("pg_catalog.jsonb_build_object('name', " + ConnectionCommands.orNull(header.name())
                    + "::text, 'as', "
                    + Quoted.literal(header.as()) + "::text, 'bytes', " + header.bytes() + ", 'only', to_jsonb("
                    + Quoted.array(header.only()) + "))");
        }
        var seen = new ArrayList<String>();
        for (Input input : inputs) {
            seen.add("pg_catalog.jsonb_build_object('kind', " + Quoted.literal(input.kind()) + "::text, 'as', "
                    + Quoted.literal(input.alias()) + "::text, 'bytes', " + input.bytes() + ", 'secret', "
                    + ConnectionCommands.orNull(input.secretId()) + "::text)");
        }
        context.backend()
                .execute("INSERT INTO _weir.webhook VALUES (" + Quoted.literal(id) + ", "
                        + Quoted.literal(webhook.bodyFormat()) + ", " + webhook.jsonArray()
                        + ", pg_catalog.jsonb_build_array(" + String.join(", ", headers) + "), "
                        + ConnectionCommands.orNull(check) + ", pg_catalog.jsonb_build_array("
                        + String.join(", ", seen) + "))");
    }
}
