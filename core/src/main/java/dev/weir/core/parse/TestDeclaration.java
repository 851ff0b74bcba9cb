package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One generic test as written in a property file, taken apart. Source: dbt docs, "Data tests", "Data test configurations".
 *
 * @param name of the test macro without {@code test_}
 * @param arguments in the order the manifest shows them, without {@code model}
 * @param config in the order the test's code shows them; texts not rendered
 * @param outdated what of it is written as it was written once
 */
record TestDeclaration(
        String name,
        Optional<String> namespace,
        Optional<String> customName,
        Map<String, @Nullable Object> arguments,
        Map<String, @Nullable Object> config,
        String description,
        Outdated outdated,
        YamlNode place) {
    /**
     * Spellings that are going out of use.
     *
     * @param topLevelArguments whether arguments stand outside of {@code arguments:}
     * @param argumentsAsArgument what {@code arguments:} holds where it is an argument like others
     * @param topLevelConfigs configs outside of {@code config:}, in the order written
     */
    record Outdated(boolean topLevelArguments, Optional<Object> argumentsAsArgument, List<String> topLevelConfigs) {}

    /**
     * @param column the tested column, quoted if it says so
     * @param file shown in messages
     * @param nested whether {@code arguments:} holds the arguments
     */
    static TestDeclaration read(YamlNode written, Optional<String> column, String file, boolean nested) {
        if (written instanceof YamlNode.Scalar scalar && scalar.value() instanceof String text) {
            return take(text, new LinkedHashMap<>(), column, written, file, nested);
        }
        if (!(written instanceof YamlNode.Mapping mapping)) {
            throw wrong(written, file, "test must be dict or str, got " + ConfigBuilder.shown(written.plain()));
        }
        if (mapping.find("test_name").isPresent()) {
            Map<String, @Nullable Object> body = map(mapping);
            String name = String.valueOf(body.remove("test_name"));
            return take(name, body, column, written, file, nested);
        }
        if (mapping.entries().size() != 1) {
            List<String> shown = new ArrayList<>();
            mapping.entries()
                    .forEach(entry -> shown.add("('" + entry.key() + "', "
                            + ConfigBuilder.shown(entry.value().plain()) + ")"));
            throw wrong(
                    written,
                    file,
                    "test definition dictionary must have exactly one key, got [" + String.join(", ", shown)
                            + "] instead (" + mapping.entries().size() + " keys)");
        }
        YamlNode.Entry entry = mapping.entries().getFirst();
        return switch (entry.value()) {
            case YamlNode.Mapping body -> take(entry.key(), map(body), column, written, file, nested);
            case YamlNode.Scalar scalar
            when scalar.value() == null -> take(entry.key(), new LinkedHashMap<>(), column, written, file, nested);
            case YamlNode other ->
                throw wrong(other, file, "test arguments must be a dict, got " + ConfigBuilder.shown(other.plain()));
        };
    }

    @SuppressWarnings("unchecked") // a mapping's plain value has text keys
    private static Map<String, @Nullable Object> map(YamlNode.Mapping mapping) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(mapping.plain());
    }

    private static WeirException wrong(YamlNode place, String file, String complaint) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PAR_019, "a test has not the form of a test")
                .inWordsOfDbt("Invalid test config given in " + file + ":\n\t" + complaint)
                .at(place.span())
                .withHint("Write a name, or one name with its arguments below it."));
    }

    private static TestDeclaration take(
            String written,
            Map<String, @Nullable Object> body,
            Optional<String> column,
            YamlNode place,
            String file,
            boolean nested) {
        int dot = written.indexOf('.');
        Optional<String> namespace = dot < 0 ? Optional.empty() : Optional.of(written.substring(0, dot));
        Optional<String> customName = Optional.ofNullable(body.remove("name")).map(String::valueOf);
        String description = Optional.ofNullable(body.remove("description"))
                .map(String::valueOf)
                .orElse("");
        boolean wrapped = nested && body.containsKey("arguments");
        Object within = nested ? body.remove("arguments") : null;
        List<String> topLevelConfigs =
                body.keySet().stream().filter(TestConfigs.KEYS::contains).toList();
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        for (String key : TestConfigs.KEYS) {
            if (body.containsKey(key)) {
                config.put(key, body.remove(key));
            }
        }
        if (body.remove("config") instanceof Map<?, ?> given) {
            for (Map.Entry<?, ?> entry : given.entrySet()) {
                String key = String.valueOf(entry.getKey());
                if (config.containsKey(key)) {
                    throw wrong(place, file, "Test cannot have the same key at the top-level and in config");
                }
                config.put(key, entry.getValue());
            }
        }
        config.values().removeIf(Objects::isNull); // says nothing
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(body);
        Outdated outdated = new Outdated(
                nested && !wrapped && !body.keySet().equals(Set.of("column_name")) && !body.isEmpty(),
                Optional.ofNullable(body.get("arguments")),
                topLevelConfigs);
        column.ifPresent(name -> arguments.putIfAbsent("column_name", name));
        if (within instanceof Map<?, ?> map) {
            map.forEach((key, value) -> arguments.put(String.valueOf(key), value));
        }
        return new TestDeclaration(
                written.substring(dot + 1), namespace, customName, arguments, config, description, outdated, place);
    }

    /** {@code "test_unique"}, {@code "dbt_utils.test_x"}: how the test's code calls the macro. */
    String macroCall() {
        return namespace.map(name -> name + ".").orElse("") + "test_" + name;
    }
}
