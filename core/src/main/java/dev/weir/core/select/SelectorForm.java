package dev.weir.core.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of {@code selectors.yml} as the manifest shows them: words as mappings, {@code method: selector} replaced by what
 * it names. Source: recorded manifests.
 */
final class SelectorForm {
    private final Map<String, @Nullable Object> definitions = new LinkedHashMap<>();
    private final Map<String, Object> shown = new LinkedHashMap<>();

    /** Adds a selector, rendered; those it inherits from have been added before. */
    void add(String name, @Nullable Object selector) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        if (selector instanceof Map<?, ?> map) {
            map.forEach((key, value) -> tree.put(String.valueOf(key), shown(String.valueOf(key), value)));
        }
        definitions.put(name, tree.get("definition"));
        shown.put(name, tree);
    }

    private @Nullable Object shown(String key, @Nullable Object value) {
        if (key.equals("definition")) {
            return definition(value);
        }
        return value instanceof String text && text.endsWith("\n") ? text.substring(0, text.length() - 1) : value;
    }

    Map<String, Object> shown() {
        return shown;
    }

    private @Nullable Object definition(@Nullable Object written) {
        return switch (written) {
            case String text -> words(Criterion.parse(text));
            case Map<?, ?> map -> mapping(map);
            case null, default -> written;
        };
    }

    private @Nullable Object mapping(Map<?, ?> map) {
        for (String set : List.of("union", "intersection", "exclude")) {
            if (map.size() == 1 && map.get(set) instanceof List<?> members) {
                List<@Nullable Object> all = new ArrayList<>(members.size());
                for (Object member : members) {
                    all.add(definition(member));
                }
                return tree(set, all);
            }
        }
        if ("selector".equals(map.get("method"))) {
            return definitions.get(String.valueOf(map.get("value")));
        }
        if (map.size() == 1) { // {tag: nightly}
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            Map<String, @Nullable Object> tree = tree("method", only.getKey());
            tree.put("value", only.getValue());
            return tree;
        }
        return map;
    }

    private static Map<String, @Nullable Object> words(Criterion criterion) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        criterion.parentsDepth().ifPresent(depth -> side(tree, "parents", depth));
        if (criterion.childrensParents()) {
            tree.put("childrens_parents", true);
        }
        List<String> method = new ArrayList<>(List.of(criterion.method()));
        method.addAll(criterion.arguments());
        tree.put("method", String.join(".", method));
        tree.put("value", criterion.value());
        criterion.childrenDepth().ifPresent(depth -> side(tree, "children", depth));
        return tree;
    }

    /** Depths in words stay text. */
    private static void side(Map<String, @Nullable Object> tree, String side, int depth) {
        tree.put(side, true);
        if (depth != Integer.MAX_VALUE) {
            tree.put(side + "_depth", Integer.toString(depth));
        }
    }

    private static Map<String, @Nullable Object> tree(String key, @Nullable Object value) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(key, value);
        return tree;
    }
}
