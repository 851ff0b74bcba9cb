package dev.weir.core.context.database;

import dev.weir.core.context.TemplateContext;
import dev.weir.jinja.value.PyMapping;
import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/**
 * {@code adapter.config}: the names of project, profile and target, and as {@code credentials} what {@code target} tells, so no
 * password. // intended: COMPATIBILITY #133
 */
final class AdapterConfigValue implements PyObject {
    private final TemplateContext context;

    AdapterConfigValue(TemplateContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "project_name" -> context.find("project_name");
            case "profile_name", "target_name", "threads" -> inTarget(name);
            case "credentials" -> context.find("target");
            default -> null;
        };
    }

    private @Nullable Object inTarget(String name) {
        return context.find("target") instanceof PyMapping target ? target.item(name) : null;
    }

    @Override
    public String typeName() {
        return "RuntimeConfig";
    }

    @Override
    public boolean truth() {
        return true;
    }
}
