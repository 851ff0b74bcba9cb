package dev.weir.core.context.database;

import dev.weir.jinja.value.PyObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A column's data type; its class name is what projects look at. */
record CellTypeValue(CellType type) implements PyObject {
    @Override
    public @Nullable Object attribute(String attribute) {
        return attribute.equals("name") ? type.typeName() : null;
    }

    @Override
    public String typeName() {
        return type.typeName();
    }

    @Override
    public String repr() {
        return "<agate.data_types." + typeName().toLowerCase(Locale.ROOT) + "." + typeName() + " object>";
    }
}
