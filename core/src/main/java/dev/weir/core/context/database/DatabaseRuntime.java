package dev.weir.core.context.database;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.PartPolicy;
import dev.weir.base.Ordered;
import dev.weir.core.event.Events;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the database halves of all contexts of an invocation have in common.
 *
 * @param quoting the adapter's quoting with the project's {@code quoting:} over it
 * @param cliVars the vars of the command line
 * @param behavior behaviour flags of the project ({@code flags:}), lower-case names
 * @param project the folder of the root project
 * @param gate what every statement passes
 */
public record DatabaseRuntime(
        Adapter adapter,
        Credentials credentials,
        RelationCache cache,
        PartPolicy quoting,
        Map<String, @Nullable Object> cliVars,
        Map<String, @Nullable Object> behavior,
        Path project,
        Events events,
        StatementGate gate) {
    public DatabaseRuntime {
        cliVars = Ordered.copyOf(cliVars);
        behavior = Ordered.copyOf(behavior);
    }
}
