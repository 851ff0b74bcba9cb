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
            "clusters",
            "role membership",
            "default privileges",
            "privileges",
            "network policies");

    private final TokenCursor tokens;

    ShowParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement show() {
        tokens.expect("show");
        boolean redacted = tokens.acceptWords("redacted", "create");
        if (redacted || tokens.accept("create")) {
            ObjectKind kind = StatementParser.objectKind(tokens);
            return new Statement.ShowCreate(kind, tokens.name(3), redacted);
        }
        for (String list : LISTS) {
            if (tokens.acceptWords(list.split(" "))) return new Statement.ShowObjects(what(list));
        }
        if (tokens.acceptWords("indices") || tokens.acceptWords("keys")) {
            return new Statement.ShowObjects(what("indexes"));
        }
        if (tokens.acceptWords("time", "zone")) return new Statement.ShowVariable("timezone");
        if (tokens.acceptWords("transaction", "isolation", "level")) {
            return new Statement.ShowVariable("transaction_isolation");
        }
        if (!tokens.peek().name()) throw tokens.expected("identifier");
        if (tokens.accept("all")) return new Statement.ShowVariable("all");
        return new Statement.ShowVariable(tokens.name(2).dotted());
    }

    private ShowWhat what(String listed) {
        boolean ofSystem = listed.equals("privileges") && tokens.acceptWords("on", "system");
        String plural = ofSystem ? "system privileges" : listed;
        Optional<Name> from = Optional.empty();
        Optional<ObjectKind> on = Optional.empty();
        Optional<String> role = Optional.empty();
        if (plural.endsWith("privileges")) {
            if (tokens.accept("on")) on = Optional.of(privilegedKind());
        } else if (tokens.accept("from")
                || tokens.accept("on")
                || (!tokens.atWords("in", "cluster") && tokens.accept("in"))) {
            from = Optional.of(tokens.name(3));
        } else if (plural.equals("columns")) {
            throw tokens.expected("FROM");
        }
        if ((plural.endsWith("privileges") || plural.equals("role membership")) && tokens.accept("for")) {
            role = Optional.of(tokens.identifier());
        }
        Optional<String> cluster = Optional.empty();
        if (tokens.acceptWords("in", "cluster")) cluster = Optional.of(tokens.identifier());
        Optional<String> like = Optional.empty();
        Optional<SqlFragment> condition = Optional.empty();
        if (tokens.accept("like")) {
            like = Optional.of(tokens.string());
        } else if (tokens.accept("where")) {
            condition = Optional.of(new QueryParser(tokens).condition());
        }
        return new ShowWhat(plural, from, on, role, cluster, like, condition);
    }

    /** A kind of object in the plural, as SHOW PRIVILEGES ON TABLES has it. */
    private ObjectKind privilegedKind() {
        for (ObjectKind kind : ObjectKind.values()) {
            if (tokens.acceptWords(kind.plural().split(" "))) return kind;
        }
        throw tokens.expected("one of TABLES or TYPES or SECRETS or CONNECTIONS or DATABASES or SCHEMAS or CLUSTERS");
    }
}
