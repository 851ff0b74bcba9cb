package dev.weir.core.parse;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.ConfigFault;
import dev.weir.base.Diagnostic;
import dev.weir.base.Span;
import dev.weir.core.manifest.Node;
import dev.weir.core.project.ConfigSection;
import java.util.Optional;

/** Refuses values of configs only the adapter knows that it cannot understand. dbt finds them when the node is run. */
// intended: COMPATIBILITY #190
final class AdapterConfigs {
    private final ParseScope scope;
    private final ConfigPlaces places;

    AdapterConfigs(ParseScope scope) {
        this.scope = scope;
        places = new ConfigPlaces(scope);
    }

    void check(Iterable<Node> nodes) {
        for (Node node : nodes) {
            switch (node.resourceType()) {
                case MODEL -> check(node, ConfigSection.MODELS);
                case SEED -> check(node, ConfigSection.SEEDS);
                case SNAPSHOT -> check(node, ConfigSection.SNAPSHOTS);
                default -> {}
            }
        }
    }

    private void check(Node node, ConfigSection section) {
        Adapter adapter = scope.request().adapter().adapter();
        for (String key : adapter.configKeys()) {
            Object value = node.config().values().get(key);
            if (value == null) {
                continue;
            }
            for (ConfigFault fault : adapter.configFaults(node.config().materialized(), key, value)) {
                Diagnostic finding = fault.finding()
                        .within(node.resourceType().wireName() + " "
                                + node.identity().name() + " ("
                                + node.identity().originalFilePath() + ")");
                Optional<Span> place = places.ofValue(node, section, key, fault.path());
                scope.findings().error(place.map(finding::at).orElse(finding));
            }
        }
    }
}
