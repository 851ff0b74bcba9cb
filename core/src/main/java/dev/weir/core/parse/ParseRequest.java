package dev.weir.core.parse;

import dev.weir.core.context.DatabaseScope;
import dev.weir.core.context.InvocationScope;
import dev.weir.core.context.NodeScope;
import dev.weir.core.manifest.SearchOrder;
import dev.weir.core.parse.memo.EarlyMemo;
import dev.weir.core.project.Behaviour;
import dev.weir.core.project.ProjectFiles;
import dev.weir.jinja.Renderer;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What is parsed, and for what.
 *
 * @param database the database half of parse-time contexts for a node
 * @param memory what may be remembered from earlier runs and kept for later ones
 */
public record ParseRequest(
        ProjectFiles files,
        AdapterFacts adapter,
        InvocationScope invocation,
        Renderer renderer,
        Function<NodeScope, DatabaseScope> database,
        Memory memory) {
    /** Where bare names are looked for first. */
    SearchOrder searchOrder() {
        return new SearchOrder(files.root().name(), chosen(Behaviour.REQUIRE_REF_SEARCHES_NODE_PACKAGE_BEFORE_ROOT));
    }

    /** What the project chose. */
    boolean chosen(Behaviour behaviour) {
        return behaviour.chosen(files.root().config().flags());
    }

    /** Whether anything is remembered. */
    public sealed interface Memory {
        /** Each run begins with nothing and leaves nothing. */
        record None() implements Memory {}

        /** What is in the file is used where it still holds, and the file brought up to date. */
        record Kept(Path file, EarlyMemo early) implements Memory {
            public Kept(Path file) {
                this(file, EarlyMemo.reading(file));
            }
        }

        /** The file is not read, but replaced. */
        record Replaced(Path file) implements Memory {}
    }

    /** Without memory. */
    public ParseRequest(
            ProjectFiles files,
            AdapterFacts adapter,
            InvocationScope invocation,
            Renderer renderer,
            Function<NodeScope, DatabaseScope> database) {
        this(files, adapter, invocation, renderer, database, new Memory.None());
    }
}
