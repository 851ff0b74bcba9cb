package dev.weir.core.parse;

import dev.weir.base.IsoText;
import dev.weir.base.Ordered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one place says about a resource's config: a level of {@code dbt_project.yml}, a property file, the resource's code.
 *
 * @param unrendered as written, before Jinja
 */
record ConfigLayer(Map<String, @Nullable Object> rendered, Map<String, @Nullable Object> unrendered) {
    static final ConfigLayer NONE = new ConfigLayer(Map.of(), Map.of());

    ConfigLayer {
        rendered = Ordered.copyOf(texts(rendered));
        unrendered = Ordered.copyOf(texts(unrendered));
    }

    @SuppressWarnings("unchecked") // keys stay what they are
    private static Map<String, @Nullable Object> texts(Map<String, @Nullable Object> values) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(IsoText.within(values));
    }

    /** A layer that holds no Jinja of its own. */
    static ConfigLayer of(Map<String, @Nullable Object> values) {
        return new ConfigLayer(values, values);
    }

    /**
     * This layer of a model with what one of its versions says: mappings merge at every depth, lists come together with the
     * version's items first, and of other values the version's counts. Source: recorded manifests.
     */
    ConfigLayer under(Map<String, @Nullable Object> version) {
        return new ConfigLayer(merged(rendered, version), merged(unrendered, version));
    }

    private static Map<String, @Nullable Object> merged(Map<?, ?> below, Map<?, ?> above) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        below.forEach((key, value) -> merged.put(String.valueOf(key), value));
        above.forEach((key, value) -> {
            Object before = merged.get(String.valueOf(key));
            if (before instanceof Map<?, ?> first && value instanceof Map<?, ?> second) {
                merged.put(String.valueOf(key), merged(first, second));
            } else if (before instanceof List<?> first && value instanceof List<?> second) {
                List<@Nullable Object> both = new ArrayList<>(second);
                both.addAll(first);
                merged.put(String.valueOf(key), both);
            } else {
                merged.put(String.valueOf(key), value);
            }
        });
        return merged;
    }

    boolean isEmpty() {
        return rendered.isEmpty();
    }
}
