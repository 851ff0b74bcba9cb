package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data test made by a test macro and its arguments.
 *
 * @param testName {@code "unique"}
 * @param namespace the package the test is called through, if given ({@code dbt_utils})
 * @param kwargs arguments as the manifest shows them; {@code model} is a template text
 * @param fileKeyName {@code "models.orders"}
 * @param attachedNode unique id of the tested node; empty for tests of sources
 * @param group of the tested node, else the one configured
 */
public record GenericTestNode(
        NodeBody body,
        String testName,
        Optional<String> namespace,
        Map<String, @Nullable Object> kwargs,
        Optional<String> columnName,
        String fileKeyName,
        Optional<String> attachedNode,
        Optional<String> group)
        implements Node {
    public GenericTestNode {
        kwargs = Ordered.copyOf(kwargs);
    }

    /** Not linked yet. */
    public GenericTestNode(
            NodeBody body,
            String testName,
            Optional<String> namespace,
            Map<String, @Nullable Object> kwargs,
            Optional<String> columnName,
            String fileKeyName,
            Optional<String> attachedNode) {
        this(
                body,
                testName,
                namespace,
                kwargs,
                columnName,
                fileKeyName,
                attachedNode,
                body.config().text("group"));
    }

    @Override
    public GenericTestNode withBody(NodeBody newBody) {
        return new GenericTestNode(newBody, testName, namespace, kwargs, columnName, fileKeyName, attachedNode, group);
    }
}
