package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.SqlFragment.RelationUse;
import dev.weir.sandbox.dialect.Token;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A query or an expression in the words that {@code create_sql} has: keywords in upper case, one blank between words, names,
 * types and functions in full, behind the marks of {@link CreateSql}; no comments. Source: test/sqllogictest/rename.slt,
 * redacted.slt, pretty.slt; test/testdrive/dependencies.td.
 */
final class QueryText {
    private static final Set<String> KEYWORDS =
            Set.of(("all and any as asc between by case cast cross desc distinct else end "
                            + "except exists false from full group having ilike in inner intersect is isnull join lateral left like limit "
                            + "natural not notnull null offset on or order outer qualify right select some then true union using values "
                            + "when where with window")
                    .split(" "));

    /** What begins a line where a query does not fit on one. */
    private static final Set<String> CLAUSES = Set.of(
            "from", "where", "group", "having", "qualify", "order", "limit", "offset", "union", "intersect", "except");

    /** What is followed by a parenthesis and no function. */
    private static final Set<String> NO_FUNCTIONS = Set.of(
            ("coalesce greatest least nullif exists cast array list map row extract position substring trim overlay normalize over "
                            + "filter")
                    .split(" "));

    private static final Map<String, String> TYPES = types();

    private final SessionContext context;
    private final ReadItems items;
    private final CreateSql sql;
    private final Map<Integer, RelationUse> relations = new HashMap<>();
    private List<Token> tokens = List.of();
    private int depth;

    private QueryText(SessionContext context, ReadItems items, CreateSql sql) {
        this.context = context;
        this.items = items;
        this.sql = sql;
    }

    private static Map<String, String> types() {
        var types = new HashMap<String, String>();
        for (String line : List.of(
                "bool boolean",
                "int2 smallint",
                "int4 integer int",
                "int8 bigint",
                "float4 real",
                "float8 float",
                "numeric decimal dec",
                "text string",
                "bytea bytes",
                "jsonb json",
                "date",
                "time",
                "timestamp",
                "timestamptz",
                "interval",
                "uuid",
                "oid",
                "varchar",
                "bpchar char character",
                "regclass",
                "regtype",
                "regproc")) {
            String[] names = line.split(" ");
            for (String name : names) types.put(name, names[0]);
        }
        return types;
    }

    /** Adds a query, which may be in parentheses. */
    static void addQuery(SessionContext context, ReadItems items, CreateSql sql, SqlFragment query) throws IOException {
        new QueryText(context, items, sql).add(query, true);
    }

    /** An expression by itself. */
    static String expression(SessionContext context, SqlFragment expression) throws IOException {
        var sql = new CreateSql("");
        new QueryText(context, new ReadItems(context), sql).add(expression, false);
        return sql.text();
    }

    private void add(SqlFragment fragment, boolean query) throws IOException {
        tokens = Lexer.tokenize(fragment.written()).stream()
                .map(token -> fragment.quotes(token) ? token.quoted() : token)
                .toList();
        for (RelationUse use : fragment.relations()) relations.put(use.start() - fragment.start(), use);
        int from = 0;
        int to = tokens.size() - 1; // without the end
        while (query && to - from > 2 && tokens.get(from).symbol("(") && closing(from) == to - 1) {
            from++;
            to--;
        }
        int at = from;
        while (at < to) at = add(fragment, at, from, query);
    }

    /** Adds what begins at a token; where to go on. */
    private int add(SqlFragment fragment, int at, int first, boolean query) throws IOException {
        Token token = tokens.get(at);
        Token before = at > first ? tokens.get(at - 1) : null;
        if ((token.word("inner") || token.word("outer")) && tokens.get(at + 1).word("join")) return at + 1;
        boolean clause =
                query && depth == 0 && at > first && token.kind() == Token.Kind.WORD && CLAUSES.contains(token.text());
        boolean distinctFrom = token.word("from") && before != null && before.word("distinct");
        if (clause && !distinctFrom) sql.clause();
        else if (before != null) separate(before, token, at);
        if (before != null && aliased(before, token)) sql.add("AS ");
        if (token.symbol("(") || token.symbol("[")) depth++;
        if (token.symbol(")") || token.symbol("]")) depth--;
        RelationUse use = relations.get(token.start());
        if (use != null) return relation(fragment, use, at);
        if (before != null && before.symbol("::")) return type(at);
        switch (token.kind()) {
            case WORD, QUOTED_IDENTIFIER -> word(token, before, at);
            case STRING -> sql.add(Quoted.literal(token.text()));
            case NUMBER, PARAMETER, PUNCTUATION, END -> sql.add(token.text());
            case OPERATOR -> sql.add(token.text().equals("!=") ? "<>" : token.text());
        }
        return at + 1;
    }

    private void word(Token token, @org.jspecify.annotations.Nullable Token before, int at) {
        String text = token.text();
        boolean qualified =
                (before != null && before.symbol(".")) || tokens.get(at + 1).symbol(".");
        if (token.kind() == Token.Kind.WORD && !qualified && keyword(text, before, at)) {
            sql.add(text.toUpperCase(Locale.ROOT));
            return;
        }
        boolean called = token.kind() == Token.Kind.WORD
                && !qualified
                && tokens.get(at + 1).symbol("(")
                && callable(before, at);
        if (called && NO_FUNCTIONS.contains(text)) sql.add(text);
        else if (called)
            sql.identifier(text.matches("(mz|list|map)_.*") ? "mz_catalog" : "pg_catalog")
                    .add(".")
                    .identifier(text);
        else sql.identifier(text);
    }

    private boolean keyword(String text, @org.jspecify.annotations.Nullable Token before, int at) {
        if (before != null && before.word("as")) return false;
        if (KEYWORDS.contains(text)) return true;
        Token after = tokens.get(at + 1);
        return switch (text) {
            case "over", "filter" -> after.symbol("(") && before != null && before.symbol(")");
            case "partition" -> after.word("by");
            case "rows", "range", "groups" -> after.word("between") || after.word("unbounded") || after.word("current");
            case "unbounded" -> after.word("preceding") || after.word("following");
            case "preceding", "following" -> before != null;
            case "current" -> after.word("row");
            case "row" -> (before != null && before.word("current")) || after.symbol("(");
            case "nulls" -> after.word("first") || after.word("last");
            case "first", "last" -> before != null && before.word("nulls");
            case "mutually" -> after.word("recursive");
            case "recursive" -> before != null && before.word("mutually");
            case "array", "list", "map" -> after.symbol("[") || after.symbol("(");
            case "interval", "date", "time", "timestamp", "timestamptz" -> after.kind() == Token.Kind.STRING;
            case "at" -> after.word("time");
            case "zone" -> before != null && before.word("time");
            default -> false;
        };
    }

    /** Whether a parenthesis behind the word would be a call's, and not that of an alias or a common table expression. */
    private boolean callable(@org.jspecify.annotations.Nullable Token before, int at) {
        if (before == null) return true;
        if (before.word("as") || before.word("with") || before.symbol(")")) return false;
        if (before.name() && !(before.kind() == Token.Kind.WORD && KEYWORDS.contains(before.text()))) return false;
        int close = closing(at + 1);
        return !(close > 0
                && tokens.get(close + 1).word("as")
                && tokens.get(close + 2).symbol("("));
    }

    /** Whether a name stands behind an operand, to be its alias. */
    private boolean aliased(Token before, Token token) {
        if (!token.name() || (token.kind() == Token.Kind.WORD && KEYWORDS.contains(token.text()))) return false;
        if (keyword(token.text(), before, tokens.indexOf(token))) return false;
        if (List.of("over", "filter", "zone", "time", "at", "precision", "varying", "without")
                .contains(token.text())) return false;
        boolean word = before.kind() == Token.Kind.WORD;
        if (before.name()) {
            if (!word) return true;
            return !KEYWORDS.contains(before.text())
                    ? !keyword(before.text(), null, tokens.indexOf(before))
                    : List.of("end", "null", "true", "false").contains(before.text());
        }
        return before.symbol(")")
                || before.symbol("]")
                || before.kind() == Token.Kind.NUMBER
                || before.kind() == Token.Kind.STRING;
    }

    private void separate(Token before, Token token, int at) {
        boolean tight = before.symbol(".") || token.symbol(".") || before.symbol("::") || token.symbol("::");
        tight |=
                before.symbol("(") || token.symbol(")") || token.symbol(",") || before.symbol("[") || token.symbol("]");
        tight |= token.symbol("[") && !before.symbol(",");
        boolean name = before.name() && !(before.kind() == Token.Kind.WORD && spaced(before, at));
        tight |= token.symbol("(") && name;
        if (!tight) {
            boolean sign =
                    before.symbol("-") && token.kind() == Token.Kind.NUMBER && at > 1 && operator(tokens.get(at - 2));
            if (!sign) sql.add(" ");
        }
    }

    /** Whether a blank stands between a word and a parenthesis. */
    private boolean spaced(Token word, int at) {
        if (NO_FUNCTIONS.contains(word.text()) && !List.of("over", "filter").contains(word.text())) return false;
        Token two = at > 1 ? tokens.get(at - 2) : null;
        if (KEYWORDS.contains(word.text()) && !word.word("any") && !word.word("all") && !word.word("some")) return true;
        return keyword(word.text(), two, at - 1) || !callable(two, at - 1);
    }

    private static boolean operator(Token token) {
        return token.kind() == Token.Kind.OPERATOR
                || token.symbol("(")
                || token.symbol(",")
                || (token.kind() == Token.Kind.WORD && KEYWORDS.contains(token.text()));
    }

    private int closing(int open) {
        int level = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (tokens.get(i).symbol("(")) level++;
            if (tokens.get(i).symbol(")") && --level == 0) return i;
        }
        return -1;
    }

    // ---- names

    private int relation(SqlFragment fragment, RelationUse use, int at) throws IOException {
        int after = at;
        while (tokens.get(after).start() < use.end() - fragment.start()
                && tokens.get(after).kind() != Token.Kind.END) after++;
        boolean ofColumn = tokens.get(after).symbol(".");
        boolean asWritten = ofColumn && use.name().parts().size() < 3;
        Optional<SessionContext.Item> item = asWritten ? Optional.empty() : items.named(use.name());
        if (item.isPresent()) {
            if (ofColumn) sql.name(item.get().id());
            else sql.item(item.get().id());
            return after;
        }
        Optional<String> system =
                asWritten ? Optional.empty() : context.value("SELECT " + ItemLookup.systemNameExpression(use.name()));
        if (system.isPresent())
            sql.identifier(system.get().substring(0, system.get().indexOf('.'))).add(".");
        List<String> parts = use.name().parts();
        for (int i = system.isPresent() ? parts.size() - 1 : 0; i < parts.size(); i++) {
            sql.identifier(parts.get(i));
            if (i + 1 < parts.size()) sql.add(".");
        }
        return after;
    }

    /** A type behind a double colon; those of users stay as they are written. */
    private int type(int at) {
        Token token = tokens.get(at);
        Token after = tokens.get(at + 1);
        String name = token.text();
        int next = at + 1;
        if (name.equals("double") && after.word("precision")) {
            name = "float8";
            next++;
        } else if (name.equals("character") && after.word("varying")) {
            name = "varchar";
            next++;
        } else if (name.startsWith("time")
                && (after.word("with") || after.word("without"))
                && tokens.get(at + 2).word("time")) {
            if (after.word("with")) name += "tz";
            next += 3;
        }
        boolean plain = token.kind() == Token.Kind.WORD && !after.symbol(".");
        if (plain && TYPES.containsKey(name))
            sql.identifier("pg_catalog").add(".").identifier(TYPES.get(name));
        else if (plain && name.matches("uint[248]|mz_timestamp|mz_aclitem"))
            sql.identifier("mz_catalog").add(".").identifier(name);
        else sql.identifier(name);
        return next;
    }
}
