package dev.weir.core.context;

import dev.weir.base.Ordered;
import dev.weir.core.event.Events;
import dev.weir.core.project.ProjectVars;
import dev.weir.core.project.SharedMembers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all templates of an invocation have in common.
 *
 * @param dbtVersion the version of dbt we answer as
 * @param target the {@code target} of templates: the profile's keys without secrets, with {@code name},
 *     {@code profile_name}, {@code threads}, …
 * @param flags the {@code flags} of templates, upper-case names
 * @param args {@code invocation_args_dict}
 * @param environment the variables of the process
 */
public record InvocationScope(
        String dbtVersion,
        String invocationId,
        Instant startedAt,
        String projectName,
        Map<String, @Nullable Object> target,
        Map<String, @Nullable Object> flags,
        Map<String, @Nullable Object> args,
        ProjectVars vars,
        Map<String, String> environment,
        Events events) {
    public InvocationScope {
        target = Ordered.copyOf(target);
        flags = Ordered.copyOf(flags);
        args = Ordered.copyOf(args);
        environment = Ordered.copyOf(environment);
    }

    /** What its templates see in YAML too. */
    public SharedMembers shared() {
        return new SharedMembers(invocationId, startedAt, flags, events);
    }

    /** An environment variable; empty when unset. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }
}
