package dev.weir.core.parse;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which texts of an entry are rendered when its file is read: not descriptions, tests, hooks, queries; those are rendered when they
 * are used. Paths are of keys, with {@code *} for a place in a list. Source: recorded cases (every place of an entry with a call of
 * {@code doc}, which is unknown while a file is read).
 */
final class RenderedTexts {
    private static final Set<String> LATE = Set.of("description", "tests", "data_tests", "loaded_at_query");

    private RenderedTexts() {}

    static Predicate<List<String>> of(String section) {
        return switch (section) {
            case "sources" ->
                path -> path.getFirst().equals("tables") ? !lateIn(path, 2) : !late(path, 0) && !query(path);
            case "macros" -> path -> !lateIn(path, 0) && !(path.getFirst().equals("arguments") && late(path, 2));
            case "semantic_models" -> path -> !path.contains("description");
            case "metrics" -> path -> !late(path, 0) && !path.contains("filter");
            case "saved_queries" -> path -> !late(path, 0) && !path.contains("where");
            default -> path -> !lateIn(path, 0);
        };
    }

    private static boolean late(List<String> path, int at) {
        return path.size() > at && LATE.contains(path.get(at));
    }

    /** Below an entry that has columns and config, which begins at a place of the path. */
    private static boolean lateIn(List<String> whole, int from) {
        List<String> path = whole.subList(Math.min(from, whole.size()), whole.size());
        return late(path, 0)
                || path.size() == 2 && late(path, 1)
                || path.size() > 2 && path.getFirst().equals("columns") && late(path, 2)
                || path.size() == 5 && path.getLast().equals("description")
                || path.size() > 1 && path.getFirst().equals("config") && hook(path.get(1));
    }

    private static boolean query(List<String> path) {
        return path.size() > 1
                && path.getFirst().equals("config")
                && path.get(1).equals("loaded_at_query");
    }

    private static boolean hook(String key) {
        return (key.startsWith("pre") || key.startsWith("post")) && key.endsWith("hook");
    }
}
