package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of SQL ⇒ its statements. The door of this package. Throws {@link SqlError}: {@code 42601} in Materialize's
 * wording ({@code Expected …, found …}) for what is no statement.
 */
public final class StatementParser {
    private final TokenCursor tokens;

    private StatementParser(String sql) {
        this.tokens = new TokenCursor(sql);
    }

    /** The statements in order; none for blank text or comments only. */
    public static List<ParsedStatement> parse(String sql) {
        var parser = new StatementParser(sql);
        var statements = new ArrayList<ParsedStatement>();
        while (true) {
            while (parser.tokens.acceptSymbol(";")) {}
            if (parser.tokens.peek().kind() == Token.Kind.END) return statements;
            int start = parser.tokens.peek().start();
            Statement statement = parser.statement();
            if (!parser.tokens.atStatementEnd()) throw parser.tokens.expected("end of statement");
            statements.add(new ParsedStatement(
                    statement, sql.substring(start, parser.tokens.previous().end())));
        }
    }

    private Statement statement() {
        Token first = tokens.peek();
        if (first.symbol("(")) return new Statement.Query(new QueryParser(tokens).query());
        if (first.kind() != Token.Kind.WORD) {
            throw tokens.expected("a keyword at the beginning of a statement");
        }
        return switch (first.text()) {
            case "select", "values", "with", "table" -> new Statement.Query(new QueryParser(tokens).query());
            case "insert" -> new Statement.Write(new QueryParser(tokens).insert());
            case "update" -> new Statement.Write(new QueryParser(tokens).update());
            case "delete" -> new Statement.Write(new QueryParser(tokens).delete());
            case "copy" -> new Statement.Copy(new QueryParser(tokens).copy());
            case "create" -> new CreateParser(tokens).create();
            case "drop" -> drop();
            case "alter" -> new AlterParser(tokens).alter();
            case "comment" -> comment();
            case "set" -> set();
            case "reset" -> reset();
            case "show" -> new ShowParser(tokens).show();
            case "begin", "start" -> begin();
            case "commit", "end" -> {
                tokens.next();
                if (!tokens.accept("work")) tokens.accept("transaction");
                yield new Statement.Commit();
            }
            case "rollback", "abort" -> {
                tokens.next();
                if (!tokens.accept("work")) tokens.accept("transaction");
                yield new Statement.Rollback();
            }
            case "discard" -> discard();
            case "deallocate" -> deallocate();
            case "declare" -> declare();
            case "fetch", "close" -> cursor(first);
            case "explain" -> unsupported("EXPLAIN", "Plans are those of a real Materialize; ask it.");
            case "subscribe" -> unsupported("SUBSCRIBE", "Query the object instead; its rows are always fresh.");
            case "grant" -> grant();
            case "revoke" -> unsupported("REVOKE", "Every login of the sandbox is a superuser.");
            case "prepare", "execute" ->
                unsupported(first.text().toUpperCase(java.util.Locale.ROOT), "Use the protocol's prepared statements.");
            case "validate" -> unsupported("VALIDATE CONNECTION", "The sandbox has no connections.");
            case "reassign" -> unsupported("REASSIGN OWNED", "Every object belongs to the role materialize.");
            case "inspect",
                    "raise",
                    "savepoint",
                    "release",
                    "lock",
                    "vacuum",
                    "analyze",
                    "truncate",
                    "do",
                    "call",
                    "listen",
                    "notify",
                    "load",
                    "cluster",
                    "refresh",
                    "merge",
                    "checkpoint",
                    "reindex",
                    "import",
                    "security" -> throw tokens.expected("a keyword at the beginning of a statement");
            default -> throw tokens.expected("a keyword at the beginning of a statement");
        };
    }

    private Statement unsupported(String what, String hint) {
        return unsupported(tokens, SqlError.unsupported(what, hint));
    }

    /** Takes the rest of the statement, so that those after it are still understood. */
    static Statement unsupported(TokenCursor tokens, SqlError reason) {
        while (!tokens.atStatementEnd()) tokens.next();
        return new Statement.Unsupported(reason);
    }

    // ---- DROP, COMMENT

    private Statement drop() {
        tokens.expect("drop");
        if (tokens.at("owned")) return unsupported("DROP OWNED", "Every object belongs to the role materialize.");
        ObjectKind kind = objectKind(tokens);
        IfExists ifExists = tokens.acceptWords("if", "exists") ? IfExists.TOLERATED : IfExists.REQUIRED;
        var names = new ArrayList<Name>();
        do {
            names.add(tokens.name(3));
        } while (tokens.acceptSymbol(","));
        boolean cascade = tokens.accept("cascade");
        if (!cascade) tokens.accept("restrict");
        return switch (kind) {
            case CLUSTER_REPLICA, NETWORK_POLICY, ROLE ->
                unsupported("DROP " + kind.sql(), "Drop and create the cluster instead.");
            default -> new Statement.Drop(kind, names, ifExists, cascade);
        };
    }

    private Statement comment() {
        tokens.expect("comment");
        tokens.expect("on");
        ObjectKind kind = tokens.accept("column") ? ObjectKind.COLUMN : objectKind(tokens);
        Name name = tokens.name(kind == ObjectKind.COLUMN ? 4 : 3);
        tokens.expect("is");
        if (tokens.accept("null")) return new Statement.Comment(kind, name, Optional.empty());
        return new Statement.Comment(kind, name, Optional.of(tokens.string()));
    }

    static ObjectKind objectKind(TokenCursor tokens) {
        if (tokens.acceptWords("materialized", "view")) return ObjectKind.MATERIALIZED_VIEW;
        if (tokens.acceptWords("cluster", "replica")) return ObjectKind.CLUSTER_REPLICA;
        if (tokens.acceptWords("network", "policy")) return ObjectKind.NETWORK_POLICY;
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind != ObjectKind.COLUMN && tokens.accept(kind.words())) return kind;
        }
        throw tokens.expected("DATABASE, SCHEMA, ROLE, CLUSTER, TABLE, VIEW, MATERIALIZED VIEW, SOURCE, SINK, INDEX, "
                + "CONNECTION, SECRET, TYPE, FUNCTION or NETWORK POLICY");
    }

    /** {@code GRANT privileges ON kind names TO roles}; understood for the one role there is. */
    private Statement grant() {
        tokens.expect("grant");
        while (!tokens.at("on")) {
            if (tokens.atStatementEnd()) throw tokens.expected("ON");
            tokens.next();
        }
        tokens.next();
        ObjectKind kind = ObjectKind.TABLE;
        if (tokens.at("system") || tokens.at("all")) {
            return unsupported(
                    "GRANT ON " + tokens.peek().text().toUpperCase(java.util.Locale.ROOT),
                    "Every login of the sandbox is a superuser.");
        }
        if (!tokens.peek(1).word("to")
                && !tokens.peek(1).symbol(".")
                && !tokens.peek(1).symbol(",")) {
            kind = objectKind(tokens);
        }
        var names = new ArrayList<Name>();
        do {
            names.add(tokens.name(3));
        } while (tokens.acceptSymbol(","));
        tokens.expect("to");
        var roles = new ArrayList<String>();
        do {
            tokens.accept("group");
            roles.add(tokens.identifier());
        } while (tokens.acceptSymbol(","));
        return new Statement.Grant(kind, names, roles);
    }

    // ---- session

    private Statement set() {
        tokens.expect("set");
        boolean local = tokens.accept("local");
        if (!local) tokens.accept("session");
        if (tokens.atWords("transaction") || tokens.atWords("characteristics")) {
            return setTransaction();
        }
        if (tokens.acceptWords("time", "zone")) return new Statement.SetVariable("timezone", values(), local);
        if (tokens.accept("names")) return new Statement.SetVariable("client_encoding", values(), local);
        Name name = tokens.name(2);
        if (!tokens.accept("to") && !tokens.acceptSymbol("=")) throw tokens.expected("equals sign or TO");
        return new Statement.SetVariable(name.dotted(), values(), local);
    }

    private Statement setTransaction() {
        while (!tokens.atStatementEnd()) tokens.next();
        return new Statement.SetVariable("transaction_isolation", Optional.of("strict serializable"), true);
    }

    private Optional<String> values() {
        if (tokens.accept("default")) return Optional.empty();
        var text = new StringBuilder();
        do {
            if (!text.isEmpty()) text.append(", ");
            Token token = tokens.next();
            String sign = "";
            if (token.symbol("-")) {
                sign = "-";
                token = tokens.next();
            }
            switch (token.kind()) {
                case WORD, QUOTED_IDENTIFIER, STRING, NUMBER ->
                    text.append(sign).append(token.text());
                case PARAMETER, OPERATOR, PUNCTUATION, END -> throw tokens.expected("variable value");
            }
            while (!tokens.atSymbol(",")
                    && !tokens.atStatementEnd()
                    && tokens.peek().name()) {
                text.append(' ').append(tokens.next().text());
            }
        } while (tokens.acceptSymbol(","));
        return Optional.of(text.toString());
    }

    private Statement reset() {
        tokens.expect("reset");
        if (tokens.accept("all")) return new Statement.Discard(false);
        return new Statement.SetVariable(tokens.name(2).dotted(), Optional.empty(), false);
    }

    private Statement begin() {
        boolean start = tokens.next().word("start");
        if (start) {
            tokens.expect("transaction");
        } else if (!tokens.accept("work")) {
            tokens.accept("transaction");
        }
        boolean readOnly = false;
        while (!tokens.atStatementEnd()) {
            if (tokens.acceptWords("isolation", "level")) {
                boolean known = tokens.acceptWords("strict", "serializable")
                        || tokens.acceptWords("strong", "session", "serializable")
                        || tokens.accept("serializable")
                        || tokens.acceptWords("repeatable", "read")
                        || tokens.acceptWords("read", "committed")
                        || tokens.acceptWords("read", "uncommitted");
                if (!known) throw tokens.expected("isolation level");
            } else if (tokens.acceptWords("read", "only")) {
                readOnly = true;
            } else if (!tokens.acceptWords("read", "write") && !tokens.acceptSymbol(",")) {
                throw tokens.expected("end of statement");
            }
        }
        return new Statement.Begin(readOnly);
    }

    private Statement discard() {
        tokens.expect("discard");
        if (tokens.accept("all")) return new Statement.Discard(true);
        if (tokens.accept("temp") || tokens.accept("temporary")) {
            return unsupported("DISCARD TEMP", "Drop the temporary views by name.");
        }
        throw tokens.expected("ALL or TEMP");
    }

    private Statement deallocate() {
        tokens.expect("deallocate");
        tokens.accept("prepare");
        if (tokens.accept("all")) return new Statement.Deallocate(Optional.empty());
        return new Statement.Deallocate(Optional.of(tokens.identifier()));
    }

    private Statement declare() {
        tokens.expect("declare");
        String cursor = tokens.identifier();
        tokens.expect("cursor");
        if (tokens.acceptWords("without", "hold") || tokens.atWords("with", "hold")) {
            if (tokens.at("with")) return unsupported("WITH HOLD cursors", "Declare the cursor inside a transaction.");
        }
        tokens.expect("for");
        if (tokens.at("subscribe")) return unsupported("SUBSCRIBE", "Declare the cursor for a query.");
        return new Statement.Declare(cursor, new QueryParser(tokens).query());
    }

    private Statement cursor(Token verb) {
        tokens.next();
        if (verb.word("fetch")) {
            tokens.accept("forward");
            if (!tokens.accept("all") && tokens.peek().kind() == Token.Kind.NUMBER) tokens.next();
            tokens.accept("from");
        }
        tokens.identifier();
        int end = tokens.previous().end();
        if (tokens.accept("with")) {
            tokens.expectSymbol("(");
            while (!tokens.acceptSymbol(")")) {
                if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
                tokens.next();
            }
        }
        String word = verb.text().toUpperCase(java.util.Locale.ROOT);
        return new Statement.Cursor(
                word.equals("CLOSE") ? "CLOSE CURSOR" : word,
                new SqlFragment(tokens.source(), verb.start(), end, List.of(), List.of()));
    }
}
