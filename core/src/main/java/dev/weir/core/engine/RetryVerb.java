package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.artifact.RunResultsReader;
import dev.weir.core.artifact.RunResultsReader.Earlier;
import dev.weir.core.project.JsonText;
import dev.weir.core.run.BatchResults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code retry}: the command of an earlier run results file once more, for what did not go well there. Flags are that command's;
 * of the new one count {@code --vars}, {@code --threads}, {@code --full-refresh} and where things are. Source: dbt docs, "retry";
 * recorded runs.
 */
final class RetryVerb {
    private static final Set<String> AGAIN = Set.of("error", "fail", "skipped", "runtime error", "partial success");

    /** The command to run and what of it; {@code retried} is empty for what has no nodes. */
    record Plan(Invocation invocation, Optional<Retried> retried) {}

    private final Invocation given;
    private final Settings settings;

    RetryVerb(Invocation given) {
        this.given = given;
        settings = Settings.of(given);
    }

    /** @param configuredTarget {@code target-path} of the project */
    Plan plan(Optional<String> configuredTarget) {
        Path folder = given.state().state().orElseGet(() -> settings.targetPath(configuredTarget));
        Earlier earlier = RunResultsReader.read(folder)
                .orElseThrow(() ->
                        new WeirException(Diagnostic.of(DiagnosticCode.RUN_017, "there is no earlier run to take up")
                                .inWordsOfDbt("Could not find previous run in '" + shown(folder) + "' target directory")
                                .withHint("Name the folder of a run_results.json with --state.")));
        String which = String.valueOf(earlier.args().get("which"));
        Verb verb = verb(which)
                .orElseThrow(() ->
                        new WeirException(Diagnostic.of(DiagnosticCode.RUN_017, "\"" + which + "\" cannot be retried")
                                .inWordsOfDbt("The command \"" + which + "\" cannot be retried")));
        if (verb == Verb.RUN_OPERATION && earlier.results().stream().noneMatch(each -> AGAIN.contains(each.status()))) {
            return new Plan(invocation(verb, earlier.args()), Optional.of(new Retried(Set.of(), Map.of())));
        }
        Set<String> nodes = new LinkedHashSet<>();
        Map<String, BatchResults> batches = new LinkedHashMap<>();
        for (RunResultsReader.Result each : earlier.results()) {
            if (!AGAIN.contains(each.status()) || each.uniqueId().startsWith("operation.")) {
                continue;
            }
            nodes.add(each.uniqueId());
            each.batches()
                    .filter(some ->
                            !some.successful().isEmpty() && !some.failed().isEmpty())
                    .ifPresent(some -> batches.put(each.uniqueId(), some));
        }
        return new Plan(
                invocation(verb, earlier.args()),
                verb == Verb.RUN_OPERATION ? Optional.empty() : Optional.of(new Retried(nodes, batches)));
    }

    private String shown(Path folder) {
        Path project = settings.projectDir();
        return (folder.startsWith(project) ? project.relativize(folder) : folder).toString();
    }

    private static Optional<Verb> verb(String which) {
        return switch (which) {
            case "build" -> Optional.of(Verb.BUILD);
            case "compile" -> Optional.of(Verb.COMPILE);
            case "clone" -> Optional.of(Verb.CLONE);
            case "generate" -> Optional.of(Verb.DOCS_GENERATE);
            case "run" -> Optional.of(Verb.RUN);
            case "run-operation" -> Optional.of(Verb.RUN_OPERATION);
            case "seed" -> Optional.of(Verb.SEED);
            case "snapshot" -> Optional.of(Verb.SNAPSHOT);
            case "test" -> Optional.of(Verb.TEST);
            default -> Optional.empty();
        };
    }

    private Invocation invocation(Verb verb, Map<String, @Nullable Object> args) {
        Invocation.ProjectOptions project = given.project();
        Invocation.StateOptions state = given.state();
        Invocation.ExecutionOptions execution = given.execution();
        return new Invocation(
                verb,
                given.commandLine(),
                new Invocation.ProjectOptions(
                        project.projectDir(),
                        project.profilesDir(),
                        project.profile().or(() -> text(args, "profile")),
                        project.target().or(() -> text(args, "target")),
                        project.vars().or(() -> json(args, "vars")),
                        project.targetPath(),
                        project.logPath(),
                        project.threads().isPresent() ? project.threads() : number(args, "threads")),
                new Invocation.SelectionOptions(
                        texts(args, "select"),
                        texts(args, "exclude"),
                        text(args, "selector"),
                        texts(args, "resource_types"),
                        texts(args, "exclude_resource_types"),
                        text(args, "indirect_selection")),
                new Invocation.StateOptions(
                        text(args, "state").map(Path::of),
                        state.deferState().or(() -> text(args, "defer_state").map(Path::of)),
                        state.defer().or(() -> flag(args, "defer")),
                        state.favorState().or(() -> flag(args, "favor_state")),
                        false),
                new Invocation.ExecutionOptions(
                        execution.fullRefresh().or(() -> flag(args, "full_refresh")),
                        execution.failFast().or(() -> flag(args, "fail_fast")),
                        execution.storeFailures().or(() -> flag(args, "store_failures")),
                        execution.warnError().or(() -> flag(args, "warn_error")),
                        execution.warnErrorOptions(),
                        flag(args, "empty").orElse(false),
                        flag(args, "show").orElse(false),
                        execution.versionCheck(),
                        execution.partialParse(),
                        text(args, "macro"),
                        json(args, "args"),
                        query(args),
                        new Invocation.SavedQueryOptions(
                                flag(args, "export_saved_queries").orElse(false),
                                flag(args, "include_saved_query").orElse(false)),
                        new Invocation.TimeOptions(
                                text(args, "event_time_start"), text(args, "event_time_end"), sample(args))),
                given.output(),
                given.environment(),
                given.workingFolder());
    }

    private static Invocation.QueryOptions query(Map<String, @Nullable Object> args) {
        return new Invocation.QueryOptions(
                text(args, "inline"),
                Optional.empty(),
                flag(args, "introspect").orElse(true),
                flag(args, "inject_ephemeral_ctes").orElse(true));
    }

    private static Optional<String> sample(Map<String, @Nullable Object> args) {
        return args.get("sample") instanceof Map<?, ?> ? json(args, "sample") : text(args, "sample");
    }

    private static Optional<String> text(Map<String, @Nullable Object> args, String name) {
        return Optional.ofNullable(args.get(name)).map(String::valueOf);
    }

    private static Optional<String> json(Map<String, @Nullable Object> args, String name) {
        return Optional.ofNullable(args.get(name)).map(value -> JsonText.write(value, false));
    }

    private static Optional<Boolean> flag(Map<String, @Nullable Object> args, String name) {
        return args.get(name) instanceof Boolean value ? Optional.of(value) : Optional.empty();
    }

    private static OptionalInt number(Map<String, @Nullable Object> args, String name) {
        return args.get(name) instanceof Number value ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    private static List<String> texts(Map<String, @Nullable Object> args, String name) {
        List<String> texts = new ArrayList<>();
        if (args.get(name) instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }
}
