package dev.weir.core.context.database;

import dev.weir.core.event.Events;
import dev.weir.core.event.TemplateEvent;
import dev.weir.core.project.Questions;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of results as templates see it: the members of agate's Table that dbt projects use. Source: agate docs, "Table";
 * dbt docs, "agate table".
 */
public final class TableValue implements PyObject {
    private final Table table;
    private final Events events;
    private @Nullable PyTuple rows;

    public TableValue(Table table, Events events) {
        this.table = table;
        this.events = events;
    }

    public Table table() {
        return table;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "rows" -> rows();
            case "columns" -> columns();
            case "column_names" -> PyTuple.copyOf(table.columnNames());
            case "column_types" ->
                PyTuple.copyOf(table.types().stream()
                        .map(type -> new TypeValue(type.typeName()))
                        .toList());
            case "select" -> (PyCallable) arguments -> choose(arguments, true);
            case "exclude" -> (PyCallable) arguments -> choose(arguments, false);
            case "rename" -> (PyCallable) this::rename;
            case "where" -> (PyCallable) this::where;
            case "find" -> (PyCallable) this::findRow;
            case "limit" -> (PyCallable) this::limit;
            case "distinct" -> (PyCallable) _ -> distinct();
            case "print_table" -> (PyCallable) this::print;
            case "print_csv" -> (PyCallable) _ -> say(TableText.csv(table));
            case "print_json" -> (PyCallable) _ -> say(TableText.json(table));
            default -> null;
        };
    }

    /** The rows, made once. */
    PyTuple rows() {
        PyTuple known = rows;
        if (known == null) {
            Object[] values = new Object[table.rows().size()];
            for (int at = 0; at < values.length; at++) {
                values[at] = new RowValue(
                        "Row",
                        table.columnNames(),
                        CellValues.tuple(table.rows().get(at)));
            }
            known = PyTuple.of(values);
            rows = known;
        }
        return known;
    }

    private Object columns() {
        List<Object> columns = new ArrayList<>(table.columnNames().size());
        for (int at = 0; at < table.columnNames().size(); at++) {
            columns.add(new TableColumnValue(table, at));
        }
        return new RowValue("MappedSequence", table.columnNames(), PyTuple.copyOf(columns));
    }

    private TableValue with(Table other) {
        return new TableValue(other, events);
    }

    private Object choose(Arguments arguments, boolean keep) {
        Object given = arguments.positional(0);
        List<Object> named = given instanceof String one ? List.of(one) : PyList.from(given);
        List<Integer> places = new ArrayList<>();
        if (keep) {
            for (Object name : named) {
                places.add(table.indexOf(Values.str(name)));
            }
        } else {
            for (int at = 0; at < table.columnNames().size(); at++) {
                if (!named.contains(table.columnNames().get(at))) {
                    places.add(at);
                }
            }
        }
        List<List<@Nullable Object>> chosen = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            List<@Nullable Object> cells = new ArrayList<>(places.size());
            for (int place : places) {
                cells.add(row.get(place));
            }
            chosen.add(cells);
        }
        return with(new Table(
                places.stream().map(table.columnNames()::get).toList(),
                places.stream().map(table.types()::get).toList(),
                chosen));
    }

    private Object rename(Arguments arguments) {
        Object given = arguments.or(0, "column_names", None.NONE);
        List<String> names = new ArrayList<>(table.columnNames());
        if (given instanceof java.util.Map<?, ?> map) {
            names.replaceAll(name -> map.containsKey(name) ? Values.str(Values.item(map, name)) : name);
        } else if (given != None.NONE) {
            List<Object> list = PyList.from(given);
            for (int at = 0; at < list.size() && at < names.size(); at++) {
                names.set(at, Values.str(list.get(at)));
            }
        }
        return with(new Table(names, table.types(), table.rows()));
    }

    private Object where(Arguments arguments) {
        List<List<@Nullable Object>> kept = new ArrayList<>();
        for (int at = 0; at < table.rows().size(); at++) {
            if (Values.truth(Values.call(arguments.positional(0), Arguments.of(rows().get(at))))) {
                kept.add(table.rows().get(at));
            }
        }
        return with(table.withRows(kept));
    }

    private Object findRow(Arguments arguments) {
        for (Object row : rows()) {
            if (Values.truth(Values.call(arguments.positional(0), Arguments.of(row)))) {
                return row;
            }
        }
        return None.NONE;
    }

    private Object limit(Arguments arguments) {
        int from = 0;
        int to = (int)
                number(arguments.or(0, "start_or_stop", (long) table.rows().size()));
        Object stop = arguments.or(1, "stop", None.NONE);
        if (stop != None.NONE) {
            from = to;
            to = (int) number(stop);
        }
        return with(table.withRows(
                table.rows().subList(from, Math.min(to, table.rows().size()))));
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private Object distinct() {
        return with(table.withRows(new ArrayList<>(new java.util.LinkedHashSet<>(table.rows()))));
    }

    private Object print(Arguments arguments) {
        Object most = arguments.or(0, "max_rows", 20L);
        return say(TableText.of(table, most == None.NONE ? Integer.MAX_VALUE : (int) number(most)));
    }

    private Object say(String text) {
        Questions.unrepeatable();
        events.emit(new TemplateEvent.PrintEvent(text));
        return None.NONE;
    }

    @Override
    public Iterator<Object> iterate() {
        return rows().iterator();
    }

    @Override
    public int length() {
        return table.rows().size();
    }

    /** An empty table is true, as in agate. */
    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "Table";
    }

    @Override
    public String str() {
        return TableText.structure(table);
    }

    @Override
    public String repr() {
        return "<agate.table.Table object>";
    }

    /** A column's data type; its class name is what projects look at. */
    private record TypeValue(String name) implements PyObject {
        @Override
        public @Nullable Object attribute(String attribute) {
            return attribute.equals("name") ? name : null;
        }

        @Override
        public String typeName() {
            return name;
        }

        @Override
        public String repr() {
            return "<agate.data_types." + name.toLowerCase(java.util.Locale.ROOT) + "." + name + " object>";
        }
    }
}
