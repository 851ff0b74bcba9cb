package dev.weir.core.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A relation as the database describes it, with the fields of {@code catalog.json} v1.
 *
 * @param uniqueId the node or source it belongs to
 * @param type the database's word: {@code "BASE TABLE"}, {@code "VIEW"}
 * @param columns in the order of their index
 * @param stats may be empty: {@code has_stats} is then written, as the reference does
 */
public record CatalogTable(
        String uniqueId,
        String type,
        Optional<String> database,
        String schema,
        String name,
        Optional<String> comment,
        Optional<String> owner,
        List<Column> columns,
        List<Stat> stats) {
    public CatalogTable {
        columns = List.copyOf(columns);
        stats = List.copyOf(stats);
    }

    /** One column; {@code index} as the database counts, from 1. */
    public record Column(String name, String type, long index, Optional<String> comment) {}

    /** A figure about a table; {@code value} is text, number, Boolean or null. */
    public record Stat(
            String id, String label, @Nullable Object value, boolean include, Optional<String> description) {}
}
