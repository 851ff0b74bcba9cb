package dev.weir.sandbox.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements about the session: variables, transactions, cursors, prepared statements. */
final class SessionParser {
    private static final List<String> LEVELS = List.of(
            "strict serializable",
            "strong session serializable",
            "serializable",
            "repeatable read",
            "read committed",
            "read uncommitted");

    private final TokenCursor tokens;

    SessionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    // ---- variables

    Statement set() {
        tokens.expect("set");
        boolean local = tokens.accept("local");
        if (!local) tokens.accept("session");
        if (tokens.at("transaction") && !tokens.peek(1).symbol("=")) return setTransaction(true);
        if (tokens.acceptWords("characteristics", "as")) return setTransaction(false);
        if (tokens.acceptWords("time", "zone")) return new Statement.SetVariable("timezone", values(), local);
        if (tokens.at("names") && !tokens.peek(1).symbol("=") && !tokens.peek(1).word("to")) {
            tokens.next();
            return new Statement.SetVariable("client_encoding", values(), local);
        }
        boolean schema = tokens.at("schema");
        Name name = tokens.name(2);
        boolean assigned = tokens.accept("to") || tokens.acceptSymbol("=");
        if (!assigned && !schema) throw tokens.expected("equals sign or TO");
        if (schema) return new Statement.SetVariable("search_path", value(true), local);
        return new Statement.SetVariable(name.dotted(), values(name.dotted()), local);
    }

    /** {@code SET TRANSACTION} is for the block, {@code SET SESSION CHARACTERISTICS} for all that come; the last level counts. */
    private Statement setTransaction(boolean local) {
        tokens.expect("transaction");
        Optional<String> level = Optional.empty();
        do {
            if (tokens.atWords("read", "only") || tokens.atWords("read", "write")) throw accessMode();
            if (!tokens.at("isolation")) throw tokens.expected("transaction mode");
            level = Optional.of(isolationLevel());
        } while (tokens.acceptSymbol(","));
        if (tokens.at("read")) throw accessMode();
        return new Statement.SetVariable("transaction_isolation", level, local);
    }

    private static SqlError accessMode() {
        return SqlError.of("0A000", "SET TRANSACTION <access-mode> not yet supported");
    }

    private String isolationLevel() {
        tokens.expect("isolation");
        tokens.expect("level");
        for (String level : LEVELS) {
            if (tokens.acceptWords(level.split(" "))) return level;
        }
        throw tokens.expected("isolation level");
    }

    Optional<String> values() {
        return values("");
    }

    /** The values of a variable that may have several: words, strings and numbers, joined by commas; empty for DEFAULT. */
    private Optional<String> values(String variable) {
        boolean names = variable.equalsIgnoreCase("search_path");
        Optional<String> first = value(names);
        if (!tokens.atSymbol(",")) return first;
        var all = new ArrayList<String>();
        all.add(first.orElse(""));
        while (tokens.acceptSymbol(",")) all.add(value(names).orElse(""));
        if (!names && !variable.equalsIgnoreCase("datestyle") && !variable.isEmpty()) {
            throw SqlError.of(
                    "22023",
                    "parameter \"" + variable + "\" cannot have value \"" + String.join("\",\"", all)
                            + "\": expects a single value");
        }
        return Optional.of(String.join(", ", all));
    }

    /** One value; quoted when it is a name that needs it. */
    private Optional<String> value(boolean name) {
        if (tokens.accept("default")) return Optional.empty();
        var text = new StringBuilder();
        Token token = tokens.next();
        String sign = "";
        if (token.symbol("-")) {
            sign = "-";
            token = tokens.next();
        }
        switch (token.kind()) {
            case WORD, QUOTED_IDENTIFIER, STRING, NUMBER -> text.append(sign).append(token.text());
            case PARAMETER, OPERATOR, PUNCTUATION, END -> throw tokens.expected("variable value");
        }
        while (!tokens.atSymbol(",")
                && !tokens.atStatementEnd()
                && tokens.peek().name()) {
            text.append(' ').append(tokens.next().text());
        }
        String value = text.toString();
        boolean plain = !name || value.isEmpty() || value.matches("[a-z_][a-z0-9_$]*");
        return Optional.of(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
    }

    Statement reset() {
        tokens.expect("reset");
        if (tokens.accept("all")) return new Statement.ResetAll();
        return new Statement.SetVariable(tokens.name(2).dotted(), Optional.empty(), false);
    }

    /** ALTER SYSTEM SET | RESET; the cursor is at SYSTEM. */
    Statement alterSystem() {
        tokens.expect("system");
        if (tokens.acceptWords("reset", "all")) return new SystemChange.ResetAll();
        if (tokens.accept("reset")) {
            return new SystemChange.SetParameter(tokens.name(4).dotted(), Optional.empty());
        }
        tokens.expect("set");
        String name = tokens.name(4).dotted();
        if (!tokens.accept("to") && !tokens.acceptSymbol("=")) throw tokens.expected("equals sign or TO");
        return new SystemChange.SetParameter(name, values());
    }

    Statement discard() {
        tokens.expect("discard");
        if (tokens.accept("all")) return new Statement.Discard(true);
        if (tokens.accept("temp") || tokens.accept("temporary")) return new Statement.Discard(false);
        throw tokens.expected("ALL or TEMP");
    }

    // ---- transactions

    Statement begin() {
        boolean start = tokens.next().word("start");
        if (start) {
            tokens.expect("transaction");
        } else if (!tokens.accept("work")) {
            tokens.accept("transaction");
        }
        Optional<Boolean> readOnly = Optional.empty();
        while (!tokens.atStatementEnd()) {
            if (tokens.atWords("isolation", "level")) {
                isolationLevel();
            } else if (tokens.acceptWords("read", "only")) {
                readOnly = Optional.of(true);
            } else if (tokens.acceptWords("read", "write")) {
                readOnly = Optional.of(false);
            } else if (!tokens.acceptSymbol(",")) {
                throw tokens.expected("end of statement");
            }
        }
        return new Statement.Begin(readOnly);
    }

    /** COMMIT or ROLLBACK, by any of their names. */
    Statement end(Statement how) {
        tokens.next();
        if (!tokens.accept("work")) tokens.accept("transaction");
        if (tokens.accept("and")) {
            boolean no = tokens.accept("no");
            tokens.expect("chain");
            if (!no) throw SqlError.of("0A000", "CHAIN not yet supported");
        }
        return how;
    }

    // ---- cursors and prepared statements

    Statement declare() {
        tokens.expect("declare");
        String cursor = tokens.identifier();
        tokens.expect("cursor");
        if (tokens.atWords("with", "hold")) {
            return StatementParser.unsupported(
                    tokens, SqlError.unsupported("WITH HOLD cursors", "Declare the cursor inside a transaction."));
        }
        tokens.acceptWords("without", "hold");
        tokens.expect("for");
        return new Statement.Declare(
                cursor,
                tokens.at("subscribe")
                        ? new SubscribeParser(tokens).subscribe()
                        : new Statement.Query(new QueryParser(tokens).statement()));
    }

    Statement fetch() {
        tokens.expect("fetch");
        tokens.accept("forward");
        Optional<Long> count = Optional.of(1L);
        if (tokens.accept("all")) {
            count = Optional.empty();
        } else if (tokens.peek().kind() == Token.Kind.NUMBER) {
            Token number = tokens.next();
            try {
                count = Optional.of(Long.parseLong(number.text()));
            } catch (NumberFormatException e) {
                throw SqlError.syntax("invalid number \"" + number.text() + "\"", number.start());
            }
        }
        tokens.accept("from");
        String cursor = tokens.identifier();
        Optional<String> timeout = Optional.empty();
        for (Option option : new OptionParser(tokens, List.of("TIMEOUT")).with()) timeout = option.text();
        return new Statement.Fetch(cursor, count, timeout);
    }

    Statement close() {
        tokens.expect("close");
        return new Statement.CloseCursor(tokens.identifier());
    }

    Statement prepare() {
        tokens.expect("prepare");
        String name = tokens.identifier();
        tokens.expect("as");
        int start = tokens.peek().start();
        Statement statement = new StatementParser(tokens).statement();
        return new Statement.Prepare(
                name,
                new ParsedStatement(
                        statement,
                        tokens.source().substring(start, tokens.previous().end())));
    }

    Statement execute() {
        tokens.expect("execute");
        String name = tokens.identifier();
        var arguments = new ArrayList<SqlFragment>();
        if (tokens.acceptSymbol("(")) {
            if (!tokens.atSymbol(")")) {
                do {
                    arguments.add(new QueryParser(tokens).expression());
                } while (tokens.acceptSymbol(","));
            }
            tokens.expectSymbol(")");
        }
        return new Statement.Execute(name, arguments);
    }

    Statement deallocate() {
        tokens.expect("deallocate");
        tokens.accept("prepare");
        if (tokens.accept("all")) return new Statement.Deallocate(Optional.empty());
        return new Statement.Deallocate(Optional.of(tokens.identifier()));
    }

    /** A word in upper case. */
    static String upper(Token token) {
        return token.text().toUpperCase(Locale.ROOT);
    }
}
