package dev.weir.core.parse;

import dev.weir.base.Ordered;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one place says about a resource's config: a level of {@code dbt_project.yml}, a property file, the resource's code.
 *
 * @param unrendered as written, before Jinja
 */
record ConfigLayer(Map<String, @Nullable Object> rendered, Map<String, @Nullable Object> unrendered) {
    static final ConfigLayer NONE = new ConfigLayer(Map.of(), Map.of());

    ConfigLayer {
        rendered = Ordered.copyOf(rendered);
        unrendered = Ordered.copyOf(unrendered);
    }

    /** A layer that holds no Jinja of its own. */
    static ConfigLayer of(Map<String, @Nullable Object> values) {
        return new ConfigLayer(values, values);
    }

    boolean isEmpty() {
        return rendered.isEmpty();
    }
}
