package dev.weir.jinja;

import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}: where a loop is, and what comes before and after. Source: Jinja docs, "For". */
final class LoopValue implements PyCallable {
    private static final Signature CALL = Signature.of("LoopContext.__call__", "self", "iterable");

    private final Rendering rendering;
    private final Statement.For loop;
    private final Frame outer;
    private final int depth;
    private final int knownLength;
    private Iterator<Object> items;
    private int index = -1;
    private int counted = -1;
    private @Nullable Object previous;
    private @Nullable Object current;
    private @Nullable Object ahead;
    private @Nullable Object lastChanged;

    /** @param length the number of items, negative when only walking through them tells */
    LoopValue(Rendering rendering, Statement.For loop, Frame outer, Iterator<Object> items, int length, int depth) {
        this.rendering = rendering;
        this.loop = loop;
        this.outer = outer;
        this.items = items;
        this.depth = depth;
        knownLength = length;
    }

    boolean hasNext() {
        return ahead != null || items.hasNext();
    }

    Object next() {
        Object value = ahead != null ? ahead : items.next();
        ahead = null;
        index++;
        previous = current;
        current = value;
        return value;
    }

    private @Nullable Object peek() {
        if (ahead == null && items.hasNext()) {
            ahead = items.next();
        }
        return ahead;
    }

    /** Counts what is left, which takes the items from where they come from. */
    @Override
    public int length() {
        if (knownLength >= 0) {
            return knownLength;
        }
        if (counted < 0) {
            PyList rest = new PyList();
            while (items.hasNext()) {
                rest.add(items.next());
            }
            counted = index + 1 + (ahead == null ? 0 : 1) + rest.size();
            items = rest.iterator();
        }
        return counted;
    }

    @Override
    public boolean truth() {
        return length() != 0;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> (long) index + 1;
            case "index0" -> (long) index;
            case "first" -> index == 0;
            case "last" -> peek() == null;
            case "length" -> (long) length();
            case "revindex" -> (long) length() - index;
            case "revindex0" -> (long) length() - index - 1;
            case "depth" -> (long) depth + 1;
            case "depth0" -> (long) depth;
            case "previtem" ->
                previous == null ? rendering.undefined(Undefined.because("there is no previous item")) : previous;
            case "nextitem" -> {
                Object next = peek();
                yield next == null ? rendering.undefined(Undefined.because("there is no next item")) : next;
            }
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
        PyTuple value = PyTuple.of(arguments.positionals().clone());
        if (lastChanged != null && Values.equal(lastChanged, value)) {
            return false;
        }
        lastChanged = value;
        return true;
    }

    @Override
    public Object call(Arguments arguments) {
        Object iterable = CALL.bind(arguments.prepend(this)).value(1);
        if (!loop.recursive()) {
            throw PyError.type("The loop must have the 'recursive' marker to be called recursively.");
        }
        try (Output out = Output.text(rendering.stack())) {
            rendering.recurse(loop, outer, iterable, depth + 1, out);
            return out.toString();
        }
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String qualifiedTypeName() {
        return "jinja2.runtime.LoopContext";
    }

    @Override
    public String repr() {
        return "<LoopContext " + (index + 1) + "/" + length() + ">";
    }
}
