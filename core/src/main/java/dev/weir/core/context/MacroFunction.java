package dev.weir.core.context;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/** A macro as a template value: callable with the calling node's context. */
final class MacroFunction implements PyCallable, PyObject {
    private final MacroEntry entry;
    private final TemplateContext context;

    MacroFunction(MacroEntry entry, TemplateContext context) {
        this.entry = entry;
        this.context = context;
    }

    @Override
    public Object call(Arguments arguments) {
        return context.call(entry, arguments);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return name.equals("name") ? entry.name() : null;
    }

    @Override
    public String typeName() {
        return "macro";
    }
}
