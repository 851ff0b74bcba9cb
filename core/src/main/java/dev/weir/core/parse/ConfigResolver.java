package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.Questions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the layers of a resource's config: its own project's file, properties, code, then the root project's file over a
 * package's resource. Thread-safe. Source: dbt docs, "Config inheritance".
 */
final class ConfigResolver {
    private static final long VERSION = 2;

    private final Project root;
    private final Map<String, Map<ConfigSection, ProjectLayers>> layers = new HashMap<>();
    private final Map<String, Diagnostic> otherVersions = new HashMap<>();

    ConfigResolver(ProjectFiles files) {
        root = files.root();
        for (Project project : files.projects()) {
            Map<ConfigSection, ProjectLayers> sections = new EnumMap<>(ConfigSection.class);
            for (ConfigSection section : ConfigSection.values()) {
                sections.put(section, ProjectLayers.of(project, section));
            }
            layers.put(project.name(), sections);
            otherVersion(project).ifPresent(finding -> otherVersions.put(project.name(), finding));
        }
    }

    /** A config and the resource's tags, each once: those that stand in code and project before those of properties. */
    record Resolved(NodeConfig config, List<String> tags) {}

    /** Where a resource stands among the folders that configure it. */
    record Place(Project project, ConfigSection section, List<String> fqn) {}

    Resolved resolve(Place place, ConfigShape shape, ConfigLayer properties, ConfigLayer code) {
        Questions.asked(
                Questions.Kind.CONFIG,
                place.project.name() + "\n" + place.section + "\n" + String.join("\n", place.fqn),
                () -> fingerprint(place.project.name(), place.section, place.fqn));
        if (place.section != ConfigSection.SOURCES) {
            refuseOtherVersion(place.project());
            refuseOtherVersion(root);
        }
        List<ConfigLayer> before = layersOf(place.project(), place);
        List<ConfigLayer> after = place.project().name().equals(root.name()) ? List.of() : layersOf(root, place);
        ConfigBuilder builder = new ConfigBuilder(shape);
        before.forEach(builder::add);
        builder.addOwn(properties, code);
        after.forEach(builder::add);
        NodeConfig config = builder.build();
        Set<String> tags = new LinkedHashSet<>();
        if (!properties.isEmpty() && properties.rendered().containsKey("tags")) {
            ConfigBuilder without = new ConfigBuilder(shape);
            before.forEach(without::add);
            without.addOwn(ConfigLayer.NONE, code);
            after.forEach(without::add);
            tags.addAll(without.build().tags());
        }
        tags.addAll(config.tags());
        return new Resolved(config, new ArrayList<>(tags));
    }

    /** Config is read in one version only, where something is configured. */
    private void refuseOtherVersion(Project project) {
        Diagnostic finding = otherVersions.get(project.name());
        if (finding != null) {
            throw new WeirException(finding);
        }
    }

    private static Optional<Diagnostic> otherVersion(Project project) {
        return project.config()
                .written()
                .find("config-version")
                .filter(version -> version.plain() instanceof Long number && number != VERSION)
                .map(version -> Diagnostic.of(
                                DiagnosticCode.PAR_042,
                                "project \"" + project.name() + "\" has config-version " + version.plain())
                        .inWordsOfDbt("Got an unexpected project version=" + version.plain() + ", expected " + VERSION)
                        .at(version.span())
                        .withHint("Write config-version: 2, or leave the line out."));
    }

    /** Answers {@link Questions.Kind#CONFIG} again; the layers then count as used. */
    String configOf(String name) {
        List<String> parts = List.of(name.split("\n", -1));
        return fingerprint(parts.getFirst(), ConfigSection.valueOf(parts.get(1)), parts.subList(2, parts.size()));
    }

    private String fingerprint(String projectName, ConfigSection section, List<String> fqn) {
        String own = layers(projectName, section).fingerprint(fqn);
        return projectName.equals(root.name())
                ? own
                : own + " " + layers(root.name(), section).fingerprint(fqn);
    }

    private ProjectLayers layers(String projectName, ConfigSection section) {
        return java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(layers.get(projectName)).get(section));
    }

    private List<ConfigLayer> layersOf(Project project, Place place) {
        return layers(project.name(), place.section()).layers(place.fqn());
    }

    /** Warns of levels of the root project's file that applied to nothing. */
    void warnOfUnused(Findings findings) {
        List<ProjectLayers.Unused> unused = new ArrayList<>();
        java.util.Objects.requireNonNull(layers.get(root.name()))
                .values()
                .forEach(each -> unused.addAll(each.unused()));
        ProjectLayers.warning(unused)
                .ifPresent(finding -> findings.warn(
                        "UnusedResourceConfigPath",
                        "I051",
                        finding,
                        Map.of(
                                "unused_config_paths",
                                unused.stream().map(ProjectLayers.Unused::path).toList())));
    }

    /** Where the project's file sets a section, for messages. */
    static YamlNode placeOf(Project project) {
        return project.config().written();
    }
}
