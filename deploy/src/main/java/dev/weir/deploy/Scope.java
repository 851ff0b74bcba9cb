package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the project a deployment builds: the models and seeds whose schema it swaps.
 *
 * @param words selects them
 * @param built what they are called in production, {@code "schema.name"}
 */
record Scope(List<Side> sides, List<String> words, Set<String> built) {
    /** What cannot lie in a schema that is swapped: it would be made anew, and what it has read or written is lost. */
    private static final List<String> KEPT_OUT = List.of("source", "source_table", "sink", "snapshot", "incremental");

    /** The vars under which names get the suffix of the other side. */
    Map<String, @Nullable Object> vars() {
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        vars.put("deploy", true);
        vars.put("deploy_schemas", names("schema"));
        vars.put("deploy_clusters", names("cluster"));
        return vars;
    }

    List<String> names(String kind) {
        return sides.stream()
                .filter(side -> side.kind().equals(kind))
                .map(Side::production)
                .toList();
    }

    List<String> otherNames(String kind) {
        return sides.stream()
                .filter(side -> side.kind().equals(kind))
                .map(Side::deployment)
                .toList();
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
            boolean here = String.valueOf(place.get("database")).equals(String.valueOf(found.get("database")))
                    && everything.otherNames("schema").contains(String.valueOf(place.get("schema")));
            if (!here) {
                continue;
            }
            String id = String.valueOf(place.get("id"));
            if (KEPT_OUT.contains(String.valueOf(place.get("materialized")))) {
                lost.add(id + " (" + place.get("materialized") + ")");
            }
            words.add("fqn:" + place.get("fqn"));
            sides.stream()
                    .filter(side ->
                            side.kind().equals("schema") && side.deployment().equals(place.get("schema")))
                    .forEach(side -> built.add(side.production() + "." + place.get("name")));
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
                            .withDetail("The schemas are: " + String.join(", ", everything.names("schema")) + ".")
                            .withHint(
                                    "List the full names of production's schemas under vars: deployment: <target>: schemas."));
        }
        return new Scope(sides, List.copyOf(words), built);
    }
}
