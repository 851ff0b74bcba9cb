package dev.weir.jinja;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code loop} inside a {@code for}. Source: Jinja 3.1 docs, "for". */
final class LoopValue implements PyCallable {
    private final Object[] items;
    private final int depth;
    private final @Nullable BiFunction<Object, Integer, Object> recurse;
    private int index;
    private @Nullable Object lastChecked;

    /** @param recurse renders the loop again over other items, one level deeper; null when it is not recursive */
    LoopValue(Object[] items, int depth, @Nullable BiFunction<Object, Integer, Object> recurse) {
        this.items = items;
        this.depth = depth;
        this.recurse = recurse;
    }

    void at(int newIndex) {
        index = newIndex;
    }

    @Override
    public Object call(Arguments arguments) {
        if (recurse == null) {
            throw PyError.type("The loop must have the 'recursive' marker to be called recursively.");
        }
        return recurse.apply(arguments.positional(0), depth + 1);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> (long) index + 1;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.length - index;
            case "revindex0" -> (long) items.length - index - 1;
            case "first" -> index == 0;
            case "last" -> index == items.length - 1;
            case "length" -> (long) items.length;
            case "depth" -> (long) depth;
            case "depth0" -> (long) depth - 1;
            case "previtem" -> index == 0 ? Undefined.because("there is no previous item") : items[index - 1];
            case "nextitem" -> index == items.length - 1 ? Undefined.because("there is no next item") : items[index + 1];
            case "cycle" -> (PyCallable) this::cycle;
            case "changed" -> (PyCallable) this::changed;
            default -> null;
        };
    }

    private Object cycle(Arguments arguments) {
        if (arguments.size() == 0) {
            throw PyError.type("no items for cycling given");
        }
        return arguments.positional(index % arguments.size());
    }

    private Object changed(Arguments arguments) {
        Object now = PyTuple.of(arguments.positionals());
        boolean changed = lastChecked == null || !Values.equal(lastChecked, now);
        lastChecked = now;
        return changed;
    }

    @Override
    public int length() {
        return items.length;
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String repr() {
        return "<LoopContext " + (index + 1) + "/" + items.length + ">";
    }

}
