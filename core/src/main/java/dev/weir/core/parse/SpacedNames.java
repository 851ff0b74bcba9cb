package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.manifest.Node;
import dev.weir.core.project.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nodes whose names hold spaces: an error, or warnings where the project chose so. Source: dbt docs, "Behavior changes". */
final class SpacedNames {
    private SpacedNames() {}

    static void check(ParseScope scope, Iterable<Node> nodes) {
        List<Node> spaced = new ArrayList<>();
        for (Node node : nodes) {
            if (node.name().indexOf(' ') >= 0) {
                spaced.add(node);
            }
        }
        if (spaced.isEmpty()) {
            return;
        }
        if (scope.request().chosen(Behaviour.REQUIRE_RESOURCE_NAMES_WITHOUT_SPACES)) {
            scope.findings().error(refused(spaced));
        } else {
            warn(scope.findings(), spaced);
        }
    }

    private static Diagnostic refused(List<Node> spaced) {
        StringBuilder list = new StringBuilder();
        for (Node node : spaced) {
            list.append("\n  * '")
                    .append(node.uniqueId())
                    .append("' (")
                    .append(node.identity().originalFilePath())
                    .append(')');
        }
        return holdsSpace(spaced.getFirst())
                .inWordsOfDbt("Resource names cannot contain spaces:" + list
                        + "\nPlease rename the invalid model(s) so that their name(s) do not contain any spaces.");
    }

    private static Diagnostic holdsSpace(Node node) {
        return Diagnostic.of(DiagnosticCode.PAR_024, "name \"" + node.name() + "\" holds a space")
                .at(node.code().source().span(0, 0));
    }

    private static void warn(Findings findings, List<Node> spaced) {
        Node first = spaced.getFirst();
        findings.warn(
                "SpacesInResourceNameDeprecation",
                "D014",
                holdsSpace(first).inWordsOfDbt("Found spaces in the name of `" + first.uniqueId() + "`"),
                Map.of("unique_id", first.uniqueId(), "level", "warn"));
        findings.warn(
                "ResourceNamesWithSpacesDeprecation",
                "D015",
                holdsSpace(first)
                        .inWordsOfDbt("Spaces found in " + spaced.size()
                                + " resource name(s). This is deprecated, and may lead to errors when using dbt. Run"
                                + " again with `--debug` to see them all. For more information:"
                                + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors"),
                Map.of("count_invalid_names", (long) spaced.size(), "show_debug_hint", true, "level", ""));
    }
}
