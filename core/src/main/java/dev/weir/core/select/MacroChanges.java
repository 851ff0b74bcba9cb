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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Macros that are not what they were, and who calls them, directly or through others. */
final class MacroChanges {
    private final Manifest manifest;
    private final Map<String, String> changed = new HashMap<>();
    private final Map<String, Map<String, String>> reached = new HashMap<>();

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

    /** The changed macros a resource depends on, each with the shortest way to it, in words; empty when there is none. */
    List<String> changed(Resource resource) {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<String> called = switch (resource) {
            case Node node -> node.links().dependsOnMacros();
            case Exposure exposure -> exposure.links().dependsOnMacros();
            case SourceDefinition _, UnitTest _, SemanticModel _, Metric _, SavedQuery _ -> List.of();
        };
        Map<String, String> ways = new LinkedHashMap<>();
        for (String macro : called) {
            below(macro).forEach(ways::putIfAbsent);
        }
        return ways.entrySet().stream()
                .map(way -> way.getKey() + way.getValue())
                .toList();
    }

    /** The changed macros a macro is or calls, and in which way they changed and are called. */
    private Map<String, String> below(String macro) {
        Map<String, String> known = reached.get(macro);
        if (known != null) {
            return known;
        }
        Map<String, String> found = new LinkedHashMap<>();
        Map<String, String> ways = new LinkedHashMap<>(Map.of(macro, ""));
        Deque<String> waiting = new ArrayDeque<>(List.of(macro));
        while (!waiting.isEmpty()) {
            String at = waiting.removeFirst();
            String way = Objects.requireNonNull(ways.get(at));
            String how = changed.get(at);
            if (how != null) {
                found.put(at, " " + how + (way.isEmpty() ? "" : ", called by " + way));
            }
            Macro definition = manifest.macros().get(at);
            for (String called : definition == null ? List.<String>of() : definition.dependsOnMacros()) {
                if (!ways.containsKey(called)) {
                    ways.put(called, way.isEmpty() ? at : at + ", called by " + way);
                    waiting.add(called);
                }
            }
        }
        reached.put(macro, found);
        return found;
    }
}
