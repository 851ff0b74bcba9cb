package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.ShowWhat;
import java.util.List;
import java.util.Optional;

/** Statements that begin with SHOW. */
final class ShowParser {
    private static final List<String> LISTS = List.of(
            "databases",
            "schemas",
            "roles",
            "tables",
            "views",
            "materialized views",
            "sources",
            "sinks",
            "subsources",
            "connections",
            "secrets",
            "types",
            "objects",
            "indexes",
            "columns",
            "cluster replicas",
            "clusters");

    private final TokenCursor tokens;

    ShowParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement show() {
        tokens.expect("show");
        if (tokens.accept("create")) {
            ObjectKind kind = StatementParser.objectKind(tokens);
            return new Statement.ShowCreate(kind, tokens.name(3));
        }
        for (String list : LISTS) {
            if (tokens.acceptWords(list.split(" "))) return new Statement.ShowObjects(what(list));
        }
        if (tokens.acceptWords("indices") || tokens.acceptWords("keys")) {
            return new Statement.ShowObjects(what("indexes"));
        }
        for (String other : List.of("privileges", "default", "role", "network")) {
            if (tokens.at(other)) {
                return StatementParser.unsupported(
                        tokens,
                        SqlError.unsupported(
                                "SHOW " + other.toUpperCase(java.util.Locale.ROOT),
                                "Every login of the sandbox is a superuser."));
            }
        }
        if (tokens.acceptWords("time", "zone")) return new Statement.ShowVariable("timezone");
        if (tokens.acceptWords("transaction", "isolation", "level")) {
            return new Statement.ShowVariable("transaction_isolation");
        }
        if (!tokens.peek().name()) throw tokens.expected("identifier");
        if (tokens.accept("all")) return new Statement.ShowVariable("all");
        return new Statement.ShowVariable(tokens.name(2).dotted());
    }

    private ShowWhat what(String plural) {
        Optional<Name> from = Optional.empty();
        if (tokens.accept("from") || tokens.accept("on")) {
            from = Optional.of(tokens.name(3));
        } else if (plural.equals("columns")) {
            throw tokens.expected("FROM");
        }
        Optional<String> cluster = Optional.empty();
        if (tokens.acceptWords("in", "cluster")) cluster = Optional.of(tokens.identifier());
        Optional<String> like = Optional.empty();
        Optional<SqlFragment> condition = Optional.empty();
        if (tokens.accept("like")) {
            like = Optional.of(tokens.string());
        } else if (tokens.accept("where")) {
            condition = Optional.of(new QueryParser(tokens).expression());
        }
        return new ShowWhat(plural, from, cluster, like, condition);
    }
}
