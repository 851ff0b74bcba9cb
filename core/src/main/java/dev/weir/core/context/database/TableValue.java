package dev.weir.core.context.database;

import dev.weir.core.event.Events;
import dev.weir.core.event.TemplateEvent;
import dev.weir.core.project.Questions;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of results as templates see it: agate's Table, without what reads and writes files or draws. Source: agate docs,
 * "Table"; dbt docs, "agate table"; recorded cases.
 */
public final class TableValue implements PyObject {
    private static final Signature SELECT = Signature.of("select", "self", "key");
    private static final Signature EXCLUDE = Signature.of("exclude", "self", "key");
    private static final Signature RENAME = Signature.of(
            "rename",
            "self",
            "column_names=none",
            "row_names=none",
            "slug_columns=false",
            "slug_rows=false",
            "**kwargs");
    private static final Signature COMPUTE = Signature.of("compute", "self", "computations", "replace=false");
    private static final Signature AGGREGATE = Signature.of("aggregate", "self", "aggregations");

    private final Table table;
    private final Events events;
    private final @Nullable PyTuple rowNames;
    private @Nullable PyTuple rows;

    public TableValue(Table table, Events events) {
        this(table, events, null);
    }

    private TableValue(Table table, Events events, @Nullable PyTuple rowNames) {
        this.table = table;
        this.events = events;
        this.rowNames = rowNames;
    }

    public Table table() {
        return table;
    }

    @Nullable
    PyTuple rowNames() {
        return rowNames;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "rows" -> new RowValue("MappedSequence", rowNames, rows());
            case "columns" -> columns();
            case "column_names" -> PyTuple.copyOf(table.columnNames());
            case "column_types" ->
                PyTuple.copyOf(table.types().stream().map(CellTypeValue::new).toList());
            case "row_names" -> rowNames == null ? None.NONE : rowNames;
            case "select" -> (PyCallable) this::select;
            case "exclude" -> (PyCallable) this::exclude;
            case "rename" -> (PyCallable) this::rename;
            case "where" -> (PyCallable) arguments -> new TableRows(this).where(arguments);
            case "find" -> (PyCallable) arguments -> new TableRows(this).find(arguments);
            case "limit" -> (PyCallable) arguments -> new TableRows(this).limit(arguments);
            case "order_by" -> (PyCallable) arguments -> new TableRows(this).orderBy(arguments);
            case "distinct" -> (PyCallable) arguments -> new TableRows(this).distinct(arguments);
            case "group_by" -> (PyCallable) arguments -> new TableRows(this).groupBy(arguments);
            case "join" -> (PyCallable) arguments -> new TableShapes(this).join(arguments);
            case "merge" -> (PyCallable) arguments -> new TableShapes(this).merge(arguments);
            case "pivot" -> (PyCallable) arguments -> new TableShapes(this).pivot(arguments);
            case "denormalize" -> (PyCallable) arguments -> new TableShapes(this).denormalize(arguments);
            case "normalize" -> (PyCallable) arguments -> new TableShapes(this).normalize(arguments);
            case "homogenize" -> (PyCallable) arguments -> new TableShapes(this).homogenize(arguments);
            case "compute" -> (PyCallable) this::compute;
            case "aggregate" -> (PyCallable) this::aggregate;
            case "print_table" -> (PyCallable) arguments -> say(TablePrints.table(this, arguments));
            case "print_structure" -> (PyCallable) arguments -> say(TablePrints.structure(this, arguments));
            case "print_csv" -> (PyCallable) arguments -> say(TablePrints.csv(this, arguments));
            case "print_json" -> (PyCallable) arguments -> say(TablePrints.json(this, arguments));
            // intended: COMPATIBILITY #40
            case "to_csv",
                    "to_json",
                    "from_csv",
                    "from_json",
                    "from_fixed",
                    "from_object",
                    "bins",
                    "print_bars",
                    "print_html",
                    "bar_chart",
                    "column_chart",
                    "line_chart",
                    "scatterplot" ->
                (PyCallable) _ -> {
                    throw PyError.type(
                            "tables have no " + name + "() here: templates read and write no files, and draw nothing");
                };
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
            columns.add(new TableColumnValue(table, at, rowNames));
        }
        return new RowValue("MappedSequence", table.columnNames(), PyTuple.copyOf(columns));
    }

    TableValue with(Table other) {
        return new TableValue(other, events);
    }

    TableValue with(Table other, @Nullable PyTuple names) {
        return new TableValue(other, events, names);
    }

    /** The rows at some places, in that order, with their names. */
    TableValue withRowsAt(List<Integer> places) {
        List<List<@Nullable Object>> chosen = new ArrayList<>(places.size());
        List<Object> names = new ArrayList<>();
        for (int place : places) {
            chosen.add(table.rows().get(place));
            if (rowNames != null) {
                names.add(rowNames.get(place));
            }
        }
        return with(table.withRows(chosen), rowNames == null ? null : PyTuple.copyOf(names));
    }

    private Object select(Arguments arguments) {
        Object key = SELECT.bind(arguments.prepend(this)).value(1);
        List<Integer> places = new ArrayList<>();
        for (Object name : key instanceof Long ? List.of(key) : TableShapes.named(key)) {
            int at = name instanceof String text ? table.indexOf(text) : -1;
            if (at < 0) {
                throw PyError.value("tuple.index(x): x not in tuple");
            }
            places.add(at);
        }
        return withColumns(places);
    }

    private Object exclude(Arguments arguments) {
        List<Object> named =
                TableShapes.named(EXCLUDE.bind(arguments.prepend(this)).value(1));
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < table.columnNames().size(); at++) {
            if (!named.contains(table.columnNames().get(at))) {
                places.add(at);
            }
        }
        return withColumns(places);
    }

    private TableValue withColumns(List<Integer> places) {
        List<List<@Nullable Object>> chosen = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            List<@Nullable Object> cells = new ArrayList<>(places.size());
            for (int place : places) {
                cells.add(row.get(place));
            }
            chosen.add(cells);
        }
        List<String> names = places.stream().map(table.columnNames()::get).toList();
        return with(
                new Table(
                        Table.unique(names),
                        places.stream().map(table.types()::get).toList(),
                        chosen),
                rowNames);
    }

    private Object rename(Arguments arguments) {
        Signature.Bound bound = RENAME.bind(arguments.prepend(this));
        List<String> names = new ArrayList<>(table.columnNames());
        Object given = bound.value(1);
        if (given instanceof Map<?, ?> map) {
            names.replaceAll(name -> map.containsKey(name) ? Values.str(Values.item(map, name)) : name);
        } else if (given != None.NONE) {
            names.clear();
            PyList.from(given).forEach(name -> names.add(Values.str(name)));
            if (names.size() != table.columnNames().size()) {
                throw PyError.value("column_names and column_types must be the same length.");
            }
        }
        if (bound.truth(3)) {
            names.replaceAll(TableValue::slug);
        }
        PyTuple newRowNames = rowNames;
        if (bound.value(2) != None.NONE) {
            newRowNames = PyTuple.from(bound.value(2));
            for (Object name : newRowNames) {
                if (name instanceof Long) {
                    throw PyError.value("Row names cannot be of type int. Use Decimal for numbered row names.");
                }
            }
        }
        return with(new Table(Table.unique(names), table.types(), table.rows()), newRowNames);
    }

    private static String slug(String name) {
        StringBuilder slug = new StringBuilder();
        name.toLowerCase(java.util.Locale.ROOT).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                slug.appendCodePoint(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '_') {
                slug.append('_');
            }
        });
        int end = slug.length();
        return end > 0 && slug.charAt(end - 1) == '_' ? slug.substring(0, end - 1) : slug.toString();
    }

    /** Templates have no computations to give. */
    private Object compute(Arguments arguments) {
        refuseItems(COMPUTE.bind(arguments.prepend(this)).value(1));
        return this;
    }

    private Object aggregate(Arguments arguments) {
        refuseItems(AGGREGATE.bind(arguments.prepend(this)).value(1));
        return new PyDict();
    }

    private static void refuseItems(Object given) {
        if (Values.lengthOrNone(given) != 0) {
            throw PyError.attribute("'" + Values.typeName(given) + "' object has no attribute 'validate'");
        }
    }

    private Object say(String text) {
        Questions.unrepeatable();
        events.emit(new TemplateEvent.PrintEvent(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text));
        return None.NONE;
    }

    @Override
    public Iterator<Object> iterate() {
        return rows().iterator();
    }

    @Override
    public @Nullable Object item(Object key) {
        return new RowValue("MappedSequence", rowNames, rows()).item(key);
    }

    @Override
    public PyTuple sliceable() {
        return rows();
    }

    @Override
    public int length() {
        return table.rows().size();
    }

    /** A table without rows is false, as in agate. */
    @Override
    public boolean truth() {
        return !table.rows().isEmpty();
    }

    @Override
    public String typeName() {
        return "Table";
    }

    @Override
    public String qualifiedTypeName() {
        return "agate.table.Table";
    }

    @Override
    public String str() {
        return TableText.structure(table);
    }

    @Override
    public String repr() {
        return "<agate.table.Table object>";
    }
}
