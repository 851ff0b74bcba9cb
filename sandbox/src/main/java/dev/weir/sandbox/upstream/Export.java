package dev.weir.sandbox.upstream;

import java.util.List;

/**
 * A relation that a source can give, as a subsource or a table.
 *
 * @param path its upstream name, outermost part first
 * @param key columns known to be unique together; empty for none
 */
public record Export(List<String> path, List<Column> columns, List<String> key, Filling filling) {
    public Export {
        path = List.copyOf(path);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** @param type as SQL has it */
    public record Column(String name, String type, boolean nullable) {}

    /** Where its rows come from. */
    public sealed interface Filling {
        /** A query over the clock, asked anew each time. */
        record Computed(String query) implements Filling {}

        /** A query asked once. */
        record Once(String query) implements Filling {}

        /** Rows of {@code sandbox.yml}. */
        record Written(UpstreamTable table) implements Filling {}

        /** A table of a PostgreSQL server, read there. */
        record Live(String schema, String table) implements Filling {}
    }

    public String name() {
        return path.getLast();
    }

    /** Whether a reference, whole or its last parts, means this. */
    public boolean answersTo(List<String> reference) {
        int surplus = path.size() - reference.size();
        return surplus >= 0 && path.subList(surplus, path.size()).equals(reference);
    }
}
