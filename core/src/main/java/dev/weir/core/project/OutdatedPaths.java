package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warns of paths that a {@code dbt_project.yml} names as it did once. Source: dbt docs, "Deprecations"; recorded warnings. */
final class OutdatedPaths {
    private final Path file;
    private final YamlNode.Mapping written;
    private final Map<String, @Nullable Object> values;
    private final Events events;

    private OutdatedPaths(Path file, YamlNode.Mapping written, Map<String, @Nullable Object> values, Events events) {
        this.file = file;
        this.written = written;
        this.values = values;
        this.events = events;
    }

    /** @throws WeirException {@code PRJ-004} where an old name stands beside the new one */
    static void warn(Path file, YamlNode.Mapping written, Map<String, @Nullable Object> values, Events events) {
        OutdatedPaths paths = new OutdatedPaths(file, written, values, events);
        paths.renamed("source-paths", "model-paths", "ConfigSourcePathDeprecation", "D003");
        paths.renamed("data-paths", "seed-paths", "ConfigDataPathDeprecation", "D004");
        paths.moved("log-path", "logs", "logs", "ConfigLogPathDeprecation", "D010");
        paths.moved("target-path", "target", "artifacts", "ConfigTargetPathDeprecation", "D011");
    }

    private void renamed(String old, String name, String event, String code) {
        if (!values.containsKey(old)) {
            return;
        }
        if (values.containsKey(name)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_004, "\"" + old + "\" stands beside \"" + name + "\"")
                            .inWordsOfDbt(old + " and " + name + " cannot both be defined. The `" + old
                                    + "` config has been deprecated in favor of `" + name
                                    + "`. Please update your `dbt_project.yml` configuration to reflect this change.\n\n"
                                    + "Error encountered in " + file)
                            .at(written.find(old).orElse(written).span()));
        }
        say(
                old,
                event,
                code,
                Diagnostic.of(DiagnosticCode.PRJ_017, "key \"" + old + "\" is now \"" + name + "\"")
                        .inWordsOfDbt("Deprecated functionality\nThe `" + old + "` config has been renamed to `" + name
                                + "`. Please update your `dbt_project.yml` configuration to reflect this change."),
                Map.of("deprecated_path", old, "exp_path", name));
    }

    /** Where logs and artifacts go is said on the command line now. */
    private void moved(String key, String usual, String kept, String event, String code) {
        if (!values.containsKey(key) || usual.equals(values.get(key))) {
            return;
        }
        say(
                key,
                event,
                code,
                Diagnostic.of(DiagnosticCode.PRJ_017, "key \"" + key + "\" is going out of use")
                        .inWordsOfDbt("Deprecated functionality\nThe `" + key
                                + "` config in `dbt_project.yml` has been deprecated, and will no longer be"
                                + " supported in a future version of dbt-core. If you wish to write dbt " + kept
                                + " to a custom directory, please use the --" + key + " CLI flag or DBT_"
                                + key.toUpperCase(Locale.ROOT).replace('-', '_') + " env var instead."),
                Map.of("deprecated_path", key));
    }

    private void say(String key, String event, String code, Diagnostic finding, Map<String, Object> fields) {
        Diagnostic placed = written.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(entry -> finding.at(entry.keySpan()))
                .orElse(finding);
        events.emit(new FindingEvent.Warning(event, code, placed, fields));
    }
}
