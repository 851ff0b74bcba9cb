package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a deployment has to know about the database. */
final class Database {
    private final Operations operations;

    Database(Operations operations) {
        this.operations = operations;
    }

    /**
     * What is there now.
     *
     * @param sides both sides of all that is swapped, with their ids
     * @param role the role the deployment works as
     * @param database what it is connected to
     * @param target the target's name
     */
    record Look(List<Side> sides, String role, String database, String target) {}

    Look look() {
        Map<?, ?> found = operations.call("weir_sides", Map.of()) instanceof Map<?, ?> map ? map : Map.of();
        return new Look(
                Side.allOf(found.get("sides")),
                String.valueOf(found.get("role")),
                String.valueOf(found.get("database")),
                String.valueOf(found.get("target")));
    }

    /** Both sides of all that is swapped, with their ids now. */
    List<Side> sides() {
        return look().sides();
    }

    /** The sinks of the project that a promotion turns to the new objects, by full name. */
    List<String> movingSinks() {
        List<String> names = new ArrayList<>();
        if (operations.call("weir_moving_sinks", Map.of()) instanceof List<?> found) {
            found.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    /** What lies in some schemas and is none of what is built there, {@code "table schema.name"}. */
    List<String> contents(List<Object> schemas, Set<String> built) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("schemas", schemas);
        List<String> shown = new ArrayList<>();
        if (operations.call("weir_contents", arguments) instanceof List<?> rows) {
            for (Object row : rows) {
                List<?> cells = (List<?>) row;
                String database = cells.get(1) == null ? "" : cells.get(1) + ".";
                String name = database + cells.get(2) + "." + cells.get(3);
                if (!built.contains(name)) {
                    shown.add(cells.get(0) + " " + name);
                }
            }
        }
        return shown;
    }

    /** What outside some schemas and clusters reads them or runs there, {@code "view \"db\".\"schema\".\"name\""}. */
    List<String> dependents(List<Object> schemas, List<Object> clusters) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("schemas", schemas);
        arguments.put("clusters", clusters);
        List<String> shown = new ArrayList<>();
        if (operations.call("weir_dependents", arguments) instanceof List<?> rows) {
            for (Object row : rows) {
                List<?> cells = (List<?>) row;
                shown.add(cells.get(0) + " " + cells.get(1));
            }
        }
        return shown;
    }

    /** Throws {@code DPL-007} when dropping schemas and clusters would take something with it that nobody spoke of. */
    void refuseDependents(List<Object> schemas, List<Object> clusters, boolean cascade) {
        List<String> found = dependents(schemas, clusters);
        List<String> refused = cascade
                ? found.stream().filter(each -> each.startsWith("sink ")).toList()
                : found;
        if (!refused.isEmpty()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_007, "what would be dropped is used from outside the deployment")
                            .withDetail("By: " + String.join(", ", refused) + ".")
                            .withHint(
                                    cascade
                                            ? "A sink is never dropped with it: point it elsewhere by ALTER SINK … SET FROM."
                                            : "Point it elsewhere or drop it; or say --cascade, and all but sinks goes with it."));
        }
    }
}
