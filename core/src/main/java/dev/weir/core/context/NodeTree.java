package dev.weir.core.context;

import dev.weir.jinja.module.PyDateTime;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as templates see it: as in the manifest, but {@code config.begin} of a microbatch model is a datetime. Source: asked of
 * dbt 1.11.16.
 */
final class NodeTree {
    private static final String BEGIN = "begin";

    private NodeTree() {}

    static Object of(Map<String, @Nullable Object> tree) {
        Object value = Values.fromData(tree);
        if (value instanceof PyDict node && node.get("config") instanceof PyDict config) {
            Object begin = config.get(BEGIN);
            if (begin != null) {
                config.put(BEGIN, configured(BEGIN, begin, config.get("incremental_strategy")));
            }
        }
        return value;
    }

    /** The value of one config. */
    static Object configured(String name, Object value, @Nullable Object incrementalStrategy) {
        if (name.equals(BEGIN) && value instanceof String text && "microbatch".equals(incrementalStrategy)) {
            try {
                return PyDateTime.parse(text);
            } catch (PyError _) {
                return value; // not looked at yet
            }
        }
        return value;
    }
}
