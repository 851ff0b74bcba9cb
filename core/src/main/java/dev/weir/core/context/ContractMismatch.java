package dev.weir.core.context;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table that shows where a model's columns and its contract differ. Source: dbt docs, "contract"; recorded case. */
final class ContractMismatch {
    private ContractMismatch() {}

    /**
     * @param yaml columns of the contract, each a map with {@code name} and {@code formatted} or {@code data_type}
     * @param sql columns of the query, alike
     */
    static String table(@Nullable Object yaml, @Nullable Object sql) {
        List<String[]> rows = new ArrayList<>();
        List<Column> wanted = columns(yaml);
        List<Column> found = columns(sql);
        Set<String> names = new TreeSet<>();
        Set<String> wantedNames = new LinkedHashSet<>();
        wanted.forEach(column -> wantedNames.add(column.name));
        names.addAll(wantedNames);
        found.forEach(column -> names.add(column.name));
        for (String name : names) {
            Column contract = named(wanted, name);
            Column definition = named(found, name);
            if (contract == null && definition != null) {
                rows.add(new String[] {name, definition.type, "", "missing in contract"});
            } else if (contract != null && definition == null) {
                rows.add(new String[] {name, "", contract.type, "missing in definition"});
            } else if (contract != null && definition != null && !contract.type.equals(definition.type)) {
                rows.add(new String[] {name, definition.type, contract.type, "data type mismatch"});
            }
        }
        return TextTable.format(List.of("column_name", "definition_type", "contract_type", "mismatch_reason"), rows);
    }

    private record Column(String name, String type) {}

    private static @Nullable Column named(List<Column> columns, String name) {
        for (Column column : columns) {
            if (column.name.equals(name)) {
                return column;
            }
        }
        return null;
    }

    private static List<Column> columns(@Nullable Object tree) {
        List<Column> columns = new ArrayList<>();
        if (tree instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    Object type = map.containsKey("data_type") ? map.get("data_type") : "";
                    columns.add(new Column(String.valueOf(map.get("name")), String.valueOf(type)));
                }
            }
        }
        return columns;
    }
}
