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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of a table of results that choose, order and group its rows. Source: agate docs, "Table"; recorded cases. */
final class TableRows {
    private static final Signature WHERE = Signature.of("where", "self", "test");
    private static final Signature FIND = Signature.of("find", "self", "test");
    private static final Signature LIMIT =
            Signature.of("limit", "self", "start_or_stop=none", "stop=none", "step=none");
    private static final Signature ORDER_BY = Signature.of("order_by", "self", "key", "reverse=false");
    private static final Signature DISTINCT = Signature.of("distinct", "self", "key=none");
    private static final Signature GROUP_BY = Signature.of("group_by", "self", "key", "key_name=none", "key_type=none");

    private final TableValue of;

    TableRows(TableValue of) {
        this.of = of;
    }

    TableValue where(Arguments arguments) {
        Object test = WHERE.bind(arguments.prepend(of)).value(1);
        List<Integer> kept = new ArrayList<>();
        for (int at = 0; at < of.length(); at++) {
            if (Values.truth(Values.call(test, Arguments.of(of.rows().get(at))))) {
                kept.add(at);
            }
        }
        return of.withRowsAt(kept);
    }

    Object find(Arguments arguments) {
        Object test = FIND.bind(arguments.prepend(of)).value(1);
        for (Object row : of.rows()) {
            if (Values.truth(Values.call(test, Arguments.of(row)))) {
                return row;
            }
        }
        return None.NONE;
    }

    TableValue limit(Arguments arguments) {
        Signature.Bound bound = LIMIT.bind(arguments.prepend(of));
        boolean both = bound.value(2) != None.NONE || bound.value(3) != None.NONE;
        Object[] places = new Object[of.length()];
        for (int at = 0; at < places.length; at++) {
            places[at] = (long) at;
        }
        Object chosen = both
                ? Values.slice(PyTuple.of(places), bound.value(1), bound.value(2), bound.value(3))
                : Values.slice(PyTuple.of(places), None.NONE, bound.value(1), None.NONE);
        List<Integer> kept = new ArrayList<>();
        for (Object place : PyList.from(chosen)) {
            kept.add(((Long) place).intValue());
        }
        return of.withRowsAt(kept);
    }

    TableValue orderBy(Arguments arguments) {
        Signature.Bound bound = ORDER_BY.bind(arguments.prepend(of));
        List<Object> keys = keys(bound.value(1));
        List<Integer> order = new ArrayList<>();
        for (int at = 0; at < of.length(); at++) {
            order.add(at);
        }
        int sign = bound.truth(2) ? -1 : 1;
        order.sort((a, b) -> sign * nullsLast(keys.get(a), keys.get(b)));
        return of.withRowsAt(order);
    }

    TableValue distinct(Arguments arguments) {
        Object key = DISTINCT.bind(arguments.prepend(of)).value(1);
        // intended: COMPATIBILITY #41
        List<Object> keys = key == None.NONE ? List.copyOf(of.rows()) : keys(key);
        Set<Object> seen = new HashSet<>();
        List<Integer> kept = new ArrayList<>();
        for (int at = 0; at < keys.size(); at++) {
            Object each = keys.get(at) instanceof RowValue row ? row.sliceable() : keys.get(at);
            if (seen.add(PyTuple.of(each))) {
                kept.add(at);
            }
        }
        return of.withRowsAt(kept);
    }

    TableSetValue groupBy(Arguments arguments) {
        Signature.Bound bound = GROUP_BY.bind(arguments.prepend(of));
        Object key = bound.value(1);
        Object name = bound.value(2) != None.NONE ? bound.value(2) : key instanceof PyCallable ? "group" : key;
        int column = key instanceof String text ? of.table().indexOf(text) : -1;
        CellType type = column >= 0 ? of.table().types().get(column) : CellType.TEXT;
        PyDict groups = groups(keys(key));
        List<Object> names = new ArrayList<>();
        List<Object> members = new ArrayList<>();
        for (Map.Entry<Object, Object> group : groups.entrySet()) {
            names.add(group.getKey());
            members.add(of.withRowsAt(places(group.getValue())));
        }
        return new TableSetValue(Values.str(name), type, names, members);
    }

    private static PyDict groups(List<Object> keys) {
        PyDict groups = new PyDict();
        for (int at = 0; at < keys.size(); at++) {
            Object group = groups.get(keys.get(at));
            if (!(group instanceof PyList)) {
                group = new PyList();
                groups.put(keys.get(at), group);
            }
            ((PyList) group).add((long) at);
        }
        return groups;
    }

    private static List<Integer> places(Object group) {
        List<Integer> places = new ArrayList<>();
        for (Object place : PyList.from(group)) {
            places.add(((Long) place).intValue());
        }
        return places;
    }

    /** What each row is looked up by: one column's value, several as a tuple, or what a function says of the row. */
    List<Object> keys(Object key) {
        List<Object> keys = new ArrayList<>(of.length());
        if (key instanceof PyCallable function) {
            for (Object row : of.rows()) {
                keys.add(function.call(Arguments.of(row)));
            }
        } else if (key instanceof String name) {
            int column = column(name);
            for (List<@Nullable Object> row : of.table().rows()) {
                keys.add(CellValues.toTemplate(row.get(column)));
            }
        } else {
            List<Integer> columns = new ArrayList<>();
            for (Object name : PyList.from(key)) {
                columns.add(column(name));
            }
            for (List<@Nullable Object> row : of.table().rows()) {
                Object[] parts = new Object[columns.size()];
                for (int at = 0; at < parts.length; at++) {
                    parts[at] = CellValues.toTemplate(row.get(columns.get(at)));
                }
                keys.add(PyTuple.of(parts));
            }
        }
        return keys;
    }

    int column(Object name) {
        int column = name instanceof String text ? of.table().indexOf(text) : -1;
        if (column < 0) {
            throw PyError.key(name);
        }
        return column;
    }

    /** The order of Python's sort, with None behind everything. */
    static int nullsLast(Object a, Object b) {
        if (a == None.NONE || b == None.NONE) {
            return a == b ? 0 : a == None.NONE ? 1 : -1;
        }
        if (a instanceof PyTuple left && b instanceof PyTuple right) {
            for (int at = 0; at < Math.min(left.size(), right.size()); at++) {
                int order = nullsLast(left.get(at), right.get(at));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(left.size(), right.size());
        }
        return Values.equal(a, b) ? 0 : Values.order(a, b);
    }
}
