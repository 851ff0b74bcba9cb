package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.YamlNode;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.ConfigTree;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One section of one {@code dbt_project.yml} as a tree of folders with a config layer each. Remembers which levels applied
 * to a resource, so that unused ones can be reported. Thread-safe. Source: dbt docs, "Using the + prefix".
 */
final class ProjectLayers {
    /** A folder of the tree. */
    private static final class Level {
        private final ConfigLayer layer;
        /** Stands for this layer and those above it. */
        private final String fingerprint;

        private final Map<String, Level> folders = new LinkedHashMap<>();
        private final AtomicBoolean used = new AtomicBoolean();

        Level(ConfigLayer layer, String above) {
            this.layer = layer;
            fingerprint = layer.isEmpty()
                    ? above
                    : Fingerprint.begin()
                            .add(above)
                            .add(layer.rendered())
                            .add(layer.unrendered())
                            .end();
        }
    }

    private final Optional<ConfigTree> tree;
    private final Level top;

    private ProjectLayers(Optional<ConfigTree> tree, Level top) {
        this.tree = tree;
        this.top = top;
    }

    static ProjectLayers of(Project project, ConfigSection section) {
        Optional<ConfigTree> tree = project.config().section(section);
        return new ProjectLayers(
                tree,
                tree.map(each -> level(each.rendered(), plain(each.written()), ""))
                        .orElse(new Level(ConfigLayer.NONE, "")));
    }

    @SuppressWarnings("unchecked") // a mapping's plain value has text keys
    private static Map<String, @Nullable Object> plain(YamlNode.Mapping mapping) {
        return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(mapping.plain());
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private static Level level(
            Map<String, @Nullable Object> rendered, Map<String, @Nullable Object> written, String above) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        Map<String, @Nullable Object> ownWritten = new LinkedHashMap<>();
        rendered.forEach((key, value) -> {
            if (key.startsWith("+")) {
                own.put(key.substring(1).strip(), value);
                ownWritten.put(key.substring(1).strip(), written.get(key));
            } else if (!(value instanceof Map<?, ?>)) {
                own.put(key, value);
                ownWritten.put(key, written.get(key));
            }
        });
        Level level = new Level(new ConfigLayer(own, ownWritten), above);
        rendered.forEach((key, value) -> {
            if (!key.startsWith("+") && value instanceof Map<?, ?> map && written.get(key) instanceof Map<?, ?> text) {
                level.folders.put(
                        key,
                        level(
                                (Map<String, @Nullable Object>) map,
                                (Map<String, @Nullable Object>) text,
                                level.fingerprint));
            }
        });
        return level;
    }

    /** The layers that apply to a resource, outermost first. */
    List<ConfigLayer> layers(List<String> fqn) {
        List<ConfigLayer> layers = new ArrayList<>();
        Level at = top;
        at.used.set(true);
        if (!at.layer.isEmpty()) {
            layers.add(at.layer);
        }
        for (String name : fqn) {
            Level next = at.folders.get(name);
            if (next == null) {
                break;
            }
            next.used.set(true);
            if (!next.layer.isEmpty()) {
                layers.add(next.layer);
            }
            at = next;
        }
        return layers;
    }

    /** Stands for the layers that apply to a resource; they then count as used. */
    String fingerprint(List<String> fqn) {
        Level at = top;
        at.used.set(true);
        for (String name : fqn) {
            Level next = at.folders.get(name);
            if (next == null) {
                break;
            }
            next.used.set(true);
            at = next;
        }
        return at.fingerprint;
    }

    /** Paths of levels that hold configs and applied to nothing, as {@code "models.shop.old"}, with where they stand. */
    List<Unused> unused() {
        List<Unused> unused = new ArrayList<>();
        tree.ifPresent(each -> collect(top, new ArrayList<>(), each, unused));
        return unused;
    }

    record Unused(String path, Optional<YamlNode> place) {}

    private static void collect(Level level, List<String> path, ConfigTree tree, List<Unused> into) {
        if (!level.used.get()) {
            if (!level.layer.isEmpty()) {
                into.add(new Unused(
                        (tree.key().equals("tests") ? "data_tests" : tree.key().replace('-', '_'))
                                + (path.isEmpty() ? "" : "." + String.join(".", path)),
                        tree.find(path)));
            }
        }
        level.folders.forEach((name, folder) -> {
            path.add(name);
            collect(folder, path, tree, into);
            path.removeLast();
        });
    }

    /** The warning about unused paths, in dbt's words. */
    static Optional<Diagnostic> warning(List<Unused> unused) {
        if (unused.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(
                "Configuration paths exist in your dbt_project.yml file which do not apply to any resources.\nThere are "
                        + unused.size() + " unused configuration paths:");
        unused.forEach(each -> text.append("\n- ").append(each.path));
        Diagnostic finding = Diagnostic.of(
                        DiagnosticCode.PAR_013,
                        unused.size() == 1
                                ? "config path \"" + unused.getFirst().path + "\" applies to nothing"
                                : unused.size() + " config paths apply to nothing")
                .inWordsOfDbt(text.toString());
        return Optional.of(
                unused.getFirst().place.map(node -> finding.at(node.span())).orElse(finding));
    }
}
