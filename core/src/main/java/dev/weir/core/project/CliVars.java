package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of {@code --vars} or {@code --args}, YAML or JSON ⇒ an ordered mapping. */
public final class CliVars {
    private CliVars() {}

    /**
     * @param option the option's name, for messages: {@code "vars"}
     * @throws WeirException {@code PRJ-012} when the text is not a mapping
     */
    @SuppressWarnings("unchecked") // a mapping's plain value has text keys
    public static Map<String, @Nullable Object> parse(String option, String text) {
        Optional<YamlNode> document;
        try {
            document = YamlParser.parse(new SourceText("--" + option, text));
        } catch (WeirException broken) {
            throw new WeirException(complaint(option, broken.diagnostic().primary()), broken);
        }
        if (document.isEmpty()) {
            return Map.of();
        }
        if (document.get() instanceof YamlNode.Mapping mapping) {
            return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(mapping.plain());
        }
        throw new WeirException(complaint(option, "it is not a mapping"));
    }

    private static Diagnostic complaint(String option, String why) {
        return Diagnostic.of(DiagnosticCode.PRJ_012, "--" + option + " cannot be read: " + why)
                .inWordsOfDbt("The YAML provided in the --" + option + " argument is not valid.")
                .withHint("Write a mapping: --" + option + " '{name: value}'.");
    }
}
