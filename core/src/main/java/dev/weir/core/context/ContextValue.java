package dev.weir.core.context;

import dev.weir.jinja.value.PyMutableMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code context} in templates: the names of the context as a dict, macros and packages included. What a macro changes in it
 * ({@code context.update({"sql": …})}) is what every template of the node finds from then on.
 */
final class ContextValue implements PyMutableMapping {
    private final TemplateContext context;

    ContextValue(TemplateContext context) {
        this.context = context;
    }

    @Override
    public List<Object> keys() {
        return context.names();
    }

    @Override
    public int length() {
        return keys().size();
    }

    @Override
    public @Nullable Object item(Object key) {
        return key instanceof String name ? context.find(name) : null;
    }

    @Override
    public void put(Object key, Object value) {
        context.replace(String.valueOf(key), value);
    }

    @Override
    public @Nullable Object remove(Object key) {
        return key instanceof String name ? context.remove(name) : null;
    }
}
