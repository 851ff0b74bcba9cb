package dev.weir.core.select;

import dev.weir.core.graph.Graph;
import dev.weir.core.manifest.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * The resources a command will visit, each after its parents; ties keep manifest order. May be empty. Immutable.
 *
 * @param unmatched criteria of {@code --select} that matched nothing, as typed
 */
public record Selection(Graph graph, List<Resource> resources, List<String> unmatched) {
    public Selection {
        resources = List.copyOf(resources);
        unmatched = List.copyOf(unmatched);
    }

    public List<String> uniqueIds() {
        List<String> ids = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            ids.add(resource.uniqueId());
        }
        return ids;
    }
}
