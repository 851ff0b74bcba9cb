package dev.weir.core.parse;

import dev.weir.base.Position;
import dev.weir.base.SourceText;
import dev.weir.base.Span;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.ConfigTree;
import dev.weir.core.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a node's config is written: in its code, its entry of a property file, or a {@code dbt_project.yml}. */
final class ConfigPlaces {
    private final ParseScope scope;

    ConfigPlaces(ParseScope scope) {
        this.scope = scope;
    }

    /** The place of the key. */
    Optional<Span> ofKey(Node node, ConfigSection section, String key) {
        return inCode(node, key, List.of()).or(() -> written(node, section, key).map(ConfigPlaces::name));
    }

    /** The key without its plus sign. */
    private static Span name(YamlNode.Entry entry) {
        Span key = entry.keySpan();
        return entry.key().startsWith("+")
                ? new Span(
                        key.source(),
                        new Position(key.start().line(), key.start().column() + 1),
                        key.end())
                : key;
    }

    /**
     * The place of the value, or of what the path leads to in it. In code it is that of the nearest key.
     *
     * @param path keys and numbers of items
     */
    Optional<Span> ofValue(Node node, ConfigSection section, String key, List<Object> path) {
        return inCode(node, key, path)
                .or(() -> written(node, section, key)
                        .map(entry -> within(entry.value(), path).span()));
    }

    private static YamlNode within(YamlNode value, List<Object> path) {
        YamlNode at = value;
        for (Object step : path) {
            Optional<YamlNode> next = switch (at) {
                case YamlNode.Mapping mapping -> mapping.find(String.valueOf(step));
                case YamlNode.Sequence sequence ->
                    step instanceof Integer number && number < sequence.items().size()
                            ? Optional.of(sequence.items().get(number))
                            : Optional.empty();
                case YamlNode.Scalar _ -> Optional.empty();
            };
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        return at;
    }

    private Optional<YamlNode.Entry> written(Node node, ConfigSection section, String key) {
        return inProperties(node, section, key).or(() -> inProject(node, section, key));
    }

    private Optional<YamlNode.Entry> inProperties(Node node, ConfigSection section, String key) {
        for (PropertyBlock block : scope.properties().section(section.wireName())) {
            if (block.name().equals(node.identity().name())
                    && block.project().name().equals(node.identity().packageName())) {
                for (YamlNode version : block.items("versions")) {
                    Optional<YamlNode.Entry> found = inConfig(version, key);
                    if (found.isPresent()) {
                        return found;
                    }
                }
                return inConfig(block.written(), key);
            }
        }
        return Optional.empty();
    }

    private static Optional<YamlNode.Entry> inConfig(YamlNode entry, String key) {
        return entry instanceof YamlNode.Mapping mapping
                ? mapping.find("config").flatMap(config -> entry(config, key))
                : Optional.empty();
    }

    private static Optional<YamlNode.Entry> entry(YamlNode node, String key) {
        return node instanceof YamlNode.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().equals(key) || entry.key().equals("+" + key))
                        .findFirst()
                : Optional.empty();
    }

    /** The nearest folder's, of the root project before the node's own. */
    private Optional<YamlNode.Entry> inProject(Node node, ConfigSection section, String key) {
        List<String> fqn = node.identity().fqn();
        List<Project> both = scope.request().files().projects().stream()
                .filter(project -> project == scope.rootProject()
                        || project.name().equals(node.identity().packageName()))
                .sorted((one, other) -> Boolean.compare(other == scope.rootProject(), one == scope.rootProject()))
                .toList();
        for (Project project : both) {
            Optional<ConfigTree> tree = project.config().section(section);
            for (int depth = fqn.size(); depth >= 0 && tree.isPresent(); depth--) {
                Optional<YamlNode.Entry> found =
                        tree.get().find(fqn.subList(0, depth)).flatMap(level -> entry(level, key));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Span> inCode(Node node, String key, List<Object> path) {
        SourceText source = node.code().source();
        String text = source.text();
        OptionalInt found = keyword(text, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int start = found.getAsInt();
        int length = key.length();
        for (Object step : path) {
            if (step instanceof String inner) {
                int single = text.indexOf("'" + inner + "'", start);
                int next = single >= 0 ? single : text.indexOf("\"" + inner + "\"", start);
                if (next < 0) {
                    break;
                }
                start = next;
                length = inner.length() + 2;
            }
        }
        return Optional.of(source.span(start, start + length));
    }

    /** Where the word stands with an equals sign after it. */
    private static OptionalInt keyword(String text, String key) {
        for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
            int next = at + key.length();
            boolean whole = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
            if (whole && next < text.length() && text.charAt(next) == '=') {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }
}
