package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/**
 * A name as written: item, schema.item or database.schema.item, case already folded.
 *
 * @param parts one to three (four in a column name), outermost first
 * @param offset where it starts in the source text
 */
public record Name(List<String> parts, int offset) {
    public Name {
        parts = List.copyOf(parts);
    }

    public String item() {
        return parts.getLast();
    }

    public Optional<String> schema() {
        return parts.size() > 1 ? Optional.of(parts.get(parts.size() - 2)) : Optional.empty();
    }

    public Optional<String> database() {
        return parts.size() > 2 ? Optional.of(parts.get(parts.size() - 3)) : Optional.empty();
    }

    /** Without its last part: the relation of a column name, the schema of an item. */
    public Name parent() {
        return new Name(parts.subList(0, parts.size() - 1), offset);
    }

    /** As error messages show it: unquoted parts joined by dots. */
    public String dotted() {
        return String.join(".", parts);
    }

    /** As SQL: each part in double quotes. */
    public String quoted() {
        var text = new StringBuilder();
        for (String part : parts) {
            text.append(text.isEmpty() ? "" : ".")
                    .append('"')
                    .append(part.replace("\"", "\"\""))
                    .append('"');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return dotted();
    }
}
