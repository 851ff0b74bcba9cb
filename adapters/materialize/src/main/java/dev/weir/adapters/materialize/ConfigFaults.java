package dev.weir.adapters.materialize;

import dev.weir.adapter.ConfigFault;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is found wrong with one config, in dbt's words with ours beside them. Not thread-safe. */
final class ConfigFaults {
    private final DiagnosticCode code;
    private final String primary;
    private final String lead;
    private final List<ConfigFault> found = new ArrayList<>();

    /** @param lead what comes before dbt's words of each fault */
    ConfigFaults(DiagnosticCode code, String primary, String lead) {
        this.code = code;
        this.primary = primary;
        this.lead = lead;
    }

    List<ConfigFault> found() {
        return List.copyOf(found);
    }

    /** Throws the first that was found. */
    void refuse() {
        if (!found.isEmpty()) {
            throw new WeirException(found.getFirst().finding());
        }
    }

    void add(List<Object> path, String words, String hint) {
        found.add(new ConfigFault(
                path, Diagnostic.of(code, primary).inWordsOfDbt(lead + words).withHint(hint)));
    }

    void add(List<Object> path, String words) {
        found.add(new ConfigFault(path, Diagnostic.of(code, primary).inWordsOfDbt(lead + words)));
    }

    /** A value of the wrong type. */
    void type(List<Object> path, @Nullable Object value, String type, String hint) {
        add(path, at(path) + shown(value) + " is not of type '" + type + "'", hint);
    }

    void unknown(List<Object> path, Object key, List<String> known) {
        Optional<String> near = NearestName.to(String.valueOf(key), known);
        add(
                path,
                at(List.of()) + "Additional properties are not allowed ('" + key + "' was unexpected)",
                near.map(name -> "Did you mean \"" + name + "\"?")
                        .orElse("The keys are " + String.join(", ", known) + "."));
    }

    /** Where in the value, as dbt's messages begin; without the number of the entry, which dbt does not know. */
    static String at(List<Object> path) {
        StringBuilder text = new StringBuilder("at path [");
        for (Object step : path) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ").append(shown(step));
        }
        return text.append("]: ").toString();
    }

    static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> "'" + text + "'";
            case Boolean flag -> flag ? "True" : "False";
            default -> String.valueOf(value);
        };
    }
}
