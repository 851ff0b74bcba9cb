package dev.weir.core.select;

import dev.weir.core.graph.Graph;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code path:}: the file or folder a resource, or what describes it, stands in. Only files and folders of the root project
 * are looked up, as the reference does; resources of packages at the same relative place match too. Source: recorded cases.
 */
final class PathMethod implements SelectorMethod {
    private final Set<String> found = new HashSet<>();

    PathMethod(Graph graph, String value) {
        String wanted = tidy(value);
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (Resource resource : graph.resources()) {
            if (resource.packageName().equals(graph.manifest().projectName())) {
                add(resource.identity().originalFilePath(), known, folders);
                patchPath(resource).ifPresent(path -> add(path, known, folders));
            }
        }
        boolean foldersOnly = wanted.endsWith("**");
        for (String path : foldersOnly ? folders : known) {
            boolean wantedPath = Glob.isPattern(wanted) ? PathGlob.matchesWhole(wanted, path) : path.equals(wanted);
            if (wantedPath) {
                found.add(path);
            }
        }
    }

    private static void add(String path, Set<String> known, Set<String> folders) {
        String at = path;
        while (known.add(at) && at.indexOf('/') > 0) {
            at = at.substring(0, at.lastIndexOf('/'));
            folders.add(at);
        }
    }

    /** Separators of either kind, no {@code .} parts, no slash at the end. */
    private static String tidy(String value) {
        StringBuilder tidy = new StringBuilder();
        for (String part : value.replace('\\', '/').split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                tidy.append(tidy.isEmpty() ? "" : "/").append(part);
            }
        }
        return tidy.toString();
    }

    @Override
    public boolean matches(Resource resource) {
        return within(resource.identity().originalFilePath())
                || patchPath(resource).map(found::contains).orElse(false);
    }

    private boolean within(String path) {
        String at = path;
        while (true) {
            if (found.contains(at)) {
                return true;
            }
            int slash = at.lastIndexOf('/');
            if (slash < 0) {
                return false;
            }
            at = at.substring(0, slash);
        }
    }

    /** The property file that describes a resource, relative to its project. */
    private static Optional<String> patchPath(Resource resource) {
        Optional<String> path = switch (resource) {
            case Node node -> node.docs().patchPath();
            case SourceDefinition source -> source.docs().patchPath();
            case Exposure _, UnitTest _, SemanticModel _, Metric _, SavedQuery _ -> Optional.empty();
        };
        return path.map(text -> text.substring(text.indexOf("://") + 3));
    }
}
