package dev.weir.jinja.value;

import java.util.Locale;

/** A method of one of Python's plain values, looked up but not yet called. */
record BoundMethod(Object target, String name) implements PyCallable {
    @Override
    public Object call(Arguments arguments) {
        return Methods.call(target, name, arguments);
    }

    @Override
    public String typeName() {
        return "builtin_function_or_method";
    }

    @Override
    public String repr() {
        return "<built-in method " + name + " of " + Values.typeName(target) + " object at 0x"
                + String.format(Locale.ROOT, "%012x", System.identityHashCode(target)) + ">";
    }
}
