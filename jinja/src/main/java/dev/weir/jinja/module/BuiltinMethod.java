package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** A method of one of the modules' objects, looked up but not yet called: a callable that says of itself what it is. */
record BuiltinMethod(String typeName, Object owner, String name, PyCallable body) implements PyCallable {
    /** The member as it is, or dressed as a method when it is a callable; null when there is none. */
    static @Nullable Object of(String typeName, Object owner, String name, @Nullable Object member) {
        return member instanceof PyCallable body && !(member instanceof PyType)
                ? new BuiltinMethod(typeName, owner, name, body)
                : member;
    }

    @Override
    public Object call(Arguments arguments) {
        if (!arguments.isEmpty() && takesNone()) {
            throw PyError.type(ofType()
                    + (arguments.positionals().length == 0
                            ? "takes no keyword arguments"
                            : "takes no arguments (" + arguments.positionals().length + " given)"));
        }
        return body.call(arguments);
    }

    private String ofType() {
        String type = Values.typeName(owner);
        return type.substring(type.lastIndexOf('.') + 1) + "." + name + "() ";
    }

    private boolean takesNone() {
        if (!typeName.equals("builtin_function_or_method")) {
            return false;
        }
        return switch (name) {
            case "isoformat" -> owner instanceof PyDate;
            case "ctime", "isocalendar", "isoweekday", "weekday", "toordinal", "timetuple", "utctimetuple" -> true;
            case "date", "time", "timetz", "timestamp", "total_seconds", "utcoffset", "dst", "tzname" -> true;
            default -> false;
        };
    }

    @Override
    public String repr() {
        return "<built-in method " + name + " of " + Values.qualifiedTypeName(owner) + " object at 0x"
                + Integer.toHexString(System.identityHashCode(owner)) + ">";
    }
}
