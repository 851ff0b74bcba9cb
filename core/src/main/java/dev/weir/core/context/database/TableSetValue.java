package dev.weir.core.context.database;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that {@code group_by} makes of one, by key. Source: agate docs, "TableSet"; recorded cases. */
final class TableSetValue implements PyObject {
    private static final Signature MERGE =
            Signature.of("merge", "self", "groups=none", "group_name=none", "group_type=none");

    private final String keyName;
    private final CellType keyType;
    private final List<Object> keys;
    private final List<Object> members;
    private final RowValue sequence;

    TableSetValue(String keyName, CellType keyType, List<Object> keys, List<Object> members) {
        this.keyName = keyName;
        this.keyType = keyType;
        this.keys = List.copyOf(keys);
        this.members = List.copyOf(members);
        this.sequence = new RowValue("TableSet", this.keys, PyTuple.copyOf(members));
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "key_name" -> keyName;
            case "key_type" -> new CellTypeValue(keyType);
            case "column_names", "column_types" ->
                members.isEmpty() ? PyTuple.EMPTY : Values.attribute(members.getFirst(), name);
            case "keys", "values", "items", "get", "dict", "count", "index" -> sequence.attribute(name);
            case "merge" -> (PyCallable) this::merge;
            case "select",
                    "exclude",
                    "where",
                    "find",
                    "limit",
                    "order_by",
                    "distinct",
                    "group_by",
                    "join",
                    "normalize",
                    "denormalize",
                    "homogenize" -> (PyCallable) arguments -> each(name, arguments);
            default -> null;
        };
    }

    private TableSetValue each(String method, Arguments arguments) {
        List<Object> made = new ArrayList<>(members.size());
        for (Object member : members) {
            made.add(Values.callMethod(member, method, arguments));
        }
        return new TableSetValue(keyName, keyType, keys, made);
    }

    /** One table again, with the key of each group in front. */
    private TableValue merge(Arguments arguments) {
        Signature.Bound bound = MERGE.bind(arguments.prepend(this));
        List<Object> groups = bound.value(1) == None.NONE ? keys : PyList.from(bound.value(1));
        if (groups.size() != members.size()) {
            throw PyError.value("Groups length must be equal to TableSet length.");
        }
        String name = bound.value(2) == None.NONE ? keyName : Values.str(bound.value(2));
        if (members.isEmpty() || !(members.getFirst() instanceof TableValue first)) {
            throw PyError.type("a set of tables within sets cannot be merged");
        }
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(first.table().columnNames());
        List<CellType> types = new ArrayList<>(List.of(bound.value(1) == None.NONE ? keyType : CellType.TEXT));
        types.addAll(first.table().types());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int at = 0; at < members.size(); at++) {
            if (members.get(at) instanceof TableValue member) {
                Object key = CellValues.toCell(groups.get(at));
                for (List<@Nullable Object> row : member.table().rows()) {
                    List<@Nullable Object> longer = new ArrayList<>(row.size() + 1);
                    longer.add(key);
                    longer.addAll(row);
                    rows.add(longer);
                }
            }
        }
        return first.with(new Table(Table.unique(names), types, rows));
    }

    @Override
    public @Nullable Object item(Object key) {
        return sequence.item(key);
    }

    @Override
    public Iterator<Object> iterate() {
        return members.iterator();
    }

    @Override
    public PyTuple sliceable() {
        return sequence.sliceable();
    }

    @Override
    public int length() {
        return members.size();
    }

    @Override
    public String typeName() {
        return "TableSet";
    }

    @Override
    public String qualifiedTypeName() {
        return "agate.tableset.TableSet";
    }

    @Override
    public String repr() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int at = 0; at < members.size(); at++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(Values.str(keys.get(at)));
            row.add(String.valueOf(Values.lengthOrNone(members.get(at))));
            rows.add(row);
        }
        return TableText.of(new Table(List.of("table", "rows"), List.of(CellType.TEXT, CellType.TEXT), rows), 1000);
    }
}
