package dev.weir.core.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node or macro asks for and nothing that is enabled answers to.
 *
 * @param kind as messages name it: {@code "node"}
 * @param version {@code " with version '2'"} where the call asks for one, else empty
 * @param packageName the one the call names
 */
public record MissingTarget(String kind, String name, String version, Optional<String> packageName, Why why) {
    /** Whether there is such a thing at all. */
    public enum Why {
        NOT_FOUND("was not found"),
        /** Also where only disabled versions are there. */
        DISABLED("is disabled"), // intended: COMPATIBILITY #109
        /** Nobody looked among what is disabled. */
        EITHER("was not found or is disabled");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        public static Why disabled(boolean off) {
            return off ? DISABLED : NOT_FOUND;
        }
    }

    public static MissingTarget of(RefCall call, Why why) {
        String version =
                call.version().map(text -> " with version '" + text + "'").orElse("");
        return new MissingTarget("node", call.name(), version, call.packageName(), why);
    }

    public static MissingTarget of(SourceCall call, Why why) {
        return new MissingTarget("source", call.sourceName() + "." + call.tableName(), "", Optional.empty(), why);
    }

    public static MissingTarget of(FunctionCall call) {
        return new MissingTarget("function", call.name(), "", Optional.empty(), Why.NOT_FOUND);
    }

    public static MissingTarget of(MetricCall call, Why why) {
        return new MissingTarget("metric", call.name(), "", call.packageName(), why);
    }

    private String inPackage() {
        return packageName
                .map(each -> (each.isEmpty() ? " in package '" : " in package or project '") + each + "'")
                .orElse("");
    }

    /** The same as a test asks for it, whose messages show a package that is none. */
    public MissingTarget ofTest() {
        return kind.equals("node") && packageName.isEmpty()
                ? new MissingTarget(kind, name, version, Optional.of(""), why)
                : this;
    }

    /** The fields of dbt's warning. */
    public Map<String, @Nullable Object> fields(Resource asking) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("original_file_path", asking.identity().originalFilePath());
        fields.put("unique_id", asking.uniqueId());
        fields.put("resource_type_title", title(asking.resourceType().wireName()));
        fields.put("target_name", name);
        fields.put("target_kind", kind);
        fields.put("target_package", packageName.orElse(""));
        fields.put("disabled", why == Why.DISABLED ? "True" : "False");
        return fields;
    }

    /**
     * dbt's words for it.
     *
     * @param type of the resource that asks, as files write it: {@code saved_query}
     */
    public String words(String type, String uniqueId, String path) {
        return title(type) + " '" + uniqueId + "' (" + path + ") depends on a " + kind + " named '" + name + "'"
                + version + inPackage() + " which " + why.words;
    }

    /** {@code "Saved_Query"}, as Python's {@code title} has it. */
    private static String title(String word) {
        StringBuilder title = new StringBuilder(word);
        for (int at = 0; at < title.length(); at++) {
            if (at == 0 || title.charAt(at - 1) == '_') {
                title.setCharAt(at, Character.toUpperCase(title.charAt(at)));
            }
        }
        return title.toString();
    }
}
