package dev.weir.core.context.database;

import dev.weir.adapter.RelationPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which relations go when one is dropped with cascade; paths in lower case. Not thread-safe. */
final class RelationLinks {
    private final Map<RelationPath, Set<RelationPath>> dependents = new HashMap<>();
    private final Map<RelationPath, Set<RelationPath>> references = new HashMap<>();

    void add(RelationPath referenced, RelationPath dependent) {
        dependents.computeIfAbsent(referenced, _ -> new LinkedHashSet<>()).add(dependent);
        references.computeIfAbsent(dependent, _ -> new LinkedHashSet<>()).add(referenced);
    }

    Set<RelationPath> dependents(RelationPath path) {
        return Collections.unmodifiableSet(dependents.getOrDefault(path, Set.of()));
    }

    /** Forgets what depends on a relation; that is what comes back. */
    Set<RelationPath> removeDependents(RelationPath path) {
        Set<RelationPath> removed = dependents.remove(path);
        if (removed == null) {
            return Set.of();
        }
        for (RelationPath dependent : removed) {
            Set<RelationPath> back = references.get(dependent);
            if (back != null) {
                back.remove(path);
            }
        }
        return removed;
    }

    void rename(RelationPath old, RelationPath now) {
        for (RelationPath dependent : removeDependents(old)) {
            add(now, dependent);
        }
        Set<RelationPath> referenced = references.remove(old);
        if (referenced != null) {
            for (RelationPath each : referenced) {
                Set<RelationPath> forth = dependents.get(each);
                if (forth != null && forth.remove(old)) {
                    add(each, now);
                }
            }
        }
    }
}
