package dev.weir.core.context;

import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/** {@code context} in templates: the names of the context as a dict, macros and packages included. */
final class ContextValue implements PyObject {
    private final TemplateContext context;

    ContextValue(TemplateContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return name.equals("get")
                ? (dev.weir.jinja.value.PyCallable) arguments -> {
                    Object found = context.find(CallArguments.text(arguments, 0, "key", "get"));
                    return found != null
                            ? found
                            : CallArguments.optional(arguments, 1, "default").orElse(dev.weir.jinja.value.None.NONE);
                }
                : context.find(name);
    }

    @Override
    public @Nullable Object item(Object key) {
        return key instanceof String name ? context.find(name) : null;
    }

    @Override
    public String typeName() {
        return "dict";
    }
}
