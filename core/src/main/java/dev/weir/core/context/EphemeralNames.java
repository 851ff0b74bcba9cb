package dev.weir.core.context;

import dev.weir.core.manifest.Node;

/** The name an ephemeral model has inside the queries that read it. */
public final class EphemeralNames {
    private EphemeralNames() {}

    public static String cte(Node node) {
        return "__dbt__cte__" + node.relation().alias();
    }
}
