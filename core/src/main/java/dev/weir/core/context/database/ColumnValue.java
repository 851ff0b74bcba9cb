package dev.weir.core.context.database;

import dev.weir.adapter.Column;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** A column as templates see it. Source: dbt docs, "Column". */
final class ColumnValue implements PyObject {
    private final Column column;
    private final String typeName;

    ColumnValue(Column column, String typeName) {
        this.column = column;
        this.typeName = typeName;
    }

    Column column() {
        return column;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name", "column" -> column.name();
            case "dtype" -> column.dtype();
            case "data_type", "expanded_data_type" -> column.dataType();
            case "quoted" -> '"' + column.name() + '"';
            case "char_size" -> Values.fromData(column.charSize());
            case "numeric_precision" -> Values.fromData(column.numericPrecision());
            case "numeric_scale" -> Values.fromData(column.numericScale());
            case "is_string" -> (PyCallable) _ -> column.string();
            case "is_number" -> (PyCallable) _ -> column.number();
            case "is_float" -> (PyCallable) _ -> column.floating();
            case "is_integer" -> (PyCallable) _ -> column.integer();
            case "is_numeric" -> (PyCallable) _ -> column.numeric();
            case "string_size" -> (PyCallable) _ -> column.stringSize();
            case "can_expand_to" ->
                (PyCallable) arguments -> column.canExpandTo(of(arguments.or(0, "other_column", None.NONE)));
            case "literal" ->
                (PyCallable) arguments -> Values.str(arguments.or(0, "value", None.NONE)) + "::" + column.dataType();
            default -> ColumnType.staticMember(name, typeName);
        };
    }

    static Column of(Object value) {
        if (value instanceof ColumnValue column) {
            return column.column;
        }
        throw new PyError("TypeError", "expected a Column, not " + Values.typeName(value));
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String repr() {
        return typeName + "(column=" + Values.repr(column.name()) + ", dtype=" + Values.repr(column.dtype())
                + ", char_size=" + orNone(column.charSize())
                + ", numeric_precision=" + orNone(column.numericPrecision())
                + ", numeric_scale=" + orNone(column.numericScale()) + ")";
    }

    private static String orNone(@Nullable Long number) {
        return number == null ? "None" : number.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColumnValue value && value.column.equals(column);
    }

    @Override
    public int hashCode() {
        return column.hashCode();
    }

    /** {@code api.Column}: makes columns, and answers what needs none. */
    static final class ColumnType implements PyCallable {
        private final String typeName;

        ColumnType(String typeName) {
            this.typeName = typeName;
        }

        @Override
        public Object call(Arguments arguments) {
            return new ColumnValue(
                    new Column(
                            Values.str(argument(arguments, 0, "column")),
                            Values.str(argument(arguments, 1, "dtype")),
                            number(arguments.or(2, "char_size", None.NONE)),
                            number(arguments.or(3, "numeric_precision", None.NONE)),
                            number(arguments.or(4, "numeric_scale", None.NONE))),
                    typeName);
        }

        private Object argument(Arguments arguments, int place, String name) {
            Object found = arguments.find(place, name);
            if (found == null) {
                throw new PyError(
                        "TypeError", typeName + ".__init__() missing 1 required positional argument: '" + name + "'");
            }
            return found;
        }

        private static @Nullable Long number(Object value) {
            return value instanceof Number number ? Long.valueOf(number.longValue()) : null;
        }

        @Override
        public @Nullable Object attribute(String name) {
            return staticMember(name, typeName);
        }

        static @Nullable Object staticMember(String name, String typeName) {
            return switch (name) {
                case "TYPE_LABELS" -> PyDict.of("STRING", "TEXT");
                case "translate_type" ->
                    (PyCallable) arguments -> Column.translateType(Values.str(arguments.or(0, "dtype", None.NONE)));
                case "create" ->
                    (PyCallable) arguments -> new ColumnValue(
                            Column.of(
                                    Values.str(arguments.or(0, "name", None.NONE)),
                                    Column.translateType(Values.str(arguments.or(1, "label_or_dtype", None.NONE)))),
                            typeName);
                case "from_description" ->
                    (PyCallable) arguments -> new ColumnValue(
                            Column.parse(
                                    Values.str(arguments.or(0, "name", None.NONE)),
                                    Values.str(arguments.or(1, "raw_data_type", None.NONE))),
                            typeName);
                case "string_type" ->
                    (PyCallable)
                            arguments -> "character varying(" + Values.str(arguments.or(0, "size", None.NONE)) + ")";
                case "numeric_type" ->
                    (PyCallable) arguments -> Column.numericType(
                            Values.str(arguments.or(0, "dtype", None.NONE)),
                            Values.toData(arguments.or(1, "precision", None.NONE)),
                            Values.toData(arguments.or(2, "scale", None.NONE)));
                default -> null;
            };
        }

        @Override
        public String typeName() {
            return "type";
        }

        @Override
        public String repr() {
            return "<class '" + typeName + "'>";
        }
    }
}
