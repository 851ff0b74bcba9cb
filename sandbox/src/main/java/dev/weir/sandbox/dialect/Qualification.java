package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import dev.weir.sandbox.dialect.SqlFragment.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A SELECT with QUALIFY ⇒ one around it with WHERE. The inner one has the condition as its last column, and a relation's row as
 * one column where a star stands, which the outer one takes apart again. One SELECT.
 */
final class Qualification {
    private static final String KEPT = "\"?qualify?\"";

    private final List<Item> items = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private boolean apart = true;

    /** What SELECT lists: its place, and its name or, for a star, the relation in front ({@code ""} for all). */
    private record Item(Token first, int end, boolean star, String name) {}

    /** The tokens of an item of the list. */
    void item(List<Token> tokens) {
        Token last = tokens.getLast();
        boolean star = last.symbol("*")
                && (tokens.size() == 1 || tokens.get(tokens.size() - 2).symbol("."));
        boolean plain = tokens.size() <= 3;
        if (star && !plain) apart = false;
        String name = star ? (tokens.size() == 1 ? "" : tokens.getFirst().text()) : nameOf(tokens);
        items.add(new Item(tokens.getFirst(), last.end(), star, name));
    }

    /** A relation of FROM by the name that its columns go by. */
    void source(String name) {
        sources.add(name);
    }

    /** The rows of something in FROM cannot be had as one value. */
    void notApart() {
        apart = false;
    }

    /**
     * @param qualify the word
     * @param condition what follows it
     */
    List<Edit> edits(Token qualify, Part.Range condition) {
        if (items.isEmpty()) {
            throw SqlError.unsupported("QUALIFY of no columns", "List the columns.")
                    .at(qualify.start());
        }
        var edits = new ArrayList<Edit>();
        var outer = new ArrayList<String>();
        var inner = new ArrayList<String>();
        for (Item item : items) {
            if (!item.star()) {
                inner.add(column(inner.size()));
                outer.add(inner.getLast() + " AS " + quoted(item.name()));
                continue;
            }
            List<String> rows = item.name().isEmpty() ? sources : List.of(item.name());
            if (!apart || rows.isEmpty()) {
                throw SqlError.unsupported("* with QUALIFY over this FROM", "List the columns.")
                        .at(item.first().start());
            }
            for (int i = 0; i < rows.size(); i++) {
                inner.add(column(inner.size()));
                outer.add("(" + inner.getLast() + ").*");
            }
            String listed = String.join(
                    ", ", rows.stream().map(row -> "(" + quoted(row) + ")").toList());
            edits.add(new Edit(item.first().start(), item.end(), listed));
        }
        int start = items.getFirst().first().start();
        int end = items.getLast().end();
        edits.addFirst(new Edit(start, start, String.join(", ", outer) + " FROM (SELECT "));
        edits.add(new Edit(end, end, List.of(new Part.Text(", ("), condition, new Part.Text(")"))));
        edits.add(new Edit(
                qualify.start(),
                condition.to(),
                ") AS \"?qualified?\"(" + String.join(", ", inner) + ", " + KEPT + ") WHERE " + KEPT));
        return edits;
    }

    private static String column(int place) {
        return "\"?" + place + "?\"";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** As PostgreSQL names columns. */
    private static String nameOf(List<Token> tokens) {
        Token last = tokens.getLast();
        if (tokens.size() == 1) return last.name() ? last.text() : "?column?";
        Token before = tokens.get(tokens.size() - 2);
        if (before.symbol("::") && tokens.size() > 2) return nameOf(tokens.subList(0, tokens.size() - 2));
        if (last.word("precision") && before.word("double") && tokens.size() > 3) {
            return nameOf(tokens.subList(0, tokens.size() - 3));
        }
        if (last.word("end")) return "case";
        boolean operand = before.symbol(")") || before.symbol("]") || before.word("as") || before.symbol(".");
        operand |= before.name() || before.kind() == Token.Kind.NUMBER || before.kind() == Token.Kind.STRING;
        if (last.name() && operand) return last.text();
        for (int i = 0; i + 1 < tokens.size() && tokens.get(i).name(); i += 2) {
            if (tokens.get(i + 1).symbol("(")) return tokens.get(i).text();
            if (!tokens.get(i + 1).symbol(".")) break;
        }
        return "?column?";
    }
}
