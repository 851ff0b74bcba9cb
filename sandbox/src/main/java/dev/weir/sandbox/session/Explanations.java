package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.Statement.Explain;
import dev.weir.sandbox.dialect.ViewChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** EXPLAIN: PostgreSQL's plan, said to be so. Source of the forms: Materialize docs, "EXPLAIN PLAN", "EXPLAIN TIMESTAMP". */
final class Explanations {
    private static final String MARK = "sandbox: PostgreSQL's plan; a real Materialize plans otherwise";

    private final SessionContext context;
    private final FrameWriter out;

    Explanations(SessionContext context, FrameWriter out) {
        this.context = context;
        this.out = out;
    }

    /** The body of the RowDescription: one column of text. */
    static byte[] describe(Explain explain, int[] formats) {
        return SubscribeRows.oneText(title(explain), formats);
    }

    void run(Explain explain, int[] formats, boolean described) throws IOException {
        String text = text(explain);
        if (described) out.begin('T').bytes(describe(explain, formats)).end();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.begin('D').int16(1).int32(bytes.length).bytes(bytes).end();
        out.begin('C').text("EXPLAIN").end();
    }

    private static String title(Explain explain) {
        String what = explain.what().equals("QUERY PLAN") ? "PHYSICAL PLAN" : explain.what();
        var title = new StringBuilder();
        for (String word : what.toLowerCase(Locale.ROOT).split(" ")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return title.toString();
    }

    private String text(Explain explain) throws IOException {
        boolean known = explain.what().endsWith("PLAN") || explain.what().equals("TIMESTAMP");
        if (!known) {
            throw SqlError.unsupported("EXPLAIN " + explain.what(), "It is known to a real Materialize only; ask it.");
        }
        Rewritten query = query(explain);
        List<String> plan = new ArrayList<>();
        boolean json = explain.format().equals("JSON");
        try {
            String how = json ? "EXPLAIN (COSTS OFF, FORMAT JSON) " : "EXPLAIN (COSTS OFF) ";
            for (List<@Nullable String> row : context.backend().query(how + query.sql())) {
                plan.add(SessionContext.text(row, 0));
            }
        } catch (BackendException e) {
            throw ErrorTranslation.translatedWithoutPosition(e, query);
        }
        if (explain.what().equals("TIMESTAMP")) return timestamp(json);
        if (json) return "{\"sandbox\": \"" + MARK + "\", \"plans\": " + String.join("\n", plan) + "}";
        var text = new StringBuilder("Explained Query (" + MARK + "):\n");
        for (String line : plan) text.append("  ").append(line).append('\n');
        return text.append("\nTarget cluster: ")
                .append(context.variables().value("cluster"))
                .append('\n')
                .toString();
    }

    private String timestamp(boolean json) throws IOException {
        String now = context.value("SELECT (mz_catalog.mz_now()::bigint)::text").orElse("0");
        if (json) return "{\"sandbox\": \"the present; no history is kept\", \"query_timestamp\": " + now + "}";
        return "                query timestamp: " + now + "\n          (sandbox: the present; no history is kept)\n";
    }

    private Rewritten query(Explain explain) throws IOException {
        if (explain.object().isPresent()) return ofObject(explain.object().get());
        return switch (explain.statement().orElseThrow()) {
            case Statement.Query query -> rewritten(query.text());
            case Statement.Subscribe subscribe -> rewritten(subscribe.of());
            case ViewChange.CreateView create -> rewritten(create.query());
            case ViewChange.CreateMaterializedView create -> rewritten(create.query());
            case Statement.ShowObjects show -> new ShowQueries(context.naming(), context.variables()).rows(show);
            case Statement other ->
                throw SqlError.unsupported("EXPLAIN " + other.tag(), "Explain the query it is made of.");
        };
    }

    private Rewritten rewritten(SqlFragment query) {
        return context.sql().add(query).build();
    }

    private Rewritten ofObject(Statement.ExplainedObject object) throws IOException {
        SessionContext.Item item = context.requireItem(object.name());
        item.require(object.kind(), "EXPLAIN MATERIALIZED VIEW to explain");
        if (object.kind() != ObjectKind.INDEX) return Rewritten.ofOurs("SELECT * FROM " + item.physical());
        String on = context.value("SELECT pg_catalog.quote_ident(p.nspname) || '.' || pg_catalog.quote_ident(o.name) "
                        + "FROM _weir.item i JOIN _weir.named_item o ON o.id = i.on_id "
                        + "JOIN pg_catalog.pg_namespace p ON p.oid = o.nsp WHERE i.id = " + Quoted.literal(item.id()))
                .orElseThrow();
        return Rewritten.ofOurs("SELECT * FROM " + on);
    }
}
