package dev.weir.core.context;

import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/** {@code dbt_utils} in {@code dbt_utils.star(…)}: the macros of one package. */
final class PackageNamespace implements PyObject {
    private final String packageName;
    private final TemplateContext context;

    PackageNamespace(String packageName, TemplateContext context) {
        this.packageName = packageName;
        this.context = context;
    }

    @Override
    public @Nullable Object attribute(String name) {
        Object overridden = context.overridden(packageName, name);
        if (overridden != null) {
            return overridden;
        }
        return context.catalog()
                .findIn(packageName, name)
                .map(entry -> new MacroFunction(entry, context))
                .orElse(null);
    }

    @Override
    public String typeName() {
        return "dict";
    }
}
