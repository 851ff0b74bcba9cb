package dev.weir.core.parse;

import dev.weir.base.IsoText;
import dev.weir.base.Ordered;
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

    boolean isEmpty() {
        return rendered.isEmpty();
    }
}
