package dev.weir.sandbox.upstream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages of pgoutput, version 1 ⇒ changes. Source: PostgreSQL docs, "Logical Replication Message Formats". One thread. */
final class ReplicationMessages {
    private static final byte[] NONE = new byte[0];
    private final Map<Integer, Relation> relations = new LinkedHashMap<>();
    private byte[] message = NONE;
    private int at;

    record Relation(String schema, String table, List<String> columns) {}

    /** A change of one row; {@code old} is there for update and delete, {@code fresh} for insert and update. */
    sealed interface Change {
        record Row(Relation relation, Optional<List<@Nullable String>> old, Optional<List<@Nullable String>> fresh)
                implements Change {}

        record Emptied(Relation relation) implements Change {}

        /** @param end the place in the log behind the transaction, as {@code 0/0} */
        record Committed(String end) implements Change {}
    }

    List<Change> read(byte[] bytes) {
        message = bytes;
        at = 1;
        switch (bytes[0]) {
            case 'R' -> relation();
            case 'C' -> {
                at += 1 + 8;
                String end = Long.toHexString(number(4)).toUpperCase(java.util.Locale.ROOT) + "/"
                        + Long.toHexString(number(4)).toUpperCase(java.util.Locale.ROOT);
                return List.of(new Change.Committed(end));
            }
            case 'I' -> {
                Relation relation = named();
                at++;
                return List.of(new Change.Row(relation, Optional.empty(), Optional.of(tuple(List.of()))));
            }
            case 'U' -> {
                Relation relation = named();
                Optional<List<@Nullable String>> old = Optional.empty();
                if (message[at] != 'N') {
                    at++;
                    old = Optional.of(tuple(List.of()));
                }
                at++;
                return List.of(new Change.Row(relation, old, Optional.of(tuple(old.orElse(List.of())))));
            }
            case 'D' -> {
                Relation relation = named();
                at++;
                return List.of(new Change.Row(relation, Optional.of(tuple(List.of())), Optional.empty()));
            }
            case 'T' -> {
                int count = (int) number(4);
                at++;
                var emptied = new ArrayList<Change>();
                for (int i = 0; i < count; i++) emptied.add(new Change.Emptied(named()));
                return emptied;
            }
            default -> {
                // begin, origin, type: nothing to do
            }
        }
        return List.of();
    }

    private void relation() {
        int id = (int) number(4);
        String schema = text();
        String table = text();
        at++;
        int count = (int) number(2);
        var columns = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            at++;
            columns.add(text());
            at += 8;
        }
        relations.put(id, new Relation(schema, table, columns));
    }

    private Relation named() {
        return relations.getOrDefault((int) number(4), new Relation("", "", List.of()));
    }

    private List<@Nullable String> tuple(List<@Nullable String> old) {
        int count = (int) number(2);
        var values = new ArrayList<@Nullable String>(count);
        for (int i = 0; i < count; i++) {
            switch (message[at++]) {
                case 'u' -> values.add(i < old.size() ? old.get(i) : null);
                case 't' -> {
                    int length = (int) number(4);
                    values.add(new String(message, at, length, StandardCharsets.UTF_8));
                    at += length;
                }
                default -> values.add(null);
            }
        }
        return values;
    }

    private long number(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) value = value << 8 | message[at++] & 0xff;
        return value;
    }

    private String text() {
        int end = at;
        while (message[end] != 0) end++;
        String text = new String(message, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        return text;
    }
}
