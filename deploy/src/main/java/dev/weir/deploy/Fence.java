package dev.weir.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process needs to swap: a view in the journal's schema that is named for it, and that its swap renames in the same
 * transaction. Whoever takes the deployment over renames it first, so that a swap which is still on its way fails.
 *
 * @param run the process
 */
record Fence(String deployment, String run) {
    /** Stands in a plan for what is known only when it is sent. */
    static final Fence PLANNED = new Fence("<deployment>", "");

    String name() {
        return run.isEmpty() ? deployment : deployment + "_" + run;
    }

    /** Tells {@code deploy_promote} of it. */
    Map<String, @Nullable Object> vars() {
        Map<String, @Nullable Object> vars = new LinkedHashMap<>();
        vars.put("weir_fence", name());
        return vars;
    }

    /** A statement as the plan has it. */
    String planned(String sql) {
        return sql.replace(name(), PLANNED.name());
    }

    /** Takes it from whoever has it, or makes it. */
    void take(Operations operations) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("deployment", deployment);
        arguments.put("name", name());
        operations.call("weir_fence_take", arguments);
    }

    /** When there is nothing left to swap. */
    void drop(Operations operations) {
        operations.call("weir_fence_drop", Map.of("deployment", deployment));
    }
}
