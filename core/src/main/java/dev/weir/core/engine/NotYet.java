package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.project.Project;
import dev.weir.core.project.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a project may say that is understood and not acted upon yet. Each use is a warning, so that nothing of the kind is
 * taken in silence. The ledger of breadth reads its states from here. Source of names and defaults: dbt docs, "Behavior
 * changes", "dbt_project.yml".
 */
public final class NotYet {
    /** Top keys of dbt_project.yml that configure what is not there yet. */
    public static final List<String> PROJECT_KEYS = List.of();

    /** Keys under {@code config} that nothing reads. */
    public static final List<String> NODE_CONFIGS = List.of();

    private static final Map<String, Optional<Object>> FLAGS = flags();

    private NotYet() {}

    /** Flags under {@code flags:} that have no effect there, with the value that asks for nothing else than we do. */
    private static Map<String, Optional<Object>> flags() {
        Map<String, Optional<Object>> ours = new LinkedHashMap<>();
        for (String off : List.of(
                "require_event_names_in_deprecations",
                "skip_nodes_if_on_run_start_fails",
                "validate_macro_args",
                "require_all_warnings_handled_by_warn_error",
                "require_unique_project_resource_names",
                "require_ref_searches_node_package_before_root")) {
            ours.put(off, Optional.of(false));
        }
        for (String on : List.of(
                "use_colors_file",
                "source_freshness_run_project_hooks",
                "require_explicit_package_overrides_for_builtin_materializations",
                "require_resource_names_without_spaces",
                "require_generic_test_arguments_property")) {
            ours.put(on, Optional.of(true));
        }
        return ours;
    }

    /** The flags of dbt_project.yml that are not acted upon there. */
    public static Set<String> projectFlags() {
        return new LinkedHashSet<>(FLAGS.keySet());
    }

    /** How we behave where dbt lets a project choose by a flag. */
    static Map<String, Boolean> behaviours() {
        Map<String, Boolean> behaviours = new LinkedHashMap<>();
        FLAGS.forEach((name, ours) -> {
            boolean choice = name.startsWith("require_")
                    || name.equals("skip_nodes_if_on_run_start_fails")
                    || name.equals("source_freshness_run_project_hooks")
                    || name.equals("validate_macro_args");
            if (choice && ours.isPresent() && ours.get() instanceof Boolean value) {
                behaviours.put(name, value);
            }
        });
        return behaviours;
    }

    /** A warning for each use. {@code manifest} is the parsed project. */
    static List<Diagnostic> findings(ProjectFiles files, Map<String, @Nullable Object> flags, Manifest manifest) {
        List<Diagnostic> findings = new ArrayList<>();
        Project root = files.root();
        for (YamlNode.Entry entry : root.config().written().entries()) {
            if (PROJECT_KEYS.contains(entry.key())
                    && entry.value() instanceof YamlNode.Mapping mapping
                    && !mapping.entries().isEmpty()) {
                findings.add(finding("key \"" + entry.key() + "\"").at(entry.keySpan()));
            }
        }
        flags.forEach((name, value) -> {
            if (FLAGS.containsKey(name) && !Objects.equals(FLAGS.get(name), Optional.ofNullable(value))) {
                findings.add(finding("flag \"" + name + "\" with the value \"" + value + "\""));
            }
        });
        configs(manifest, findings);
        return findings;
    }

    /** One warning for each config key, with the first node that has it. */
    private static void configs(Manifest manifest, List<Diagnostic> findings) {
        Set<String> said = new LinkedHashSet<>();
        for (Node node : manifest.nodes().values()) {
            if (node.config().unrendered().isEmpty()) {
                continue;
            }
            for (String key : NODE_CONFIGS) {
                if (node.config().unrendered().containsKey(key) && said.add(key)) {
                    findings.add(finding("config \"" + key + "\" of " + node.subject()));
                }
            }
        }
    }

    private static Diagnostic finding(String what) {
        return Diagnostic.of(DiagnosticCode.PRJ_019, what + " is not supported yet and has no effect")
                .withHint("COMPATIBILITY.md lists what works.");
    }
}
