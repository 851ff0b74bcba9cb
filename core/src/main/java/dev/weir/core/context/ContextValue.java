package dev.weir.core.context;

import dev.weir.jinja.value.PyMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code context} in templates: the names of the context as a dict, macros and packages included. */
final class ContextValue implements PyMapping {
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
}
