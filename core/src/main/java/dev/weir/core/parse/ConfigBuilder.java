package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.parse.ConfigShape.Field;
import dev.weir.core.parse.ConfigShape.Kind;
import dev.weir.jinja.value.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Layers of config ⇒ the effective one. Later layers win; tags and hooks add up; meta and some others merge by key. */
final class ConfigBuilder {
    private final ConfigShape shape;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> unrendered = new LinkedHashMap<>();

    ConfigBuilder(ConfigShape shape) {
        this.shape = shape;
        for (Field field : shape.fields().values()) {
            values.put(field.name(), field.initial());
        }
    }

    /** A level of a project's file: nothing at a key takes back what an outer level says. */
    ConfigBuilder add(ConfigLayer level) {
        return add(level, _ -> false);
    }

    /**
     * What a resource says itself, in its properties and over them in its code. Nothing at a key that dbt knows of a node says
     * nothing: what its project says stays. Source: recorded case {@code nulls}.
     */
    ConfigBuilder addOwn(ConfigLayer properties, ConfigLayer code) {
        if (!shape.ofNodes()) {
            return add(properties).add(code);
        }
        return add(properties, key -> nothing(properties, key) || nothing(code, key))
                .add(code, key -> nothing(code, key));
    }

    private boolean nothing(ConfigLayer layer, String key) {
        return layer.rendered().containsKey(key)
                && layer.rendered().get(key) == null
                && optional(shape.fields().get(key));
    }

    private ConfigBuilder add(ConfigLayer layer, Predicate<String> passedOver) {
        layer.rendered().forEach((key, value) -> {
            if (!layer.rendered().containsKey(ConfigShape.otherSpelling(key)) && !passedOver.test(key)) {
                merge(key, value);
            }
        });
        unrendered.putAll(layer.unrendered());
        return this;
    }

    private void merge(String written, @Nullable Object value) {
        String key = ConfigShape.canonical(written);
        Field field = shape.fields().get(key);
        if (field == null) {
            values.put(key, value);
            return;
        }
        switch (field.merge()) {
            case REPLACE -> values.put(key, field.kind() == Kind.TEXTS ? listOf(value) : value);
            case APPEND -> {
                refuseNothing(field, value);
                List<@Nullable Object> all = new ArrayList<>(listOf(values.get(key)));
                for (Object item : listOf(value)) {
                    all.add(field.kind() == Kind.HOOKS ? hook(item) : item);
                }
                values.put(key, all);
            }
            case UPDATE -> values.put(key, updated(key, values.get(key), value));
            case GRANTS -> values.put(key, granted(values.get(key), value));
        }
    }

    private static List<@Nullable Object> listOf(@Nullable Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        if (value instanceof List<?> items) {
            list.addAll(items);
        } else if (value != null) {
            list.add(value);
        }
        return list;
    }

    private static Object hook(@Nullable Object written) {
        Map<String, @Nullable Object> hook = new LinkedHashMap<>();
        Map<?, ?> given = written instanceof Map<?, ?> map ? map : Map.of();
        hook.put("sql", given.isEmpty() ? (written == null ? "" : String.valueOf(written)) : given.get("sql"));
        hook.put("transaction", given.get("transaction") instanceof Boolean flag ? flag : Boolean.TRUE);
        hook.put("index", given.get("index"));
        return hook;
    }

    private Object updated(String key, @Nullable Object before, @Nullable Object value) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> map) {
            map.forEach((name, each) -> merged.put(String.valueOf(name), each));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> merged.put(String.valueOf(name), each));
        } else {
            throw wrong(key, value, "object");
        }
        return merged;
    }

    /** What adds up is a list or one item; nothing is neither. */
    private static void refuseNothing(Field field, @Nullable Object value) {
        if (value != null) {
            return;
        }
        String key = field.name();
        if (field.kind() == Kind.HOOKS) {
            throw wrong(key, null, "string");
        }
        throw new WeirException(wrongValue(key, null)
                .inWordsOfDbt(
                        key.equals("tags")
                                ? "at path ['tags']: [None] is not valid under any of the given schemas"
                                : "at path ['" + key + "'][0]: None is not of type 'string'"));
    }

    private Object granted(@Nullable Object before, @Nullable Object value) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        if (before instanceof Map<?, ?> map) {
            map.forEach((name, each) -> merged.put(String.valueOf(name), each));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, grantees) -> {
                String privilege = String.valueOf(name);
                boolean adds = privilege.startsWith("+");
                String bare = adds ? privilege.substring(1) : privilege;
                List<@Nullable Object> all = adds ? listOf(merged.get(bare)) : new ArrayList<>();
                all.addAll(listOf(grantees));
                merged.put(bare, all);
            });
        } else {
            throw wrong("grants", value, "object");
        }
        return merged;
    }

    /** The config. Throws {@code PAR-012} where a value is of the wrong kind. */
    NodeConfig build() {
        for (Field field : shape.fields().values()) {
            if (optional(field) && values.get(field.name()) == null) {
                values.put(field.name(), field.initial());
            }
            check(field, values.get(field.name()));
        }
        if (shape == ConfigShape.TEST) {
            completeStoreFailures();
        }
        if (shape == ConfigShape.MODEL) {
            values.put("freshness", FreshnessConfig.ofModel(values.get("freshness")));
        } else if (shape == ConfigShape.SOURCE) {
            values.put("freshness", FreshnessConfig.ofSource(values.get("freshness")));
        }
        Field columns = shape.fields().get("snapshot_meta_column_names");
        if (columns != null) { // those that are not named are shown as nothing
            values.put(columns.name(), updated(columns.name(), columns.initial(), values.get(columns.name())));
        }
        return new NodeConfig(values, unrendered);
    }

    /** Whether nothing is as good as not said. */
    private static boolean optional(@Nullable Field field) {
        return field != null
                && field.merge() == ConfigShape.Merge.REPLACE
                && switch (field.kind()) {
                    case ANY, OPTIONAL_TEXT, OPTIONAL_FLAG, OPTIONAL_NUMBER -> true;
                    case ANY_OR_NOTHING, FLAG, TEXT, TEXTS, MAP, HOOKS -> false;
                };
    }

    private void check(Field field, @Nullable Object value) {
        String key = field.name();
        boolean fits = switch (field.kind()) {
            case ANY, ANY_OR_NOTHING, HOOKS -> true;
            case FLAG -> value instanceof Boolean;
            case TEXT -> value instanceof String;
            case OPTIONAL_TEXT -> value == null || value instanceof String;
            case OPTIONAL_FLAG -> value == null || value instanceof Boolean;
            case OPTIONAL_NUMBER -> value == null || value instanceof Long || value instanceof BigInteger;
            case TEXTS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            case MAP -> value == null && field.initial() == null || value instanceof Map<?, ?>;
        };
        if (!fits) {
            switch (field.kind()) {
                case FLAG -> throw wrong(key, value, "boolean");
                case TEXT -> throw wrong(key, value, "string");
                case MAP -> throw wrong(key, value, "object");
                default ->
                    throw new WeirException(wrongValue(key, value)
                            .inWordsOfDbt("at path ['" + key + "']: " + shown(value)
                                    + " is not valid under any of the given schemas"));
            }
        }
        if (key.equals("contract") && value instanceof Map<?, ?> contract) {
            checkContract(contract);
        }
        if (key.equals("on_configuration_change")) {
            checkConfigurationChange(value);
        }
        if (shape == ConfigShape.TEST && key.equals("severity")) {
            checkSeverity(String.valueOf(value));
        }
    }

    private void checkConfigurationChange(@Nullable Object choice) {
        if (!(choice instanceof String word
                && List.of("apply", "continue", "fail").contains(word))) {
            String words = "Field \"on_configuration_change\" of type OnConfigurationChangeOption in " + shape.dbtName()
                    + " has invalid value " + shown(choice);
            throw new WeirException(wrongValue("on_configuration_change", choice)
                    .withHeadline(new Diagnostic.Headline(ErrorKind.BARE, Optional.empty(), words))
                    .withHint("Write apply, continue or fail."));
        }
    }

    private static void checkContract(Map<?, ?> contract) {
        for (String part : List.of("enforced", "alias_types")) {
            Object said = contract.get(part);
            if (!(said instanceof Boolean)) {
                throw new WeirException(wrongValue("contract", contract)
                        .inWordsOfDbt(
                                "at path ['contract']['" + part + "']: " + shown(said) + " is not of type 'boolean'"));
            }
        }
    }

    /** Each of the two keys about stored failures follows from the other; {@code store_failures_as} wins. */
    private void completeStoreFailures() {
        Object as = values.get("store_failures_as");
        if (as != null) {
            values.put("store_failures", !as.equals("ephemeral"));
        } else if (values.get("store_failures") instanceof Boolean stored) {
            values.put("store_failures_as", stored ? "table" : "ephemeral");
        }
    }

    private static void checkSeverity(String severity) {
        if (!severity.equalsIgnoreCase("warn") && !severity.equalsIgnoreCase("error")) {
            throw new WeirException(wrongValue("severity", severity)
                    .inWordsOfDbt("at path []: Severity must be either 'warn' or 'error'. Got '" + severity + "'"));
        }
    }

    private static WeirException wrong(String key, @Nullable Object value, String type) {
        return new WeirException(wrongValue(key, value)
                .inWordsOfDbt("at path ['" + key + "']: " + shown(value) + " is not of type '" + type + "'"));
    }

    private static Diagnostic wrongValue(String key, @Nullable Object value) {
        return Diagnostic.of(DiagnosticCode.PAR_012, "config \"" + key + "\" cannot be " + shown(value));
    }

    static String shown(@Nullable Object value) {
        return Values.repr(Values.fromData(value));
    }

    /** A value of a map under construction, as text. */
    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf);
    }
}
