package dev.weir.core.select;

import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Macro;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.PreviousState;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Macros that are not what they were, and who calls them, directly or through others. */
final class MacroChanges {
    private final Manifest manifest;
    private final Map<String, String> changed = new HashMap<>();
    private final Map<String, Optional<String>> reached = new HashMap<>();

    /** @param builtIns packages whose macros count as unchanged */
    // intended: COMPATIBILITY #65
    MacroChanges(Manifest manifest, PreviousState.Nodes before, Set<String> builtIns) {
        this.manifest = manifest;
        for (Macro macro : manifest.macros().values()) {
            if (builtIns.contains(macro.packageName())) {
                continue;
            }
            Map<String, @Nullable Object> earlier = before.macros().get(macro.uniqueId());
            if (earlier == null) {
                changed.put(macro.uniqueId(), "is new");
            } else if (!Objects.equals(earlier.get("macro_sql"), macro.sql())) {
                changed.put(macro.uniqueId(), "changed");
            }
        }
        for (Map.Entry<String, Map<String, @Nullable Object>> entry :
                before.macros().entrySet()) {
            String packageName = StateComparison.text(entry.getValue(), "package_name");
            if (!builtIns.contains(packageName) && !manifest.macros().containsKey(entry.getKey())) {
                changed.put(entry.getKey(), "is gone");
            }
        }
    }

    /** The first changed macro a resource depends on, in words; empty when there is none. */
    Optional<String> changed(Resource resource) {
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        List<String> called = switch (resource) {
            case Node node -> node.links().dependsOnMacros();
            case Exposure exposure -> exposure.links().dependsOnMacros();
            case SourceDefinition _, UnitTest _, SemanticModel _, Metric _, SavedQuery _ -> List.of();
        };
        for (String macro : called) {
            Optional<String> found = through(macro, new HashSet<>());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> through(String macro, Set<String> walked) {
        Optional<String> known = reached.get(macro);
        if (known != null) {
            return known;
        }
        if (changed.containsKey(macro)) {
            return Optional.of(macro + " " + changed.get(macro));
        }
        if (!walked.add(macro)) {
            return Optional.empty();
        }
        Optional<String> found = Optional.empty();
        Macro definition = manifest.macros().get(macro);
        if (definition != null) {
            for (String called : definition.dependsOnMacros()) {
                Optional<String> below = through(called, walked);
                if (below.isPresent()) {
                    found = Optional.of(
                            below.get().contains(", called by ") ? below.get() : below.get() + ", called by " + macro);
                    break;
                }
            }
        }
        if (found.isPresent() || walked.size() == 1) {
            reached.put(macro, found);
        }
        return found;
    }
}
