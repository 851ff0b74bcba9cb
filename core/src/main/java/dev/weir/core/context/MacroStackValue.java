package dev.weir.core.context;

import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/** {@code context_macro_stack} in templates: which macros are running. */
final class MacroStackValue implements PyObject {
    private final TemplateContext context;

    MacroStackValue(TemplateContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "depth" -> (long) context.running().size();
            case "call_stack" -> PyList.of(context.running().toArray());
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "MacroStack";
    }

    @Override
    public String repr() {
        return "<dbt.clients.jinja.MacroStack object>";
    }
}
