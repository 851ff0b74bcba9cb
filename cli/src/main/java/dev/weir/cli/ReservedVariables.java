package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.cli.line.Flag;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Warns of variables of the environment that look like dbt's own and are not, and of dbt's own that have another name now. Source: dbt docs, "Deprecations". */
final class ReservedVariables {
    private static final String PREFIX = "DBT_ENGINE";

    private ReservedVariables() {}

    /** Events that pass on, and after the line on what runs the warnings, too. */
    static Events warning(Map<String, String> environment, Events events, Events warnings) {
        return event -> {
            events.emit(event);
            if (event instanceof InvocationEvent.MainReportVersion) {
                warn(environment, warnings);
            }
        };
    }

    private static void warn(Map<String, String> environment, Events events) {
        warnOfFormer(environment, events);
        Set<String> unknown = new TreeSet<>();
        for (String name : environment.keySet()) {
            if (name.startsWith(PREFIX)) {
                unknown.add(name);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>();
        for (Flag flag : Flag.values()) {
            known.addAll(flag.variables());
        }
        unknown.removeAll(known);
        for (String name : unknown) {
            events.emit(new FindingEvent.Warning(
                    "EnvironmentVariableNamespaceDeprecation",
                    "D036",
                    Diagnostic.of(DiagnosticCode.CLI_019, "variable \"" + name + "\" begins with " + PREFIX)
                            .inWordsOfDbt("Deprecated functionality\nFound custom environment variable `" + name
                                    + "` in the environment. The prefix `" + PREFIX
                                    + "` is reserved for dbt engine environment variables. Custom environment"
                                    + " variables with the prefix `" + PREFIX
                                    + "` may cause collisions and runtime errors."),
                    Map.of("env_var", name, "reserved_prefix", PREFIX)));
        }
    }

    /** Of variables that have another name now. */
    private static void warnOfFormer(Map<String, String> environment, Events events) {
        for (Flag flag : Flag.values()) {
            if (flag.today().isEmpty()) {
                continue;
            }
            String today = flag.today().get().variables().getFirst();
            for (String former : flag.variables()) {
                if (!environment.getOrDefault(former, "").isEmpty()) {
                    events.emit(new FindingEvent.Warning(
                            "EnvironmentVariableRenamed",
                            "D009",
                            Diagnostic.of(
                                            DiagnosticCode.CLI_020,
                                            "variable \"" + former + "\" is called \"" + today + "\" now")
                                    .inWordsOfDbt("Deprecated functionality\nThe environment variable `" + former
                                            + "` has been renamed as `" + today + "`. If `" + former
                                            + "` is currently set, its value will be used instead of `" + today
                                            + "`. Set `" + today + "` and unset `" + former
                                            + "` to avoid this deprecation warning and ensure it works properly in a"
                                            + " future release."),
                            Map.of("old_name", former, "new_name", today)));
                }
            }
        }
    }
}
