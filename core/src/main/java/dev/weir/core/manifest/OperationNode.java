package dev.weir.core.manifest;

/**
 * An {@code on-run-start} or {@code on-run-end} hook.
 *
 * @param when which of the two lists it stands in
 * @param index its place in that list of its project, from 0
 */
public record OperationNode(NodeBody body, When when, int index) implements Node {
    /** Before the first node or after the last one. */
    public enum When {
        ON_RUN_START("on-run-start"),
        ON_RUN_END("on-run-end");

        private final String wireName;

        When(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    @Override
    public OperationNode withBody(NodeBody newBody) {
        return new OperationNode(newBody, when, index);
    }
}
