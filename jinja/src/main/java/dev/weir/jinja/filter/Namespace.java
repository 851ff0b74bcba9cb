package dev.weir.jinja.filter;

import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** {@code namespace(…)}: an object whose attributes can be set from inner scopes. Not for several threads. */
public final class Namespace implements PyObject {
    private final PyDict attributes;

    public Namespace() {
        this(new PyDict());
    }

    Namespace(PyDict attributes) {
        this.attributes = attributes;
    }

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

    @Override
    public String qualifiedTypeName() {
        return "jinja2.utils.Namespace";
    }

    @Override
    public String repr() {
        return "<Namespace " + Values.repr(attributes) + ">";
    }
}
