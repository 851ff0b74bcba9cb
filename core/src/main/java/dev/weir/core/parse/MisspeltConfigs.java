package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.SourceText;
import dev.weir.base.Span;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.Node;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of config keys of a user's own that look like known ones: {@code materialised}. dbt takes any key and says nothing.
 * Each is told of once, at the first resource that has it.
 */
final class MisspeltConfigs {
    private final ParseScope scope;
    private final Set<String> told = new LinkedHashSet<>();

    MisspeltConfigs(ParseScope scope) {
        this.scope = scope;
    }

    void check(Iterable<Node> nodes) {
        for (Node node : nodes) {
            switch (node.resourceType()) {
                case MODEL -> check(node, ConfigShape.MODEL, "models");
                case SEED -> check(node, ConfigShape.SEED, "seeds");
                case SNAPSHOT -> check(node, ConfigShape.SNAPSHOT, "snapshots");
                default -> {}
            }
        }
    }

    private void check(Node node, ConfigShape shape, String section) {
        Set<String> known = shape.fields().keySet();
        if (node.config().values().size() <= known.size()) { // known keys are always there
            return;
        }
        for (String key : node.config().values().keySet()) {
            if (!known.contains(key) && told.add(section + "." + key)) {
                Optional<String> near = NearestName.to(key, known);
                if (near.isPresent()) {
                    Diagnostic finding = Diagnostic.of(
                                    DiagnosticCode.PAR_017,
                                    "unknown config \"" + key + "\" of "
                                            + node.resourceType().wireName() + " \"" + node.name() + "\"")
                            .withHint("Did you mean \"" + near.get() + "\"?");
                    scope.findings()
                            .unknownKey(
                                    place(node, section, key).map(finding::at).orElse(finding));
                }
            }
        }
    }

    /** Where it is written: in the resource's code, its entry of a property file, or dbt_project.yml. */
    private Optional<Span> place(Node node, String section, String key) {
        Optional<Span> inCode = within(node.code().source(), key, '=');
        if (inCode.isPresent()) {
            return inCode;
        }
        for (PropertyBlock block : scope.properties().section(section)) {
            if (block.name().equals(node.name())
                    && block.written().find("config").orElse(null) instanceof YamlNode.Mapping config) {
                for (YamlNode.Entry entry : config.entries()) {
                    if (entry.key().equals(key)) {
                        return Optional.of(entry.keySpan());
                    }
                }
            }
        }
        return within(scope.rootProject().config().written().span().source(), key, ':');
    }

    private static Optional<Span> within(SourceText source, String key, char after) {
        String text = source.text();
        for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
            int end = at + key.length();
            boolean whole = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
            int next = end;
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
            if (whole && next < text.length() && text.charAt(next) == after) {
                return Optional.of(source.span(at, end));
            }
        }
        return Optional.empty();
    }
}
