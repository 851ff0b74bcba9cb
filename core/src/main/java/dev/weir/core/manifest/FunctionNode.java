package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user-defined function. Source: dbt docs, "User-defined functions".
 *
 * @param arguments plain trees as manifest v12 shows them, in order
 * @param returns as manifest v12 shows it
 */
public record FunctionNode(
        NodeBody body, List<Map<String, @Nullable Object>> arguments, Map<String, @Nullable Object> returns)
        implements Node {
    public FunctionNode {
        arguments = List.copyOf(arguments);
        returns = Ordered.copyOf(returns);
    }

    @Override
    public FunctionNode withBody(NodeBody newBody) {
        return new FunctionNode(newBody, arguments, returns);
    }
}
