package dev.weir.sandbox.upstream;

import dev.weir.base.Span;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table or topic of {@code sandbox.yml}.
 *
 * @param name as the file has it: {@code public.orders}, a topic's name
 * @param columns in order; empty where a topic's messages are given whole
 * @param key columns that identify a row
 * @param headers columns that are headers of a topic's messages, and no part of their values
 */
public record UpstreamTable(
        String name, List<Export.Column> columns, List<String> key, List<String> headers, Rows rows, Span span) {
    public UpstreamTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        headers = List.copyOf(headers);
    }

    /** The columns of a message's value. */
    public List<Export.Column> values() {
        return columns.stream()
                .filter(column -> !headers.contains(column.name()))
                .toList();
    }

    /** The rows of a table. */
    public sealed interface Rows {
        /** A file whose first line names its columns. */
        record Csv(Path file, Span span) implements Rows {}

        /**
         * Rows in the file itself.
         *
         * @param rows each as text for PostgreSQL, in the order of the columns; one value where there are none
         */
        record Inline(List<List<@Nullable String>> rows) implements Rows {
            public Inline {
                rows = List.copyOf(rows);
            }
        }
    }
}
