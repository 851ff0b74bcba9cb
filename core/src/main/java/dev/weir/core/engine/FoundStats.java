package dev.weir.core.engine;

import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SnapshotNode;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The line that says what a manifest holds: {@code "11 models, 26 data tests, 477 macros"}. Source: recorded console cases. */
final class FoundStats {
    private final StringBuilder line = new StringBuilder();

    private FoundStats() {}

    /** @param inline whether a query came with the command line */
    static String of(Manifest manifest, boolean inline) {
        Map<ResourceType, Integer> counts = new EnumMap<>(ResourceType.class);
        for (Node node : manifest.nodes().values()) {
            if (node.config().enabled()) {
                counts.merge(node.resourceType(), 1, Integer::sum);
            }
        }
        if (inline) {
            counts.put(ResourceType.SQL_OPERATION, 1);
        }
        FoundStats stats = new FoundStats();
        for (ResourceType type : order(manifest)) {
            stats.add(counts.getOrDefault(type, 0), type);
        }
        stats.add(manifest.sources().size(), ResourceType.SOURCE);
        stats.add(manifest.exposures().size(), ResourceType.EXPOSURE);
        stats.add(manifest.semantics().metrics().size(), ResourceType.METRIC);
        stats.add(manifest.macros().size(), ResourceType.MACRO);
        stats.add(manifest.groups().size(), ResourceType.GROUP);
        stats.add(manifest.semantics().models().size(), ResourceType.SEMANTIC_MODEL);
        stats.add(manifest.semantics().savedQueries().size(), ResourceType.SAVED_QUERY);
        stats.add(manifest.unitTests().size(), ResourceType.UNIT_TEST);
        return stats.line.toString();
    }

    /** The kinds in the order in which the reference meets the first of each: files of code before what YAML says. */
    private static List<ResourceType> order(Manifest manifest) {
        boolean snapshotsOfCode = false;
        boolean testsOfCode = false;
        for (Node node : manifest.nodes().values()) {
            snapshotsOfCode |= node instanceof SnapshotNode
                    && node.identity().originalFilePath().endsWith(".sql");
            testsOfCode |= node instanceof SingularTestNode;
        }
        Set<ResourceType> order = new LinkedHashSet<>();
        order.add(ResourceType.MODEL);
        if (snapshotsOfCode) {
            order.add(ResourceType.SNAPSHOT);
        }
        order.add(ResourceType.ANALYSIS);
        if (testsOfCode) {
            order.add(ResourceType.TEST);
        }
        order.addAll(List.of(
                ResourceType.SEED,
                ResourceType.OPERATION,
                ResourceType.TEST,
                ResourceType.SNAPSHOT,
                ResourceType.SQL_OPERATION));
        return List.copyOf(order);
    }

    private void add(int count, ResourceType type) {
        if (count == 0) {
            return;
        }
        String name = count == 1 ? type.wireName().replace('_', ' ') : type.plural();
        if (type == ResourceType.TEST && count > 1) {
            name = "data tests";
        }
        line.append(line.isEmpty() ? "" : ", ").append(count).append(' ').append(name);
    }
}
