package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.TimeWindow;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.project.Behaviour;
import dev.weir.core.project.CliVars;
import dev.weir.core.project.ProfileLoader;
import dev.weir.core.project.ProjectLoader;
import dev.weir.core.run.BatchPlan;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flags in force: what the command line or a {@code DBT_*} variable says, else the project's {@code flags:}, else dbt's
 * default. Source: dbt docs, "About flags".
 */
final class Settings {
    private final Invocation invocation;
    private final Path projectDir;
    private final Map<String, @Nullable Object> projectFlags;
    private final boolean flagsFromProfiles;

    private Settings(
            Invocation invocation,
            Path projectDir,
            Map<String, @Nullable Object> projectFlags,
            boolean flagsFromProfiles) {
        this.invocation = invocation;
        this.projectDir = projectDir;
        this.projectFlags = projectFlags;
        this.flagsFromProfiles = flagsFromProfiles;
    }

    static Settings of(Invocation invocation) {
        Path projectDir = invocation
                .workingFolder()
                .resolve(invocation.project().projectDir().orElse(Path.of("")))
                .toAbsolutePath()
                .normalize();
        Map<String, @Nullable Object> flags = ProjectLoader.flags(projectDir);
        Map<String, @Nullable Object> formerly = ProjectLoader.flagsOfProfiles(ProfileLoader.folder(
                invocation.project().profilesDir(), invocation.environment(), invocation.workingFolder()));
        if (!formerly.isEmpty() && !flags.isEmpty()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.PRJ_020, "flags stand in two places")
                    .inWordsOfDbt("Do not specify both 'config' in profiles.yml and 'flags' in dbt_project.yml. Using"
                            + " 'config' in profiles.yml is deprecated.")
                    .withHint("Move what stands under config: in profiles.yml to flags: in dbt_project.yml."));
        }
        return new Settings(invocation, projectDir, formerly.isEmpty() ? flags : formerly, !formerly.isEmpty());
    }

    /** Warns of spellings that are going out of use. */
    void warn(Events events) {
        if (flagsFromProfiles) {
            events.emit(new FindingEvent.Warning(
                    "ProjectFlagsMovedDeprecation",
                    "D013",
                    Diagnostic.of(DiagnosticCode.PRJ_020, "flags stand in profiles.yml")
                            .inWordsOfDbt(
                                    "Deprecated functionality\n\nUser config should be moved from the 'config' key"
                                            + " in profiles.yml to the 'flags' key in dbt_project.yml.")));
        }
        WarnErrorOptions.formerWords(writtenWarnErrorOptions().orElse(Map.of()))
                .ifPresent(words -> events.emit(new FindingEvent.Warning(
                        "WEOIncludeExcludeDeprecation",
                        "D031",
                        Diagnostic.of(DiagnosticCode.CLI_016, "include and exclude are called error and warn now")
                                .inWordsOfDbt("Deprecated functionality\n" + words))));
    }

    private Optional<Object> writtenWarnErrorOptions() {
        return invocation
                .execution()
                .warnErrorOptions()
                .<Object>map(text -> CliVars.parse("warn-error-options", text))
                .or(() -> Optional.ofNullable(projectFlags.get("warn_error_options")));
    }

    Path projectDir() {
        return projectDir;
    }

    Map<String, @Nullable Object> projectFlags() {
        return projectFlags;
    }

    boolean chosen(Behaviour behaviour) {
        return behaviour.chosen(projectFlags);
    }

    /** Every choice. */
    Map<Behaviour, Boolean> choices() {
        Map<Behaviour, Boolean> choices = new EnumMap<>(Behaviour.class);
        for (Behaviour behaviour : Behaviour.values()) {
            choices.put(behaviour, behaviour.chosen(projectFlags));
        }
        return choices;
    }

    boolean failFast() {
        return chosen(invocation.execution().failFast(), "fail_fast");
    }

    boolean fullRefresh() {
        return invocation.execution().fullRefresh().orElse(false);
    }

    boolean storeFailures() {
        return chosen(invocation.execution().storeFailures(), "store_failures");
    }

    boolean warnError() {
        return chosen(invocation.execution().warnError(), "warn_error");
    }

    /**
     * Which warnings are errors.
     *
     * @throws WeirException when both ways of saying so are used, or a name is unknown
     */
    WarnErrorOptions warnErrorOptions() {
        Optional<Object> written = writtenWarnErrorOptions();
        if (warnError()) {
            if (written.isPresent()) {
                throw new WeirException(Diagnostic.of(DiagnosticCode.CLI_011, "two flags exclude each other")
                        .inWordsOfDbt("warn_error_options: not allowed with argument warn_error"));
            }
            return WarnErrorOptions.ALL;
        }
        if (written.isPresent() && !(written.get() instanceof Map)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.CLI_016, "warn_error_options are no mapping but: " + written.get())
                            .withHint(
                                    "Write them as in: warn_error_options: {error: all, warn: [NoNodesForSelectionCriteria]}"));
        }
        return written.map(options -> WarnErrorOptions.of((Map<?, ?>) options)).orElse(WarnErrorOptions.NONE);
    }

    /** Whether artifacts are written. */
    boolean writeJson() {
        return unlessOff(invocation.output().writeJson(), "write_json");
    }

    /** Whether {@code require-dbt-version} is looked at. */
    boolean versionCheck() {
        return unlessOff(invocation.execution().versionCheck(), "version_check");
    }

    /** Whether what earlier runs parsed is used. */
    boolean partialParse() {
        return unlessOff(invocation.execution().partialParse(), "partial_parse");
    }

    String indirectSelection() {
        return invocation
                .selection()
                .indirect()
                .orElseGet(() -> String.valueOf(projectFlags.getOrDefault("indirect_selection", "eager")));
    }

    private static String isoMoment(String written) {
        return BatchPlan.moment(written)
                .map(moment -> TimeWindow.text(moment, 'T').substring(0, "2020-01-01T00:00:00".length()))
                .orElse(written);
    }

    private boolean chosen(Optional<Boolean> given, String flag) {
        return given.orElse(Boolean.TRUE.equals(projectFlags.get(flag)));
    }

    private boolean unlessOff(Optional<Boolean> given, String flag) {
        return given.orElse(!Boolean.FALSE.equals(projectFlags.get(flag)));
    }

    /** {@code flags} of templates: dbt's upper-case names. */
    Map<String, @Nullable Object> templateFlags() {
        Map<String, @Nullable Object> flags = new LinkedHashMap<>();
        flags.put("WHICH", which());
        flags.put("FULL_REFRESH", fullRefresh());
        flags.put("STORE_FAILURES", storeFailures());
        flags.put("FAIL_FAST", failFast());
        flags.put("WARN_ERROR", warnError() ? (Object) true : null);
        flags.put("EMPTY", invocation.execution().empty());
        flags.put("EVENT_TIME_START", null);
        flags.put("EVENT_TIME_END", null);
        flags.put("SAMPLE", null);
        Invocation.TimeOptions time = invocation.execution().time();
        time.start().ifPresent(start -> flags.put("EVENT_TIME_START", isoMoment(start)));
        time.end().ifPresent(end -> flags.put("EVENT_TIME_END", isoMoment(end)));
        time.sample().ifPresent(sample -> flags.put("SAMPLE", sample));
        flags.put("INDIRECT_SELECTION", indirectSelection());
        flags.put("PROJECT_DIR", projectDir.toString());
        flags.put(
                "PROFILES_DIR",
                invocation.project().profilesDir().map(Path::toString).orElse(null));
        flags.put("TARGET", invocation.project().target().orElse(null));
        flags.put("PROFILE", invocation.project().profile().orElse(null));
        flags.put("WRITE_JSON", writeJson());
        flags.put("USE_COLORS", null);
        flags.put("PARTIAL_PARSE", partialParse());
        flags.put("STATIC_PARSER", true);
        flags.put("VERSION_CHECK", versionCheck());
        flags.put("INTROSPECT", invocation.execution().query().introspect());
        flags.put("DEBUG", false);
        flags.put("QUIET", false);
        flags.put("PRINT", true);
        flags.put("LOG_CACHE_EVENTS", false);
        flags.put("DEFER", invocation.state().defer().orElse(false));
        flags.put("FAVOR_STATE", invocation.state().favorState().orElse(false));
        flags.put("STATE", invocation.state().state().map(Path::toString).orElse(null));
        flags.put(
                "DEFER_STATE",
                invocation.state().deferState().map(Path::toString).orElse(null));
        flags.put("CACHE_SELECTED_ONLY", false);
        flags.put("SEND_ANONYMOUS_USAGE_STATS", false);
        projectFlags.forEach((name, value) -> flags.putIfAbsent(name.toUpperCase(java.util.Locale.ROOT), value));
        return flags;
    }

    /** dbt's word for the command, as {@code flags.WHICH} holds it. */
    String which() {
        return invocation.calledAs().orElseGet(this::ownName);
    }

    private String ownName() {
        return switch (invocation.verb()) {
            case DOCS_GENERATE -> "generate";
            case SOURCE_FRESHNESS -> "freshness";
            case BUILD,
                    CLEAN,
                    CLONE,
                    COMPILE,
                    DEBUG,
                    LIST,
                    PARSE,
                    RETRY,
                    RUN,
                    RUN_OPERATION,
                    SEED,
                    SHOW,
                    SNAPSHOT,
                    TEST -> invocation.verb().wireName();
        };
    }

    /**
     * {@code invocation_args_dict} and the {@code args} of run results, by dbt's names. What nobody set and dbt has no default
     * for is absent, as there.
     */
    Map<String, @Nullable Object> arguments(Map<String, @Nullable Object> vars) {
        Invocation.SelectionOptions selection = invocation.selection();
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("which", which());
        arguments.put("invocation_command", invocation.commandLine());
        arguments.put("project_dir", projectDir.toString());
        arguments.put(
                "profiles_dir",
                invocation.project().profilesDir().orElse(projectDir).toString());
        arguments.put(
                "log_path",
                projectDir
                        .resolve(invocation.project().logPath().orElse(Path.of("logs")))
                        .toString());
        invocation.project().target().ifPresent(target -> arguments.put("target", target));
        invocation.project().profile().ifPresent(profile -> arguments.put("profile", profile));
        invocation.project().threads().ifPresent(threads -> arguments.put("threads", (long) threads));
        invocation.project().targetPath().ifPresent(path -> arguments.put("target_path", path.toString()));
        arguments.put("vars", Secrets.of(invocation.environment()).mask((Object) vars));
        arguments.put("select", selection.select());
        arguments.put("exclude", selection.exclude());
        selection.selector().ifPresent(selector -> arguments.put("selector", selector));
        arguments.put("resource_types", selection.resourceTypes());
        arguments.put("exclude_resource_types", selection.excludeResourceTypes());
        arguments.put("indirect_selection", indirectSelection());
        invocation.execution().fullRefresh().ifPresent(set -> arguments.put("full_refresh", set));
        invocation.execution().storeFailures().ifPresent(set -> arguments.put("store_failures", set));
        invocation.execution().failFast().ifPresent(set -> arguments.put("fail_fast", set));
        invocation.execution().warnError().ifPresent(set -> arguments.put("warn_error", set));
        invocation.execution().macro().ifPresent(macro -> arguments.put("macro", macro));
        arguments.put("empty", invocation.execution().empty());
        Invocation.TimeOptions time = invocation.execution().time();
        time.start().ifPresent(start -> arguments.put("event_time_start", isoMoment(start)));
        time.end().ifPresent(end -> arguments.put("event_time_end", isoMoment(end)));
        time.sample().ifPresent(sample -> arguments.put("sample", sample));
        invocation.execution().args().ifPresent(args -> arguments.put("args", CliVars.parse("args", args)));
        invocation.execution().inline().ifPresent(inline -> arguments.put("inline", inline));
        arguments.put("show", invocation.execution().showSeedRows());
        if (invocation.verb() == Verb.SHOW) {
            arguments.put("limit", (long) invocation.output().limit().orElse(ShowVerb.ROWS));
        }
        arguments.put("version_check", versionCheck());
        arguments.put("write_json", writeJson());
        for (String off : List.of(
                "cache_selected_only",
                "send_anonymous_usage_stats",
                "upload_to_artifacts_ingest_api",
                "macro_debugging",
                "strict_mode")) {
            arguments.put(off, false);
        }
        arguments.put("partial_parse", partialParse());
        Invocation.StateOptions state = invocation.state();
        arguments.put("defer", state.defer().orElse(false));
        arguments.put("favor_state", state.favorState().orElse(false));
        state.state().ifPresent(folder -> arguments.put("state", folder.toString()));
        state.deferState().ifPresent(folder -> arguments.put("defer_state", folder.toString()));
        Invocation.SavedQueryOptions savedQueries = invocation.execution().savedQueries();
        arguments.put("export_saved_queries", savedQueries.export());
        arguments.put("include_saved_query", savedQueries.include());
        arguments.put("introspect", invocation.execution().query().introspect());
        for (String on : List.of("static_parser", "populate_cache")) {
            arguments.put(on, true);
        }
        arguments.putAll(Behaviour.all(projectFlags));
        projectFlags.forEach(arguments::putIfAbsent);
        return arguments;
    }

    Path targetPath(Optional<String> configured) {
        Path chosen = invocation
                .project()
                .targetPath()
                .or(() -> configured.map(Path::of))
                .orElse(Path.of("target"));
        return projectDir.resolve(chosen).normalize();
    }
}
