package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code exposures:} entries ⇒ exposures. Source: dbt docs, "Exposure properties". */
final class ExposureParser {
    private static final List<String> TYPES = List.of("dashboard", "notebook", "analysis", "ml", "application");

    private final ParseScope scope;

    ExposureParser(ParseScope scope) {
        this.scope = scope;
    }

    private void warnOfName(PropertyBlock block) {
        String name = block.name();
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            if (!Character.isLetterOrDigit(c) && c != '_') {
                scope.findings()
                        .warn(
                                "ExposureNameDeprecation",
                                "D007",
                                Diagnostic.of(
                                                DiagnosticCode.PAR_022,
                                                "name \"" + name
                                                        + "\" of an exposure holds more than letters and numbers")
                                        .inWordsOfDbt("Deprecated functionality\nStarting in v1.3, the 'name' of an"
                                                + " exposure should contain only letters, numbers, and underscores."
                                                + " Exposures support a new property, 'label', which may contain spaces,"
                                                + " capital letters, and special characters. " + name
                                                + " does not follow this pattern. Please update the 'name', and use the"
                                                + " 'label' property for a human-friendly title. This will raise an"
                                                + " error in a future version of dbt-core.")
                                        .at(block.written()
                                                .find("name")
                                                .orElse(block.written())
                                                .span()),
                                Map.of("exposure", name));
                return;
            }
        }
    }

    Exposure parse(PropertyBlock block) {
        Project project = block.project();
        String uniqueId = "exposure." + project.name() + "." + block.name();
        List<String> fqn = new ArrayList<>();
        fqn.add(project.name());
        fqn.addAll(block.file().folders());
        fqn.add(block.name());
        String type = block.text("type").orElse("");
        if (!TYPES.contains(type)) {
            throw PropertyErrors.config(
                    block,
                    block.written().find("type").orElse(block.written()),
                    type.isEmpty()
                            ? "at path []: 'type' is a required property"
                            : "at path ['type']: '" + type
                                    + "' is not one of ['dashboard', 'notebook', 'analysis', 'ml', 'application']");
        }
        warnOfName(block);
        ConfigResolver.Resolved resolved = scope.configs()
                .resolve(
                        new ConfigResolver.Place(project, ConfigSection.EXPOSURES, fqn),
                        ConfigShape.EXPOSURE,
                        block.configLayer(List.of()),
                        ConfigLayer.NONE);
        Map<String, @Nullable Object> meta = new LinkedHashMap<>(block.map("meta"));
        meta.putAll(resolved.config().map("meta"));
        // intended: COMPATIBILITY #120
        Set<String> tags = new TreeSet<>(ColumnReader.texts(block.rendered().get("tags")));
        tags.addAll(resolved.config().tags());
        NodeConfig config = resolved.config().with("tags", List.copyOf(tags)).with("meta", meta);
        DocBook.Text description = scope.docs()
                .render(
                        block.text("description").orElse(""),
                        project.name(),
                        uniqueId,
                        scope.yamlScope(project.name()));
        return new Exposure(
                new Identity(
                        uniqueId,
                        ResourceType.EXPOSURE,
                        project.name(),
                        block.name(),
                        fqn,
                        block.file().relativePath(),
                        block.file().projectPath()),
                config,
                type,
                owner(block),
                description.text(),
                block.text("label"),
                block.text("maturity"),
                block.text("url"),
                config.map("meta"),
                links(block),
                scope.createdAt());
    }

    private static Map<String, @Nullable Object> owner(PropertyBlock block) {
        Map<String, @Nullable Object> written = block.map("owner");
        if (written.get("name") == null && written.get("email") == null) {
            throw PropertyErrors.config(
                    block,
                    block.written().find("owner").orElse(block.written()),
                    "at path []: Exposure owner must have at least one of 'name' or 'email'.");
        }
        Map<String, @Nullable Object> owner = new LinkedHashMap<>();
        owner.put("email", written.get("email"));
        owner.put("name", written.get("name"));
        written.forEach(owner::putIfAbsent);
        return owner;
    }

    private NodeLinks links(PropertyBlock block) {
        ParseCalls all = new ParseCalls();
        for (YamlNode item : block.items("depends_on")) {
            String text = String.valueOf(item.plain());
            Optional<ParseCalls> calls =
                    StaticCode.reference(text, block.project().name(), scope.surroundings());
            if (calls.isEmpty()
                    || calls.get().refs().isEmpty()
                            && calls.get().sources().isEmpty()
                            && calls.get().metrics().isEmpty()) {
                nothing(block, item, text);
                continue;
            }
            calls.get().refs().forEach(all::addRef);
            calls.get().sources().forEach(all::addSource);
            calls.get().metrics().forEach(all::addMetric);
        }
        return new NodeLinks(all.refs(), all.sources(), List.of(), all.metrics(), List.of(), List.of());
    }

    /** What names nothing counts for nothing in dbt; what is no expression or leaves open what it names is an error. */
    private void nothing(PropertyBlock block, YamlNode item, String text) {
        Diagnostic finding = Diagnostic.of(
                        DiagnosticCode.PAR_014,
                        "exposure \"" + block.name() + "\" depends on what is no ref, source or metric")
                .at(item.span())
                .withHint("Write ref('model'), source('source', 'table') or metric('name').");
        if (text.isBlank() || text.contains("{") || CALLS.stream().anyMatch(call -> text.contains(call + "("))) {
            throw new WeirException(finding);
        }
        scope.findings().warn(finding);
    }

    private static final List<String> CALLS = List.of("ref", "source", "metric");
}
