package dev.weir.core.context.database;

import dev.weir.base.Digests;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed entry of {@code indexes}: its keys as attributes, and a fresh name for each rendering. */
final class IndexValue implements PyObject {
    private final Map<String, @Nullable Object> index;
    private final InstantSource clock;

    IndexValue(Map<String, @Nullable Object> index, InstantSource clock) {
        this.index = index;
        this.clock = clock;
    }

    @Override
    public @Nullable Object attribute(String name) {
        if (name.equals("render")) {
            return (PyCallable) this::render;
        }
        return index.containsKey(name) ? Values.fromData(index.get(name)) : null;
    }

    /** The time is part of the name, or every other run would find the index of the table it is about to drop. */
    private Object render(Arguments arguments) {
        StringBuilder text = new StringBuilder();
        if (index.get("columns") instanceof List<?> columns) {
            columns.forEach(column -> text.append(column).append('_'));
        }
        text.append(Values.str(arguments.positional(0)))
                .append('_')
                .append(index.get("unique"))
                .append('_')
                .append(index.get("type"))
                .append('_')
                .append(clock.instant());
        return Digests.md5(text.toString());
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "IndexConfig";
    }
}
