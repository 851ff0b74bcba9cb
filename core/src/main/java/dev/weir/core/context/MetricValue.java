package dev.weir.core.context;

import dev.weir.core.manifest.MetricCall;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/** What {@code metric(…)} is in a template that is compiled or run: the metric's name. Source: recorded cases. */
record MetricValue(MetricCall call) implements PyObject {
    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "metric_name" -> call.name();
            case "package_name" -> call.packageName().map(text -> (Object) text).orElse(None.NONE);
            default -> null;
        };
    }

    @Override
    public String str() {
        return call.name();
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "MetricReference";
    }
}
