package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Python class: calling it makes an object, and it has members of its own. */
record PyType(String name, PyCallable constructor, Function<String, @Nullable Object> members) implements PyCallable {
    @Override
    public Object call(Arguments arguments) {
        return constructor.call(arguments);
    }

    @Override
    public @Nullable Object attribute(String member) {
        return members.apply(member);
    }

    @Override
    public String typeName() {
        return "type";
    }

    @Override
    public String repr() {
        return "<class '" + name + "'>";
    }
}
