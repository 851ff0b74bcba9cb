package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/** {@code cycler(…)}: yields its items in turn, over and over. Not for several threads. */
final class Cycler implements PyObject {
    private final Object[] items;
    private int place;

    Cycler(Arguments arguments) {
        if (arguments.size() == 0) {
            throw new dev.weir.jinja.value.PyError("RuntimeError", "at least one item has to be provided");
        }
        this.items = arguments.positionals().clone();
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "current" -> items[place];
            case "pos" -> (long) place;
            case "next" ->
                (PyCallable) _ -> {
                    var item = items[place];
                    place = (place + 1) % items.length;
                    return item;
                };
            case "reset" ->
                (PyCallable) _ -> {
                    place = 0;
                    return None.NONE;
                };
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Cycler";
    }

    @Override
    public String qualifiedTypeName() {
        return "jinja2.utils.Cycler";
    }
}
