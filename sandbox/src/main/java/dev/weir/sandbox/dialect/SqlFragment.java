package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Set;

/**
 * A checked piece of the source text and what must change in it before PostgreSQL may see it. Offsets are in the source.
 *
 * @param relations uses of a relation by name, in order
 * @param edits replacements that need no knowledge of the session, in order, disjoint from relations
 * @param shows SHOW statements that stand where a query may, in order
 * @param collections the list and map types it needs, in Materialize's words ({@code integer list}), and the marks of
 *     {@link CollectionParser}; without order
 */
public record SqlFragment(
        String source,
        int start,
        int end,
        List<RelationUse> relations,
        List<Edit> edits,
        List<ShowUse> shows,
        Set<String> collections) {
    /** Says, among the collections, that there may be records in what a query yields. */
    public static final String RECORDS = "*records";

    public SqlFragment {
        relations = List.copyOf(relations);
        edits = List.copyOf(edits);
        shows = List.copyOf(shows);
        collections = Set.copyOf(collections);
    }

    /** Whether it may yield records; one that only names a column that holds some does not know. */
    public boolean mentionsRecords() {
        return collections.contains(RECORDS);
    }

    /** As the client wrote it. */
    public String written() {
        return source.substring(start, end);
    }

    /** Whether one of these words, in lower case, is its first. */
    public boolean beginsWith(String... words) {
        for (String word : words) {
            if (source.regionMatches(true, start, word, 0, word.length())) return true;
        }
        return false;
    }

    /** Whether a word, whose place is told from the fragment's start, is a name that PostgreSQL wants in quotes. */
    public boolean quotes(Token word) {
        return Keywords.needsQuotes(word)
                && edits.contains(new Edit(start + word.start(), start + word.end(), '"' + word.text() + '"'));
    }

    /** A relation's name at a place where a relation is read or written. */
    public record RelationUse(Name name, int start, int end) {}

    /** A SHOW statement between two offsets. */
    public record ShowUse(Statement show, int start, int end) {}

    /** Text between two offsets to be replaced. */
    public record Edit(int start, int end, List<Part> parts) {
        public Edit {
            parts = List.copyOf(parts);
        }

        public Edit(int start, int end, String replacement) {
            this(start, end, List.of(new Part.Text(replacement)));
        }
    }

    /** What an edit puts in the place of the source text, piece by piece. */
    public sealed interface Part {
        record Text(String sql) implements Part {}

        /** The source between two offsets, with the edits inside it; may be used more than once. */
        record Range(int from, int to) implements Part {}

        /**
         * An SQL expression whose value is the source between two offsets, with the edits inside it. Its relations are
         * part of the expression, so that PostgreSQL knows of them.
         */
        record Quoted(int from, int to) implements Part {}
    }
}
