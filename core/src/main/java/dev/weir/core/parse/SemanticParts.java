package dev.weir.core.parse;

import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.Tree;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What entries for semantic models, metrics and saved queries are made of, read for one entry. */
final class SemanticParts {
    private final ParseScope scope;
    private final PropertyBlock block;

    SemanticParts(ParseScope scope, PropertyBlock block) {
        this.scope = scope;
        this.block = block;
    }

    static Identity identity(PropertyBlock block, ResourceType type) {
        return identity(block, type, block.name());
    }

    static Identity identity(PropertyBlock block, ResourceType type, String name) {
        String packageName = block.project().name();
        List<String> fqn = new ArrayList<>();
        fqn.add(packageName);
        fqn.addAll(block.file().folders());
        fqn.add(name);
        return new Identity(
                type.wireName() + "." + packageName + "." + name,
                type,
                packageName,
                name,
                fqn,
                block.file().relativePath(),
                block.file().projectPath());
    }

    /** A mutable map of one entry. */
    static Map<String, @Nullable Object> map(String key, @Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    /** As Python's {@code str()} has it. */
    static String pythonText(Object value) {
        return value instanceof String text ? text : Values.str(Values.fromData(value));
    }

    @Nullable
    String description(Tree written, Identity identity) {
        Optional<String> text = written.text("description");
        if (text.isEmpty()) {
            return null;
        }
        String packageName = block.project().name();
        return scope.docs()
                .render(text.get(), packageName, identity.uniqueId(), scope.yamlScope(packageName))
                .text();
    }

    /** One of some words in lower case; throws {@code PAR-014} for others. */
    String choice(String written, List<String> choices, String enumeration) {
        String choice = written.toLowerCase(Locale.ROOT);
        if (choices.contains(choice)) {
            return choice;
        }
        throw PropertyErrors.semantic(
                block,
                "name",
                "\"" + written + "\" is none of " + String.join(", ", choices),
                "Invalid enum value: `" + written + "` in enum " + enumeration);
    }

    /** A filter or several: {@code where_filters}. */
    static @Nullable Object filter(Tree written, String key) {
        Object value = written.members().get(key);
        if (value == null) {
            return null;
        }
        List<Object> filters = new ArrayList<>();
        for (Object each : value instanceof List<?> list ? list : List.of(value)) {
            filters.add(map("where_sql_template", String.valueOf(each)));
        }
        return map("where_filters", filters);
    }

    /** {@code "7 days"} ⇒ count and granularity. Throws {@code PAR-014} for other forms. */
    @Nullable
    Object window(Tree written, String key) {
        Optional<String> text = written.text(key);
        if (text.isEmpty()) {
            return null;
        }
        String[] words = text.get().toLowerCase(Locale.ROOT).strip().split("\\s+");
        if (words.length != 2) {
            throw wrongWindow(
                    text.get(),
                    "Invalid window (" + text.get() + ") in cumulative/conversion metric. Should be of the form "
                            + "`<count> <granularity>`, e.g., `28 days`");
        }
        if (!words[0].chars().allMatch(Character::isDigit)) {
            throw wrongWindow(
                    text.get(),
                    "Invalid count (" + words[0] + ") in cumulative/conversion metric window string: (" + text.get()
                            + ")");
        }
        Map<String, @Nullable Object> window = map("count", Long.valueOf(words[0]));
        window.put("granularity", singular(words[1]));
        return window;
    }

    private static String singular(String word) {
        String without = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return TimeSpines.GRANULARITIES.contains(without) ? without : word;
    }

    private dev.weir.base.WeirException wrongWindow(String text, String why) {
        return PropertyErrors.semantic(
                block,
                "type_params",
                "\"" + text + "\" is no window of time",
                "Invalid window config given in " + block.file().text().path() + " @ window: {'window': "
                        + ConfigBuilder.shown(text) + "} - " + why);
    }
}
