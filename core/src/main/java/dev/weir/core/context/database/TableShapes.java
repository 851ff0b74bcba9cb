package dev.weir.core.context.database;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a table of results that make another table: joining, merging, counting, turning rows into columns and back.
 * Source: agate docs, "Table"; recorded cases.
 */
final class TableShapes {
    private static final Signature JOIN = Signature.of(
            "join",
            "self",
            "right_table",
            "left_key=none",
            "right_key=none",
            "inner=false",
            "full_outer=false",
            "require_match=false",
            "columns=none");
    private static final Signature MERGE = Signature.of("merge", "tables", "row_names=none", "column_names=none");
    private static final Signature DENORMALIZE = Signature.of(
            "denormalize",
            "self",
            "key=none",
            "property_column='property'",
            "value_column='value'",
            "default_value=none",
            "column_types=none");
    private static final Signature NORMALIZE = Signature.of(
            "normalize",
            "self",
            "key",
            "properties",
            "property_column='property'",
            "value_column='value'",
            "column_types=none");
    private static final Signature HOMOGENIZE =
            Signature.of("homogenize", "self", "key", "compare_values", "default_row=none");

    private static final Signature PIVOT = Signature.of(
            "pivot",
            "self",
            "key=none",
            "pivot=none",
            "aggregation=none",
            "computation=none",
            "default_value=",
            "key_name=none");

    private final TableValue of;
    private final Table table;
    private final TableRows rows;

    TableShapes(TableValue of) {
        this.of = of;
        this.table = of.table();
        this.rows = new TableRows(of);
    }

    /** The rows of both that have equal keys side by side; without keys, those of the same place. */
    TableValue join(Arguments arguments) {
        Signature.Bound bound = JOIN.bind(arguments.prepend(of));
        if (!(bound.value(1) instanceof TableValue right)) {
            throw PyError.attribute("'" + Values.typeName(bound.value(1)) + "' object has no attribute 'columns'");
        }
        boolean inner = bound.truth(4);
        boolean outer = bound.truth(5);
        if (inner && outer) {
            throw PyError.value("A join can not be both \"inner\" and \"full_outer\".");
        }
        Object leftKey = bound.value(2);
        Object rightKey = bound.value(3) == None.NONE ? leftKey : bound.value(3);
        List<Object> leftKeys = leftKey == None.NONE ? numbers(of.length()) : rows.keys(leftKey);
        TableRows rightRows = new TableRows(right);
        List<Object> rightKeys = rightKey == None.NONE ? numbers(right.length()) : rightRows.keys(rightKey);
        List<Integer> taken =
                taken(right, outer || rightKey == None.NONE ? List.of() : named(rightKey), bound.value(7));
        PyDict found = new PyDict();
        for (int at = 0; at < rightKeys.size(); at++) {
            Object places = found.get(rightKeys.get(at));
            if (!(places instanceof PyList)) {
                places = new PyList();
                found.put(rightKeys.get(at), places);
            }
            ((PyList) places).add((long) at);
        }
        List<List<@Nullable Object>> joined = new ArrayList<>();
        for (int at = 0; at < leftKeys.size(); at++) {
            Object places = found.get(leftKeys.get(at));
            if (places instanceof PyList list) {
                for (Object place : list) {
                    joined.add(row(table.rows().get(at), right.table().rows().get(((Long) place).intValue()), taken));
                }
            } else if (bound.truth(6)) {
                throw PyError.value(
                        "Left key \"" + Values.str(leftKeys.get(at)) + "\" does not have a matching right key.");
            } else if (!inner) {
                joined.add(row(
                        table.rows().get(at), nulls(right.table().columnNames().size()), taken));
            }
        }
        if (outer) {
            Set<Object> left = new LinkedHashSet<>(PyTuple.copyOf(leftKeys));
            for (int at = 0; at < rightKeys.size(); at++) {
                if (!left.contains(rightKeys.get(at))) {
                    joined.add(row(
                            nulls(table.columnNames().size()),
                            right.table().rows().get(at),
                            taken));
                }
            }
        }
        List<String> names = new ArrayList<>(table.columnNames());
        List<CellType> types = new ArrayList<>(table.types());
        for (int column : taken) {
            String name = right.table().columnNames().get(column);
            names.add(table.columnNames().contains(name) ? name + "2" : name);
            types.add(right.table().types().get(column));
        }
        return of.with(new Table(Table.unique(names), types, joined));
    }

    private static List<Object> numbers(int count) {
        List<Object> numbers = new ArrayList<>(count);
        for (long at = 0; at < count; at++) {
            numbers.add(at);
        }
        return numbers;
    }

    static List<Object> named(Object names) {
        return names instanceof String one ? List.of(one) : PyList.from(names);
    }

    private static List<Integer> taken(TableValue right, List<Object> left, Object columns) {
        List<Integer> taken = new ArrayList<>();
        for (int at = 0; at < right.table().columnNames().size(); at++) {
            String name = right.table().columnNames().get(at);
            if (!left.contains(name) && (columns == None.NONE || Values.contains(columns, name))) {
                taken.add(at);
            }
        }
        return taken;
    }

    private static List<@Nullable Object> nulls(int count) {
        List<@Nullable Object> nulls = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            nulls.add(null);
        }
        return nulls;
    }

    private static List<@Nullable Object> row(
            List<@Nullable Object> left, List<@Nullable Object> right, List<Integer> taken) {
        List<@Nullable Object> row = new ArrayList<>(left);
        for (int column : taken) {
            row.add(right.get(column));
        }
        return row;
    }

    /** The rows of all tables below each other, under the columns of all. */
    TableValue merge(Arguments arguments) {
        Signature.Bound bound = MERGE.bind(arguments);
        List<Table> tables = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<CellType> types = new ArrayList<>();
        for (Object each : PyList.from(bound.value(0))) {
            if (!(each instanceof TableValue value)) {
                throw PyError.attribute("'" + Values.typeName(each) + "' object has no attribute 'columns'");
            }
            tables.add(value.table());
            for (int at = 0; at < value.table().columnNames().size(); at++) {
                String name = value.table().columnNames().get(at);
                boolean wanted = bound.value(2) == None.NONE || Values.contains(bound.value(2), name);
                if (wanted && !names.contains(name)) {
                    names.add(name);
                    types.add(value.table().types().get(at));
                }
            }
        }
        List<List<@Nullable Object>> merged = new ArrayList<>();
        for (Table each : tables) {
            for (List<@Nullable Object> row : each.rows()) {
                List<@Nullable Object> wide = new ArrayList<>(names.size());
                for (String name : names) {
                    int at = each.indexOf(name);
                    wide.add(at < 0 ? null : row.get(at));
                }
                merged.add(wide);
            }
        }
        return of.with(new Table(names, types, merged));
    }

    /** One row a key, one column a property. */
    TableValue denormalize(Arguments arguments) {
        Signature.Bound bound = DENORMALIZE.bind(arguments.prepend(of));
        List<Object> keyNames = bound.value(1) == None.NONE ? List.of() : named(bound.value(1));
        List<Integer> keyColumns = new ArrayList<>();
        for (Object name : keyNames) {
            keyColumns.add(rows.column(name));
        }
        List<Object> keys = rows.keys(PyTuple.copyOf(keyNames));
        List<Object> properties = rows.keys(bound.text(2));
        int values = rows.column(bound.text(3));
        PyDict places = new PyDict();
        List<String> names = new ArrayList<>();
        List<List<@Nullable Object>> wide = new ArrayList<>();
        List<Object> rowNames = new ArrayList<>();
        for (Object property : properties) {
            String name = property == None.NONE ? "" : Values.str(property);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        @Nullable Object absent = CellValues.toCell(bound.value(4));
        for (int at = 0; at < keys.size(); at++) {
            if (!(places.get(keys.get(at)) instanceof Long)) {
                places.put(keys.get(at), (long) wide.size());
                List<@Nullable Object> row = new ArrayList<>();
                for (int column : keyColumns) {
                    row.add(table.rows().get(at).get(column));
                }
                names.forEach(_ -> row.add(absent));
                wide.add(row);
                rowNames.add(rowName(keys.get(at)));
            }
            int place = places.get(keys.get(at)) instanceof Long found ? found.intValue() : 0;
            Object property = properties.get(at);
            String name = property == None.NONE ? "" : Values.str(property);
            wide.get(place)
                    .set(
                            keyColumns.size() + names.indexOf(name),
                            table.rows().get(at).get(values));
        }
        List<String> all = new ArrayList<>();
        List<CellType> types = new ArrayList<>();
        for (int column : keyColumns) {
            all.add(table.columnNames().get(column));
            types.add(table.types().get(column));
        }
        for (int at = 0; at < names.size(); at++) {
            all.add(names.get(at));
            types.add(GuessedTypes.settle(wide, keyColumns.size() + at));
        }
        Table made = new Table(all, types, wide);
        return keyNames.isEmpty() ? of.with(made) : of.with(made, PyTuple.copyOf(rowNames));
    }

    private static Object rowName(Object key) {
        Object name = key instanceof PyTuple tuple && tuple.size() == 1 ? tuple.get(0) : key;
        if (name instanceof Long) {
            throw PyError.value("Row names cannot be of type int. Use Decimal for numbered row names.");
        }
        return name;
    }

    /** One row for each property of each row. */
    TableValue normalize(Arguments arguments) {
        Signature.Bound bound = NORMALIZE.bind(arguments.prepend(of));
        List<String> names = new ArrayList<>();
        List<CellType> types = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (Object name : named(bound.value(1))) {
            keys.add(rows.column(name));
            names.add(Values.str(name));
            types.add(table.types().get(rows.column(name)));
        }
        List<List<@Nullable Object>> made = new ArrayList<>();
        List<Object> properties = named(bound.value(2));
        for (List<@Nullable Object> row : table.rows()) {
            for (Object property : properties) {
                List<@Nullable Object> tall = new ArrayList<>();
                for (int column : keys) {
                    tall.add(row.get(column));
                }
                tall.add(Values.str(property));
                tall.add(row.get(rows.column(property)));
                made.add(tall);
            }
        }
        names.add(bound.text(3));
        names.add(bound.text(4));
        types.add(CellType.TEXT);
        types.add(GuessedTypes.settle(made, keys.size() + 1));
        return of.with(new Table(names, types, made));
    }

    /** The rows, and one more for each key that none of them has. */
    TableValue homogenize(Arguments arguments) {
        Signature.Bound bound = HOMOGENIZE.bind(arguments.prepend(of));
        List<Integer> columns = new ArrayList<>();
        for (Object name : named(bound.value(1))) {
            int at = name instanceof String text ? table.indexOf(text) : -1;
            if (at < 0) {
                throw PyError.value("tuple.index(x): x not in tuple");
            }
            columns.add(at);
        }
        Set<Object> known = new LinkedHashSet<>(rows.keys(PyTuple.copyOf(named(bound.value(1)))));
        List<List<@Nullable Object>> made = new ArrayList<>(table.rows());
        for (Object wanted : PyList.from(bound.value(2))) {
            PyTuple values = wanted instanceof String ? PyTuple.of(wanted) : PyTuple.from(wanted);
            if (known.contains(values)) {
                continue;
            }
            List<Object> rest = bound.value(3) == None.NONE ? List.of() : PyList.from(bound.value(3));
            List<@Nullable Object> row = new ArrayList<>();
            int next = 0;
            for (int at = 0; at < table.columnNames().size(); at++) {
                int place = columns.indexOf(at);
                if (place >= 0) {
                    row.add(CellValues.toCell(values.get(place)));
                } else {
                    row.add(next < rest.size() ? CellValues.toCell(rest.get(next)) : null);
                    next++;
                }
            }
            made.add(row);
        }
        return of.with(table.withRows(made));
    }

    /** Counts rows by key, and by the values of another column in columns of their own. */
    Object pivot(Arguments arguments) {
        Signature.Bound bound = PIVOT.bind(arguments.prepend(of));
        boolean across = bound.value(2) != None.NONE;
        List<Object> keyNames = new ArrayList<>();
        boolean byFunction = bound.value(1) instanceof PyCallable;
        if (byFunction) {
            keyNames.add(bound.value(6) == None.NONE ? "group" : bound.value(6));
        } else if (bound.value(1) != None.NONE) {
            keyNames.addAll(named(bound.value(1)));
        }
        if (keyNames.isEmpty() && !across) {
            return PyDict.of("Count", (long) of.length());
        }
        List<Object> keys = new ArrayList<>();
        if (byFunction) {
            rows.keys(bound.value(1)).forEach(each -> keys.add(PyTuple.of(each)));
        } else {
            keys.addAll(rows.keys(PyTuple.copyOf(keyNames)));
        }
        if (bound.value(3) != None.NONE || bound.value(4) != None.NONE) {
            throw PyError.attribute("'" + Values.typeName(bound.value(3)) + "' object has no attribute 'validate'");
        }
        List<Object> columns = across ? rows.keys(bound.value(2)) : List.of();
        PyDict counts = new PyDict();
        for (int at = 0; at < keys.size(); at++) {
            PyList both = new PyList();
            both.addAll(PyList.from(keys.get(at)));
            if (across) {
                both.add(columns.get(at));
            }
            Object key = PyTuple.copyOf(both);
            counts.put(key, counts.get(key) instanceof Long count ? count + 1 : 1L);
        }
        List<String> names = new ArrayList<>();
        List<CellType> types = new ArrayList<>();
        for (Object name : keyNames) {
            int column = table.indexOf(Values.str(name));
            names.add(Values.str(name));
            types.add(byFunction || column < 0 ? CellType.TEXT : table.types().get(column));
        }
        if (across) {
            names.add("property");
            types.add(CellType.TEXT);
        }
        names.add("Count");
        types.add(CellType.NUMBER);
        List<List<@Nullable Object>> tall = new ArrayList<>();
        List<Object> rowNames = new ArrayList<>();
        for (Map.Entry<Object, Object> entry : counts.entrySet()) {
            List<@Nullable Object> row = new ArrayList<>();
            PyTuple key = PyTuple.from(entry.getKey());
            for (Object part : key) {
                row.add(CellValues.toCell(part));
            }
            row.add(BigDecimal.valueOf(entry.getValue() instanceof Long count ? count : 0));
            tall.add(row);
            if (!across) {
                rowNames.add(rowName(key));
            }
        }
        TableValue counted = of.with(new Table(names, types, tall), across ? null : PyTuple.copyOf(rowNames));
        if (!across) {
            return counted;
        }
        Object absent = bound.optional(5) == null ? (Object) new BigDecimal(0) : bound.value(5);
        TableValue wide = new TableShapes(counted)
                .denormalize(Arguments.of(PyTuple.copyOf(keyNames), "property", "Count", absent));
        List<CellType> wideTypes = new ArrayList<>(wide.table().types());
        for (int at = keyNames.size(); at < wideTypes.size(); at++) {
            wideTypes.set(at, CellType.NUMBER);
        }
        Table decimals = new Table(
                wide.table().columnNames(),
                wideTypes,
                GuessedTypes.decimals(wide.table().rows(), keyNames.size()));
        return of.with(decimals, wide.rowNames());
    }
}
