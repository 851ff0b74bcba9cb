package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import dev.weir.core.project.PythonText;
import dev.weir.core.project.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node to be.
 *
 * @param section what configures it in {@code dbt_project.yml}
 * @param shape the configs it knows
 * @param properties its entry in a property file
 * @param described what that entry says of it
 * @param propertyConfig the configs of that entry
 * @param entry the entry as written; that of its version, where the model has versions
 */
record NodeDraft(
        Project project,
        Identity identity,
        ConfigSection section,
        ConfigShape shape,
        NodeCode code,
        Optional<PropertyBlock> properties,
        Map<String, @Nullable Object> described,
        ConfigLayer propertyConfig,
        Optional<YamlNode> entry) {
    /** What stands in an entry beside {@code config:} and means the same. */
    static final List<String> BESIDE_CONFIG = List.of("meta", "docs", "group", "access", "contract");

    /** One that its entry describes as it stands. */
    static NodeDraft of(
            Project project,
            Identity identity,
            ConfigSection section,
            ConfigShape shape,
            NodeCode code,
            Optional<PropertyBlock> properties) {
        return new NodeDraft(
                project,
                identity,
                section,
                shape,
                code,
                properties,
                properties.map(PropertyBlock::rendered).orElse(Map.of()),
                properties.map(each -> each.configLayer(BESIDE_CONFIG)).orElse(ConfigLayer.NONE),
                properties.map(PropertyBlock::written));
    }

    /** Who the node of a file is. */
    static Identity identity(ResourceType type, Project project, SourceFile file) {
        return identity(
                type, project, file.stem(), fqn(project, file.folders(), file.stem()), file.relativePath(), file);
    }

    /** @param path what the manifest calls {@code path} */
    static Identity identity(
            ResourceType type, Project project, String name, List<String> fqn, String path, SourceFile file) {
        return new Identity(
                type.wireName() + "." + project.name() + "." + name,
                type,
                project.name(),
                name,
                fqn,
                path,
                file.projectPath());
    }

    /** Project, folders, names. */
    static List<String> fqn(Project project, List<String> folders, String... names) {
        List<String> fqn = new ArrayList<>(folders.size() + 2);
        fqn.add(project.name());
        fqn.addAll(folders);
        fqn.addAll(List.of(names));
        return fqn;
    }

    /** SQL of a whole file. */
    static NodeCode code(SourceFile file) {
        String text = file.text().text();
        String raw = PythonText.strip(text);
        return new NodeCode(raw, "sql", checksum(file.contents()), file.text(), PythonText.leading(text));
    }

    static NodeCode.Checksum checksum(SourceFile.Digest digest) {
        return new NodeCode.Checksum(digest.algorithm(), digest.value());
    }

    /** The node as messages name it. */
    String subject() {
        return identity.subject();
    }

    /** An error of its configs at the place where they are written, if it has none yet. */
    WeirException placed(WeirException wrong) {
        Diagnostic finding = wrong.diagnostic();
        if (finding.span().isPresent()) {
            return wrong;
        }
        Diagnostic placed = finding.at(properties
                .map(block ->
                        block.written().find("config").orElse(block.written()).span())
                .orElseGet(() -> code.source().span(code.offset(), code.offset() + 1)));
        return new WeirException(placed.withDetail("It is set for " + subject() + "."), wrong);
    }
}
