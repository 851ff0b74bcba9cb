package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The effective config of a resource: every known key of its kind with its value or default, in the manifest's order, then
 * the user's own keys. Immutable.
 *
 * @param values as they stand under {@code config} in manifest v12
 * @param unrendered what the user wrote, before rendering ({@code unrendered_config})
 */
public record NodeConfig(Map<String, @Nullable Object> values, Map<String, @Nullable Object> unrendered) {
    public static final NodeConfig EMPTY = new NodeConfig(Map.of(), Map.of());

    public NodeConfig {
        values = Ordered.copyOf(values);
        unrendered = Ordered.copyOf(unrendered);
    }

    /** The value under a key; empty when absent or null. */
    public Optional<Object> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> text(String key) {
        return find(key).map(String::valueOf);
    }

    /** A boolean key; text such as {@code "true"} counts, as dbt takes it. */
    public Optional<Boolean> flag(String key) {
        return find(key).flatMap(NodeConfig::truth);
    }

    private static Optional<Boolean> truth(Object value) {
        return switch (value) {
            case Boolean flag -> Optional.of(flag);
            case String text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1", "yes", "on" -> Optional.of(true);
                    case "false", "0", "no", "off" -> Optional.of(false);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    public boolean enabled() {
        return flag("enabled").orElse(true);
    }

    /** {@code "view"}, {@code "table"}, …; empty text for kinds that have none. */
    public String materialized() {
        return text("materialized").orElse("");
    }

    public List<String> tags() {
        return texts("tags");
    }

    /** A list of texts; a single text counts as a list of one. */
    public List<String> texts(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list -> {
                List<String> texts = new ArrayList<>(list.size());
                for (Object item : list) {
                    texts.add(String.valueOf(item));
                }
                yield List.copyOf(texts);
            }
            case Object single -> List.of(String.valueOf(single));
        };
    }

    @SuppressWarnings("unchecked") // config trees hold text keys only
    public Map<String, @Nullable Object> map(String key) {
        return values.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    public NodeConfig with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new NodeConfig(changed, unrendered);
    }
}
