package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import java.util.ArrayList;
import java.util.List;

/** Finds items by name, as Materialize resolves them: temporary ones first, then along the search path. */
final class ItemLookup {
    private ItemLookup() {}

    /** An SQL expression for the id of the item that a name means in a session; null when there is none. */
    static String idExpression(Naming naming, SessionVariables variables, Name name) {
        return "(SELECT n.id FROM " + found(naming, variables, name) + " AS n)";
    }

    /** An SQL expression for the id of the relation of the server itself that a name means; null when there is none. */
    static String systemIdExpression(Name name) {
        return systemColumn(name, "s.id");
    }

    /** The same for its name, with its schema. */
    static String systemNameExpression(Name name) {
        return systemColumn(name, "s.schema_name || '.' || s.name");
    }

    private static String systemColumn(Name name, String column) {
        List<String> schemas = name.schema().map(List::of).orElse(List.of("mz_catalog", "pg_catalog"));
        return "(SELECT " + column + " FROM _weir.system_relation s WHERE s.name = " + Quoted.literal(name.item())
                + " AND s.schema_name = ANY (" + Quoted.array(schemas) + ") ORDER BY s.schema_name LIMIT 1)";
    }

    /** An SQL expression for the row of the item that a name means in a session; none when there is none. */
    static String found(Naming naming, SessionVariables variables, Name name) {
        String database = name.database().orElse(variables.value("database"));
        List<String> schemas = new ArrayList<>();
        if (name.schema().isPresent()) {
            schemas.add(naming.schema(database, name.schema().get()));
        } else {
            schemas.add("pg_temp");
            for (String schema : variables.searchPath()) {
                if (naming.knowsDatabase(database)) schemas.add(naming.schema(database, schema));
            }
        }
        return "_weir.item_named(" + Quoted.array(schemas) + ", " + Quoted.literal(name.item()) + ")";
    }
}
