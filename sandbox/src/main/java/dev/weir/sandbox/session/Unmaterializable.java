package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.ParsedStatement;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.StatementParser;
import dev.weir.sandbox.dialect.Token;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Functions whose value is of a session or a moment: materialized views and indexes may not rest on them, not through views
 * either. Source: Materialize docs, "now and mz_now functions"; test/testdrive/tables.td.
 */
final class Unmaterializable {
    /** What ends a condition. */
    private static final Set<String> ENDS = Set.of(
            "group", "order", "limit", "union", "intersect", "except", "join", "where", "having", "qualify", "window");

    private final SessionContext context;
    private final boolean temporalFilters;
    private final ReadItems items;
    private final Set<String> seen = new HashSet<>();

    /** @param temporalFilters whether {@code mz_now()} may be there */
    Unmaterializable(SessionContext context, ReadItems items, boolean temporalFilters) {
        this.context = context;
        this.items = items;
        this.temporalFilters = temporalFilters;
    }

    void refuse(SqlFragment fragment) throws IOException {
        List<Token> tokens = Lexer.tokenize(fragment.written());
        var filters = new Filters();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            filters.pass(token);
            if (token.kind() != Token.Kind.WORD) continue;
            if (temporalFilters && token.text().equals("mz_now") && filters.inside() && alternative(tokens, i)) {
                throw SqlError.of(
                                "XX000",
                                "Unsupported temporal predicate. Note: `mz_now()` must be directly compared to a "
                                        + "non-temporal expression of mz_timestamp-castable type.")
                        .at(fragment.start() + token.start())
                        .withHint("A temporal filter stands under no OR: write a UNION ALL of two queries.");
            }
            String told = function(token.text(), tokens.get(i + 1).symbol("("), filters.inside());
            if (told.isEmpty() || (i > 0 && tokens.get(i - 1).word("as"))) continue;
            SqlError refusal =
                    SqlError.of("0A000", "cannot materialize call to " + told).at(fragment.start() + token.start());
            throw told.equals("current_timestamp")
                    ? refusal.withHint("Try using `mz_now()` in a temporal filter.")
                    : refusal;
        }
        for (SqlFragment.RelationUse use : fragment.relations()) {
            if (use.name().parts().size() > 1 && !context.naming().knowsDatabase(context.database())) continue;
            Optional<SessionContext.Item> item = items.named(use.name());
            if (item.isPresent()) refuse(item.get());
        }
    }

    /** Whether the condition around a call is one side of an OR, which a temporal filter must not be; NOT may turn it to AND. */
    private static boolean alternative(List<Token> tokens, int call) {
        int depth = 0;
        int enclosing = 0;
        boolean or = false;
        for (int i = call - 1; i >= 0 && !begins(tokens.get(i), depth); i--) {
            Token token = tokens.get(i);
            if (token.symbol(")")) depth++;
            else if (token.symbol("(") && depth > 0) depth--;
            else if (token.symbol("(")) enclosing++;
            else if (depth == 0 && (token.word("not") || token.word("case"))) return false;
            else if (depth == 0) or |= token.word("or");
        }
        depth = 0;
        for (int i = call + 1;
                i < tokens.size() && !(depth <= 0 && ENDS.contains(tokens.get(i).text()));
                i++) {
            Token token = tokens.get(i);
            if (token.symbol("(")) depth++;
            else if (token.symbol(")") && depth > 0) depth--;
            else if (token.symbol(")") && enclosing-- == 0) return or;
            else if (depth == 0) or |= token.word("or");
        }
        return or;
    }

    private static boolean begins(Token token, int depth) {
        return depth == 0 && (token.word("where") || token.word("having") || token.word("on") || token.word("qualify"));
    }

    /** What a view rests on. */
    void refuse(SessionContext.Item item) throws IOException {
        if (!item.type().equals("view") || !seen.add(item.id())) return;
        Optional<String> definition =
                context.value("SELECT definition FROM _weir.item WHERE id = " + Quoted.literal(item.id()));
        if (definition.isEmpty()) return;
        try {
            for (ParsedStatement parsed : StatementParser.parse(definition.get())) {
                if (parsed.statement() instanceof Statement.Query query) refuse(query.text());
            }
        } catch (SqlError e) {
            if (e.message().startsWith("cannot materialize") || e.message().startsWith("Unsupported temporal")) {
                throw e.at(-1);
            }
        }
    }

    /** Whether the tokens that were passed lead into a condition, where {@code mz_now()} may be compared. */
    private static final class Filters {
        private final Deque<Boolean> outer = new ArrayDeque<>();
        private boolean inside;

        void pass(Token token) {
            if (token.symbol("(")) {
                outer.push(inside);
            } else if (token.symbol(")")) {
                if (!outer.isEmpty()) inside = outer.pop();
            } else if (token.kind() == Token.Kind.WORD) {
                switch (token.text()) {
                    case "where", "having", "on", "qualify" -> inside = true;
                    case "select", "from", "join", "group", "order", "limit", "union", "intersect", "values" ->
                        inside = false;
                    default -> {
                        // within what it stands in
                    }
                }
            }
        }

        boolean inside() {
            return inside;
        }
    }

    private String function(String word, boolean called, boolean filter) {
        return switch (word) {
            case "current_timestamp", "current_user" -> word;
            case "current_role" -> "current_user";
            case "session_user" -> word;
            case "now" -> called ? "current_timestamp" : "";
            case "mz_now", "mz_logical_timestamp" -> called && !(temporalFilters && filter) ? "mz_now" : "";
            case "current_schema" -> called ? "current_schemas" : "";
            case "current_database",
                    "current_schemas",
                    "mz_environment_id",
                    "mz_is_superuser",
                    "mz_session_id",
                    "mz_uptime",
                    "mz_version",
                    "mz_version_num",
                    "pg_backend_pid",
                    "pg_postmaster_start_time",
                    "version" -> called ? word : "";
            default -> "";
        };
    }
}
