package dev.weir.adapter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a database writes and treats relations.
 *
 * @param types the type words it knows, in dbt's order
 * @param unknownType what a catalog's unknown type word becomes; empty when it is an error
 * @param requireAlias whether a subquery after {@code from} needs an alias
 */
public record RelationStyle(
        char quoteCharacter,
        PartPolicy defaultQuote,
        List<String> types,
        Optional<String> unknownType,
        List<String> renameableTypes,
        List<String> replaceableTypes,
        boolean requireAlias,
        OptionalInt maxIdentifierLength) {
    /** dbt's own relation types. */
    public static final List<String> COMMON_TYPES =
            List.of("table", "view", "cte", "materialized_view", "external", "pointer_table", "function");

    public RelationStyle {
        types = List.copyOf(types);
        renameableTypes = List.copyOf(renameableTypes);
        replaceableTypes = List.copyOf(replaceableTypes);
    }

    /** As dbt quotes: the character around the text, nothing escaped within. */
    public String quoted(String identifier) {
        return quoteCharacter + identifier + quoteCharacter;
    }
}
