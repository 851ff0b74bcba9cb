package dev.weir.core.context;

import dev.weir.adapter.Relation;
import dev.weir.core.manifest.Node;
import java.util.Optional;

/** Which refs lead to a relation another environment built. Source: dbt docs, "Defer". */
@FunctionalInterface
public interface Deferral {
    /** No ref does. Not a constant: one of an interface with default methods is not kept in the AOT cache. */
    static Deferral none() {
        return (_, _) -> Optional.empty();
    }

    /**
     * The relation to read instead.
     *
     * @param target what is referred to; never ephemeral
     * @param own the relation it has in this environment
     */
    Optional<Relation> instead(Node target, Relation own);

    /** The relation the other environment has of a node, whatever is here. */
    default Optional<Relation> elsewhere(Node target, Relation own) {
        return Optional.empty();
    }
}
