package dev.weir.core.parse;

import dev.weir.core.context.DatabaseScope;
import dev.weir.core.context.InvocationScope;
import dev.weir.core.context.NodeScope;
import dev.weir.core.project.ProjectFiles;
import dev.weir.jinja.Renderer;
import java.util.function.Function;

/**
 * What is parsed, and for what.
 *
 * @param database the database half of parse-time contexts for a node
 */
public record ParseRequest(
        ProjectFiles files,
        AdapterFacts adapter,
        InvocationScope invocation,
        Renderer renderer,
        Function<NodeScope, DatabaseScope> database) {}
