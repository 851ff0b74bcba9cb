package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import java.util.List;
import java.util.Set;

/**
 * {@code LIST[…]}, {@code MAP[…]}, subscripts and slices ⇒ calls of functions, which PostgreSQL tells apart by their types.
 * Source: Materialize docs, "list type", "map type".
 */
final class CollectionParser {
    /** Asks for the list and map types over plain types. */
    static final String BASIC = "*basic";

    /** Asks for those over lists and maps. */
    static final String NESTED = "*nested";

    private final TokenCursor tokens;
    private final List<Edit> edits;
    private final Set<String> collections;

    CollectionParser(TokenCursor tokens, List<Edit> edits, Set<String> collections) {
        this.tokens = tokens;
        this.edits = edits;
        this.collections = collections;
    }

    /**
     * What was taken from an operand.
     *
     * @param operand where it begins
     * @param end where the last subscript ends
     * @param name of a column that is just this
     */
    record Subscripts(int operand, int end, String name) {}

    /** The cursor is at the opening bracket behind LIST or MAP. */
    void constructor(Token word, Runnable expression) {
        collections.add(BASIC);
        if (tokens.peek(1).symbol("]")
                && !tokens.peek(2).symbol("::")
                && !tokens.peek(2).word("as")) {
            throw SqlError.of("42P18", "cannot determine type of empty " + word.text())
                    .at(word.start());
        }
        if (word.word("list")) {
            list(word, expression);
        } else {
            map(word, expression);
        }
    }

    private void list(Token first, Runnable expression) {
        int open = tokens.peek().end();
        tokens.expectSymbol("[");
        if (tokens.atSymbol("]")) {
            edits.add(new Edit(first.start(), tokens.next().end(), "'{}'"));
            return;
        }
        edits.add(new Edit(first.start(), open, "mz_catalog.list(ARRAY["));
        do {
            Token element = tokens.peek();
            if (element.symbol("[")) {
                collections.add(NESTED);
                list(element, expression);
            } else {
                if (element.word("list") || element.word("map")) collections.add(NESTED);
                expression.run();
            }
        } while (tokens.acceptSymbol(","));
        close();
        edits.add(new Edit(tokens.previous().end(), tokens.previous().end(), ")"));
    }

    private void map(Token first, Runnable expression) {
        int open = tokens.peek().end();
        tokens.expectSymbol("[");
        if (tokens.atSymbol("]")) {
            edits.add(new Edit(first.start(), tokens.next().end(), "'{}'"));
            return;
        }
        edits.add(new Edit(first.start(), open, "mz_catalog.map(mz_catalog.map_entry("));
        while (true) {
            expression.run();
            Token arrow = tokens.peek();
            tokens.expectSymbol("=>");
            edits.add(new Edit(arrow.start(), arrow.end(), ", "));
            Token value = tokens.peek();
            if (value.symbol("[")) {
                collections.add(NESTED);
                map(value, expression);
            } else {
                if (value.word("list") || value.word("map")) collections.add(NESTED);
                expression.run();
            }
            Token comma = tokens.peek();
            if (!tokens.acceptSymbol(",")) break;
            edits.add(new Edit(comma.start(), comma.end(), ") OPERATOR(mz_catalog.|+|) mz_catalog.map_entry("));
        }
        close();
        edits.add(new Edit(tokens.previous().start(), tokens.previous().end(), "))"));
    }

    /**
     * What {@code map_build} is called with, where it says which the keys and the values are; the cursor is behind the opening
     * parenthesis. Source: Materialize docs, "map type", "Built-in functions".
     *
     * @return whether it did, and all is read up to and with the closing one
     */
    boolean mapBuild(Token function, Runnable expression) {
        int start = tokens.mark();
        if (tokens.acceptWords("list") && tokens.acceptSymbol("[") && pairAhead()) {
            collections.add(BASIC);
            edits.add(new Edit(function.start(), tokens.previous().end(), "mz_catalog.map("));
            pair("mz_catalog.map_entry(", ")", expression);
            while (tokens.atSymbol(",")) {
                Token comma = tokens.next();
                edits.add(new Edit(comma.start(), comma.end(), " OPERATOR(mz_catalog.|+|) "));
                pair("mz_catalog.map_entry(", ")", expression);
            }
            close();
            edits.add(new Edit(tokens.previous().start(), tokens.previous().end(), ""));
            tokens.expectSymbol(")");
            return true;
        }
        tokens.reset(start);
        if (tokens.acceptWords("list_agg") && tokens.acceptSymbol("(") && pairAhead()) {
            collections.add(BASIC);
            edits.add(new Edit(function.start(), tokens.previous().end(), "mz_catalog.map_agg("));
            pair("", "", expression);
            if (tokens.atWords("order", "by")) {
                tokens.next();
                tokens.next();
                do expression.run();
                while (tokens.acceptSymbol(","));
            }
            tokens.expectSymbol(")");
            while (!tokens.atSymbol(")")) {
                if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
                expression.run();
            }
            tokens.expectSymbol(")");
            edits.add(new Edit(tokens.previous().start(), tokens.previous().end(), ""));
            return true;
        }
        tokens.reset(start);
        return false;
    }

    private boolean pairAhead() {
        return tokens.atSymbol("(") || (tokens.at("row") && tokens.peek(1).symbol("("));
    }

    /** {@code ROW(key, value)}. */
    private void pair(String before, String after, Runnable expression) {
        Token first = tokens.peek();
        tokens.accept("row");
        tokens.expectSymbol("(");
        edits.add(new Edit(first.start(), tokens.previous().end(), before));
        literal(expression);
        tokens.expectSymbol(",");
        literal(expression);
        tokens.expectSymbol(")");
        edits.add(new Edit(tokens.previous().start(), tokens.previous().end(), after));
    }

    /** A string by itself is text. */
    private void literal(Runnable expression) {
        Token first = tokens.peek();
        expression.run();
        boolean alone = first.kind() == Token.Kind.STRING && tokens.previous() == first;
        if (alone) edits.add(new Edit(first.end(), first.end(), "::text"));
    }

    private void close() {
        if (!tokens.acceptSymbol("]")) throw tokens.expected("right square bracket");
    }

    /** The cursor is at the first opening bracket behind an operand. */
    Subscripts subscripts(int operand, String name, Runnable expression) {
        String prefix = "";
        boolean indexing = false;
        while (tokens.atSymbol("[")) {
            Token before = tokens.previous();
            Token open = tokens.next();
            if (slice()) {
                if (indexing) endRun(before);
                indexing = false;
                prefix = "mz_catalog._slice(" + prefix;
                bounds(open, expression);
            } else {
                if (!indexing) prefix = "mz_catalog._at(" + prefix;
                indexing = true;
                edits.add(new Edit(open.start(), open.end(), ", "));
                expression.run();
                close();
                edits.add(new Edit(tokens.previous().start(), tokens.previous().end(), ""));
            }
        }
        if (indexing) endRun(tokens.previous());
        if (tokens.atSymbol(".")) { // a field of what was taken
            int end = tokens.previous().end();
            edits.add(new Edit(end, end, ")"));
            prefix = "(" + prefix;
        }
        edits.add(new Edit(operand, operand, prefix));
        return new Subscripts(operand, tokens.previous().end(), name);
    }

    private void endRun(Token close) {
        edits.removeLast();
        edits.add(new Edit(close.start(), close.end(), ")"));
    }

    /** Whether a colon is in the brackets whose inside begins at the cursor. */
    private boolean slice() {
        int depth = 0;
        for (int ahead = 0; ; ahead++) {
            Token token = tokens.peek(ahead);
            if (token.kind() == Token.Kind.END) return false;
            if (token.symbol("[") || token.symbol("(")) depth++;
            if (token.symbol("]") || token.symbol(")")) depth--;
            if (depth < 0) return false;
            if (depth == 0 && token.symbol(":")) return true;
        }
    }

    /** Pairs of bounds; those left out are far away. */
    private void bounds(Token open, Runnable expression) {
        edits.add(new Edit(open.start(), open.end(), ", ARRAY["));
        do {
            int start = tokens.peek().start();
            if (tokens.atSymbol(":")) {
                edits.add(new Edit(start, start, "-1e18"));
            } else {
                expression.run();
            }
            Token colon = tokens.peek();
            tokens.expectSymbol(":");
            edits.add(new Edit(colon.start(), colon.end(), ","));
            if (tokens.atSymbol("]") || tokens.atSymbol(",")) {
                edits.add(new Edit(colon.end(), colon.end(), "1e18"));
            } else {
                expression.run();
            }
        } while (tokens.acceptSymbol(","));
        close();
        edits.add(new Edit(tokens.previous().start(), tokens.previous().end(), "]::float8[])"));
    }
}
