package dev.weir.base;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A YAML value that knows where it stands. Scalars are resolved as YAML 1.1 does ({@code yes} is true, {@code 010} is 8),
 * because that is how dbt reads its files. Mappings keep file order.
 */
public sealed interface YamlNode {
    Span span();

    /**
     * The value without positions: {@code null}, Boolean, Long, BigInteger, Double, String, LocalDate, OffsetDateTime,
     * LocalDateTime, {@code List}, or {@code Map} with String keys (other keys become their text). Fresh and mutable.
     */
    @Nullable
    Object plain();

    /** A scalar with the text as written (unquoted, unescaped) and the value it stands for. */
    record Scalar(Span span, String text, @Nullable Object value, boolean quoted) implements YamlNode {
        @Override
        public @Nullable Object plain() {
            return value;
        }
    }

    record Sequence(Span span, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public @Nullable Object plain() {
            List<@Nullable Object> list = new ArrayList<>(items.size());
            for (YamlNode item : items) {
                list.add(item.plain());
            }
            return list;
        }
    }

    record Mapping(Span span, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value under a key. */
        public Optional<YamlNode> find(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return Optional.of(entry.value());
                }
            }
            return Optional.empty();
        }

        @Override
        public @Nullable Object plain() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (Entry entry : entries) {
                map.put(entry.key(), entry.value().plain());
            }
            return map;
        }
    }

    /** One key of a mapping, as text, with its value. */
    // intended: COMPATIBILITY #95
    record Entry(String key, Span keySpan, YamlNode value) {}

    /** Whether a plain value is an integer of either width. */
    static boolean isInteger(@Nullable Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }
}
