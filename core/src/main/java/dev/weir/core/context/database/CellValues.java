package dev.weir.core.context.database;

import dev.weir.jinja.module.PyDate;
import dev.weir.jinja.module.PyDateTime;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells as template values and back: dates and times are Python's objects there. */
final class CellValues {
    private CellValues() {}

    static Object toTemplate(@Nullable Object cell) {
        return switch (cell) {
            case null -> None.NONE;
            case LocalDate date -> new PyDate(date);
            case LocalDateTime moment -> PyDateTime.of(moment);
            case OffsetDateTime moment -> PyDateTime.of(moment.toLocalDateTime(), moment.getOffset());
            default -> Values.fromData(cell);
        };
    }

    /** A value that a template binds to a statement. */
    static @Nullable Object fromTemplate(Object value) {
        return Values.toData(value);
    }

    /** A cell for a template's value. */
    static @Nullable Object toCell(Object value) {
        return switch (value) {
            case PyDate date -> date.date();
            case PyDateTime moment when moment.zone() == null -> moment.time();
            default -> Values.toData(value);
        };
    }

    static PyTuple tuple(List<@Nullable Object> row) {
        Object[] values = new Object[row.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = toTemplate(row.get(at));
        }
        return PyTuple.of(values);
    }
}
