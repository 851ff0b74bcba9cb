package dev.weir.core.manifest;

/**
 * What a node or macro asks for and nothing that is enabled answers to.
 *
 * @param named as messages name it: {@code node named 'orders' with version '2'}
 * @param inPackage {@code " in package or project 'shop'"} where the call names one, else empty
 */
public record MissingTarget(String named, String inPackage, Why why) {
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
        return new MissingTarget(
                "node named '" + call.name() + "'"
                        + call.version()
                                .map(text -> " with version '" + text + "'")
                                .orElse(""),
                call.packageName().map(MissingTarget::in).orElse(""),
                why);
    }

    public static MissingTarget of(SourceCall call, Why why) {
        return new MissingTarget("source named '" + call.sourceName() + "." + call.tableName() + "'", "", why);
    }

    public static MissingTarget of(FunctionCall call) {
        return new MissingTarget("function named '" + call.name() + "'", "", Why.NOT_FOUND);
    }

    public static MissingTarget of(MetricCall call, Why why) {
        return new MissingTarget(
                "metric named '" + call.name() + "'",
                call.packageName().map(MissingTarget::in).orElse(""),
                why);
    }

    private static String in(String packageName) {
        return " in package or project '" + packageName + "'";
    }

    /** The same with other words for the package. */
    public MissingTarget withPackage(String newInPackage) {
        return new MissingTarget(named, newInPackage, why);
    }

    /**
     * dbt's words for it.
     *
     * @param type of the resource that asks, as files write it: {@code saved_query}
     */
    public String words(String type, String uniqueId, String path) {
        return title(type) + " '" + uniqueId + "' (" + path + ") depends on a " + named + inPackage + " which "
                + why.words;
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
