package dev.weir.jinja.value;

/** Something a template can call. */
@FunctionalInterface
public interface PyCallable extends PyObject {
    Object call(Arguments arguments);

    @Override
    default String typeName() {
        return "function";
    }

    @Override
    default String repr() {
        return "<function>";
    }
}
