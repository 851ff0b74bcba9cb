package dev.weir.jinja.filter;

import dev.weir.jinja.value.PyObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code namespace(…)}: an object whose attributes can be set from inner scopes. */
public final class Namespace implements PyObject {
    private final Map<String, Object> attributes = new HashMap<>();

    public void set(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return attributes.get(name);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }
}
