package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.Span;
import dev.weir.core.manifest.Node;
import dev.weir.core.project.ConfigSection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of config keys of a user's own that look like known ones: {@code materialised}. dbt takes any key and says nothing.
 * Each is told of once, at the first resource that has it.
 */
final class MisspeltConfigs {
    private final ParseScope scope;
    private final ConfigPlaces places;
    private final Set<String> told = new LinkedHashSet<>();

    MisspeltConfigs(ParseScope scope) {
        this.scope = scope;
        places = new ConfigPlaces(scope);
    }

    void check(Iterable<Node> nodes) {
        for (Node node : nodes) {
            switch (node.resourceType()) {
                case MODEL -> check(node, ConfigShape.MODEL, ConfigSection.MODELS);
                case SEED -> check(node, ConfigShape.SEED, ConfigSection.SEEDS);
                case SNAPSHOT -> check(node, ConfigShape.SNAPSHOT, ConfigSection.SNAPSHOTS);
                default -> {}
            }
        }
    }

    private void check(Node node, ConfigShape shape, ConfigSection section) {
        Set<String> always = shape.fields().keySet();
        if (node.config().values().size() <= always.size()) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(always);
        known.addAll(scope.request().adapter().adapter().configKeys());
        for (String key : node.config().values().keySet()) {
            if (!known.contains(key) && told.add(section.wireName() + "." + key)) {
                Optional<String> near = NearestName.to(key, known);
                if (near.isPresent()) {
                    Diagnostic finding = Diagnostic.of(
                                    DiagnosticCode.PAR_017,
                                    "unknown config \"" + key + "\" of "
                                            + node.resourceType().wireName() + " \"" + node.name() + "\"")
                            .withHint("Did you mean \"" + near.get() + "\"?");
                    Optional<Span> place = places.ofKey(node, section, key);
                    scope.findings().unknownKey(place.map(finding::at).orElse(finding));
                }
            }
        }
    }
}
