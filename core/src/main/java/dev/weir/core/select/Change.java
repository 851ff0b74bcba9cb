package dev.weir.core.select;

/**
 * One way in which a resource is not what it was.
 *
 * @param detail what differs, for people ({@code "materialized: view, was table"})
 */
public record Change(Part part, String detail) {
    /** What can change; {@code state:modified.body} and the like name one. */
    public enum Part {
        BODY("body"),
        CONFIGS("configs"),
        PERSISTED_DESCRIPTIONS("persisted_descriptions"),
        RELATION("relation"),
        FQN("fqn"),
        CONTRACT("contract"),
        MACROS("macros"),
        VARS("vars"),
        /** Of exposures, unit tests and the like, which have no parts of their own. */
        PROPERTIES("properties");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
