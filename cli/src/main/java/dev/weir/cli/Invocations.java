package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.cli.line.ParsedLine;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.Secrets;
import dev.weir.core.engine.Verb;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.run.BatchPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A parsed line as the engine's {@link Invocation}. */
final class Invocations {
    private static final Set<String> MODEL_NAMES = Set.of("-m", "--model", "--models");

    private Invocations() {}

    static Invocation of(Verb verb, Task task) {
        ParsedLine line = task.line();
        return new Invocation(
                verb,
                line.command().map(command -> lastWord(command.words())),
                Secrets.of(task.surroundings().environment()).mask("dbt " + String.join(" ", task.words())),
                project(task),
                selection(task),
                state(task),
                execution(verb, line),
                output(verb, line),
                task.surroundings().environment(),
                task.surroundings().workingFolder());
    }

    private static String lastWord(String words) {
        return words.substring(words.lastIndexOf(' ') + 1);
    }

    /** The folder of {@code --project-dir}, else the nearest one from here upwards that holds a project, else this one. */
    static Path projectFolder(Task task) {
        return projectFolder(task.line(), task.surroundings());
    }

    static Path projectFolder(ParsedLine line, Surroundings surroundings) {
        Path here = surroundings.workingFolder();
        Optional<String> given = line.text(Flag.PROJECT_DIR);
        if (given.isPresent()) {
            return here.resolve(given.get()).normalize();
        }
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("dbt_project.yml"))) {
                return folder;
            }
        }
        return here;
    }

    static Invocation.ProjectOptions project(Task task) {
        ParsedLine line = task.line();
        return new Invocation.ProjectOptions(
                Optional.of(projectFolder(task)),
                line.text(Flag.PROFILES_DIR).map(task.surroundings().workingFolder()::resolve),
                line.text(Flag.PROFILE),
                line.text(Flag.TARGET),
                line.text(Flag.VARS),
                line.text(Flag.TARGET_PATH).map(Path::of),
                line.text(Flag.LOG_PATH).map(Path::of),
                line.on(Flag.SINGLE_THREADED) ? OptionalInt.of(1) : line.number(Flag.THREADS));
    }

    private static Invocation.SelectionOptions selection(Task task) {
        ParsedLine line = task.line();
        List<String> select = new ArrayList<>(line.texts(Flag.SELECT));
        select.addAll(line.texts(Flag.LIST_SELECT));
        if (!select.isEmpty() && line.text(Flag.INLINE).isPresent()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.CLI_011, "two flags exclude each other")
                    .withHeadline(new Diagnostic.Headline(
                            ErrorKind.BARE, Optional.empty(), "inline: not allowed with argument select")));
        }
        List<String> types = line.texts(Flag.RESOURCE_TYPE);
        if (line.usedNames().stream().anyMatch(MODEL_NAMES::contains)) {
            task.events()
                    .emit(new FindingEvent.Warning(
                            "ModelParamUsageDeprecation",
                            "D032",
                            Diagnostic.of(DiagnosticCode.CLI_018, "--models is now --select")
                                    .inWordsOfDbt(
                                            "Deprecated functionality\nUsage of `--models`, `--model`, and `-m` is"
                                                    + " deprecated in favor of `--select` or `-s`.")));
        }
        if (!line.texts(Flag.LIST_MODELS).isEmpty()) {
            if (!select.isEmpty()) {
                throw exclusive("models", "select");
            }
            if (!types.isEmpty()) {
                throw exclusive("models", "resource_type");
            }
            select.addAll(line.texts(Flag.LIST_MODELS));
            types = List.of("model");
        }
        return new Invocation.SelectionOptions(
                select,
                line.texts(Flag.EXCLUDE),
                line.text(Flag.SELECTOR),
                types,
                line.texts(Flag.EXCLUDE_RESOURCE_TYPE),
                line.text(Flag.INDIRECT_SELECTION));
    }

    private static Invocation.StateOptions state(Task task) {
        ParsedLine line = task.line();
        return new Invocation.StateOptions(
                line.text(Flag.STATE).map(task.surroundings().workingFolder()::resolve),
                line.text(Flag.DEFER_STATE).map(task.surroundings().workingFolder()::resolve),
                line.onOff(Flag.DEFER),
                line.onOff(Flag.FAVOR_STATE),
                line.on(Flag.WHY));
    }

    private static WeirException exclusive(String one, String other) {
        return new WeirException(Diagnostic.of(DiagnosticCode.CLI_011, "two flags exclude each other")
                .inWordsOfDbt("\"" + one + "\" and \"" + other + "\" are mutually exclusive arguments"));
    }

    private static Invocation.ExecutionOptions execution(Verb verb, ParsedLine line) {
        return new Invocation.ExecutionOptions(
                line.onOff(Flag.FULL_REFRESH),
                line.onOff(Flag.FAIL_FAST),
                line.onOff(Flag.STORE_FAILURES),
                line.onOff(Flag.WARN_ERROR),
                line.text(Flag.WARN_ERROR_OPTIONS),
                line.on(Flag.EMPTY),
                line.on(Flag.SHOW_ROWS),
                line.onOff(Flag.VERSION_CHECK),
                line.onOff(Flag.PARTIAL_PARSE),
                verb == Verb.RUN_OPERATION ? line.argument() : Optional.empty(),
                line.text(Flag.ARGS),
                new Invocation.QueryOptions(
                        line.text(Flag.INLINE).filter(text -> !text.isEmpty()),
                        line.text(Flag.INLINE_DIRECT).filter(text -> !text.isEmpty()),
                        line.onOff(Flag.INTROSPECT).orElse(true),
                        line.onOff(Flag.INJECT_EPHEMERAL_CTES).orElse(true)),
                new Invocation.SavedQueryOptions(line.on(Flag.EXPORT_SAVED_QUERIES), line.on(Flag.INCLUDE_SAVED_QUERY)),
                time(line));
    }

    private static Invocation.TimeOptions time(ParsedLine line) {
        Optional<String> start = line.text(Flag.EVENT_TIME_START);
        Optional<String> end = line.text(Flag.EVENT_TIME_END);
        if (start.isPresent() != end.isPresent()) {
            String given = start.isPresent() ? "--event-time-start" : "--event-time-end";
            String other = start.isPresent() ? "--event-time-end" : "--event-time-start";
            throw new WeirException(Diagnostic.of(DiagnosticCode.CLI_016, "a range of time with one end")
                    .inWordsOfDbt("The flag `" + given + "` was specified, but `" + other
                            + "` was not. When specifying `" + given + "`, `" + other + "` must also be present."));
        }
        Optional<LocalDateTime> from = start.flatMap(BatchPlan::moment);
        Optional<LocalDateTime> to = end.flatMap(BatchPlan::moment);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.CLI_016, "a range of time that ends before it starts")
                    .inWordsOfDbt("Value for `--event-time-start` must be less than `--event-time-end`"));
        }
        return new Invocation.TimeOptions(start, end, line.text(Flag.SAMPLE));
    }

    private static Invocation.OutputOptions output(Verb verb, ParsedLine line) {
        return new Invocation.OutputOptions(
                verb == Verb.LIST ? line.text(Flag.LIST_FORMAT) : line.text(Flag.RESULT_FORMAT),
                line.texts(Flag.LIST_KEYS),
                line.number(Flag.LIMIT),
                line.onOff(Flag.WRITE_JSON),
                line.text(Flag.FRESHNESS_FILE).map(Path::of),
                line.on(Flag.CONFIG_DIR),
                line.on(Flag.CONNECTION),
                line.onOff(Flag.COMPILE).equals(Optional.of(false)),
                line.on(Flag.EMPTY_CATALOG),
                line.onOff(Flag.CLEAN_PROJECT_FILES_ONLY).orElse(true),
                line.on(Flag.QUIET));
    }
}
