package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a query puts records together: ROW(…), and names of relations that stand for their rows. Such a name is known for one only
 * when FROM has been read, which comes after it. One fragment.
 */
final class RecordUses {
    private final Set<String> sources = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    /** Cast to text, and records if they are relations. */
    private final List<Token> relations = new ArrayList<>();
    /** Where records that are cast to text begin and end. */
    private final Map<Integer, Integer> texts = new LinkedHashMap<>();
    /** Where a ROW(…) ends that begins at an offset. */
    private final Map<Integer, Integer> rows = new HashMap<>();

    private boolean any;

    /** A relation of FROM, by the name that its rows go by. */
    void source(String name) {
        sources.add(name);
    }

    /** A name by itself where a column may be. */
    void name(Token name) {
        names.add(name.text());
    }

    /**
     * A constructor has been read.
     *
     * @param literalsAreText whether nothing else says of what types its literals are
     */
    void row(Token word, Token close, List<Token> fields, boolean literalsAreText, List<Edit> edits) {
        any = true;
        rows.put(word.start(), close.end());
        if (!literalsAreText) return;
        for (int i = 0; i < fields.size(); i++) {
            Token field = fields.get(i);
            boolean alone = (i == 0 || fields.get(i - 1).symbol(","))
                    && (i + 1 == fields.size() || fields.get(i + 1).symbol(","));
            boolean untyped = field.kind() == Token.Kind.STRING || field.word("null");
            if (alone && untyped) edits.add(new Edit(field.end(), field.end(), "::text"));
        }
    }

    /** A cast to text of what ends with a token. */
    void castToText(Token last, boolean qualified) {
        if (last.name() && !qualified) {
            relations.add(last);
            return;
        }
        for (var row : rows.entrySet()) {
            if (last.symbol(")") && row.getValue() == last.end()) texts.put(row.getKey(), last.end());
        }
    }

    /** Whether some tokens are one constructor. */
    boolean constructor(List<Token> tokens) {
        return !tokens.isEmpty()
                && rows.getOrDefault(tokens.getFirst().start(), -1)
                        == tokens.getLast().end();
    }

    /** Adds what is known now that all is read. */
    void resolve(List<Edit> edits) {
        for (Token relation : relations) {
            if (sources.contains(relation.text())) texts.put(relation.start(), relation.end());
        }
        texts.forEach((from, to) -> {
            edits.add(new Edit(from, from, "_weir_final.\"row\"("));
            edits.add(new Edit(to, to, ")"));
        });
        relations.clear();
        texts.clear();
    }

    /** Whether there may be records in what the query yields. */
    boolean any() {
        return any || names.stream().anyMatch(sources::contains);
    }
}
