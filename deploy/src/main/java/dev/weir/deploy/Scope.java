package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of the project a deployment builds: the models and seeds whose schema it swaps.
 *
 * @param words selects them
 * @param built what they are called in production, {@code "schema.name"}, after the database unless it is the connected one
 */
record Scope(List<Side> sides, List<String> words, Set<String> built) {
    /** What cannot lie in a schema that is swapped: it would be made anew, and what it has read or written is lost. */
    private static final List<String> KEPT_OUT = List.of("source", "source_table", "sink", "snapshot", "incremental");

    /** The vars under which names get the suffix of the other side. */
    Map<String, @Nullable Object> vars() {
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        vars.put("deploy", true);
        vars.put("deploy_schemas", places("schema"));
        vars.put("deploy_clusters", places("cluster"));
        return vars;
    }

    /** In production, as the variable {@code deployment} has them. */
    List<Object> places(String kind) {
        return sides.stream()
                .filter(side -> side.kind().equals(kind))
                .map(side -> side.place(side.production()))
                .toList();
    }

    /** The same beside production. */
    List<Object> otherPlaces(String kind) {
        return sides.stream()
                .filter(side -> side.kind().equals(kind))
                .map(side -> side.place(side.deployment()))
                .toList();
    }

    /** The schema that lies beside production at this place, if it is one. */
    private Optional<Side> beside(Optional<String> database, String schema) {
        return sides.stream()
                .filter(side -> side.kind().equals("schema"))
                .filter(side ->
                        side.database().equals(database) && side.deployment().equals(schema))
                .findFirst();
    }

    /** Asks the project and checks it. Throws {@code DPL-001} for what would be lost. */
    static Scope of(List<Side> sides, Operations operations) {
        Scope everything = new Scope(sides, List.of(), Set.of());
        Map<?, ?> found =
                operations.call("weir_places", Map.of(), everything.vars()) instanceof Map<?, ?> map ? map : Map.of();
        List<String> words = new ArrayList<>();
        Set<String> built = new LinkedHashSet<>();
        List<String> lost = new ArrayList<>();
        for (Object each : found.get("places") instanceof List<?> places ? places : List.of()) {
            Map<?, ?> place = (Map<?, ?>) each;
            Optional<Side> here = everything.beside(
                    Optional.ofNullable(place.get("database"))
                            .filter(database -> !database.equals(found.get("database")))
                            .map(String::valueOf),
                    String.valueOf(place.get("schema")));
            if (here.isEmpty()) {
                continue;
            }
            String id = String.valueOf(place.get("id"));
            if (KEPT_OUT.contains(String.valueOf(place.get("materialized")))) {
                lost.add(id + " (" + place.get("materialized") + ")");
            }
            words.add("fqn:" + place.get("fqn"));
            built.add(here.get().qualified(here.get().production()) + "." + place.get("name"));
        }
        if (!lost.isEmpty()) {
            throw new WeirException(
                    Diagnostic.of(
                                    DiagnosticCode.DPL_001,
                                    "these would be made anew in a schema that is swapped: " + String.join(", ", lost))
                            .withHint(
                                    "Give sources, sinks and snapshots a schema of their own that the variable deployment does not list."));
        }
        if (words.isEmpty()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_001, "no model of the project lies in a schema of the deployment")
                            .withDetail("The schemas are: "
                                    + everything.places("schema").stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", "))
                                    + ".")
                            .withHint(
                                    "List the full names of production's schemas under vars: deployment: <target>: schemas."));
        }
        return new Scope(sides, List.copyOf(words), built);
    }
}
