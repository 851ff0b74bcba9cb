package dev.weir.core.engine;

import dev.weir.core.project.ProjectLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    private Settings(Invocation invocation, Path projectDir, Map<String, @Nullable Object> projectFlags) {
        this.invocation = invocation;
        this.projectDir = projectDir;
        this.projectFlags = projectFlags;
    }

    static Settings of(Invocation invocation) {
        Path projectDir = invocation
                .workingFolder()
                .resolve(invocation.project().projectDir().orElse(Path.of("")))
                .toAbsolutePath()
                .normalize();
        return new Settings(invocation, projectDir, ProjectLoader.flags(projectDir));
    }

    Path projectDir() {
        return projectDir;
    }

    Map<String, @Nullable Object> projectFlags() {
        return projectFlags;
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

    String indirectSelection() {
        return invocation
                .selection()
                .indirect()
                .orElseGet(() -> String.valueOf(projectFlags.getOrDefault("indirect_selection", "eager")));
    }

    private boolean chosen(Optional<Boolean> given, String flag) {
        return given.orElse(Boolean.TRUE.equals(projectFlags.get(flag)));
    }

    /** {@code flags} of templates: dbt's upper-case names. */
    Map<String, @Nullable Object> templateFlags() {
        Map<String, @Nullable Object> flags = new LinkedHashMap<>();
        flags.put("WHICH", which());
        flags.put("FULL_REFRESH", fullRefresh() ? (Object) true : null);
        flags.put("STORE_FAILURES", storeFailures());
        flags.put("FAIL_FAST", failFast());
        flags.put("WARN_ERROR", warnError() ? (Object) true : null);
        flags.put("EMPTY", invocation.execution().empty());
        flags.put("INDIRECT_SELECTION", indirectSelection());
        flags.put("PROJECT_DIR", projectDir.toString());
        flags.put("PROFILES_DIR", invocation.project().profilesDir().map(Path::toString).orElse(null));
        flags.put("TARGET", invocation.project().target().orElse(null));
        flags.put("PROFILE", invocation.project().profile().orElse(null));
        flags.put("WRITE_JSON", invocation.output().writeJson());
        flags.put("USE_COLORS", null);
        flags.put("PARTIAL_PARSE", true);
        flags.put("STATIC_PARSER", true);
        flags.put("VERSION_CHECK", invocation.execution().versionCheck().orElse(true));
        flags.put("INTROSPECT", true);
        flags.put("DEBUG", false);
        flags.put("QUIET", false);
        flags.put("PRINT", true);
        flags.put("LOG_CACHE_EVENTS", false);
        flags.put("CACHE_SELECTED_ONLY", false);
        flags.put("SEND_ANONYMOUS_USAGE_STATS", false);
        projectFlags.forEach((name, value) -> flags.putIfAbsent(name.toUpperCase(java.util.Locale.ROOT), value));
        return flags;
    }

    /** dbt's word for the command, as {@code flags.WHICH} holds it. */
    String which() {
        return switch (invocation.verb()) {
            case DOCS_GENERATE -> "generate";
            case SOURCE_FRESHNESS -> "freshness";
            case BUILD, CLEAN, COMPILE, DEBUG, LIST, PARSE, RUN, RUN_OPERATION, SEED, SHOW, SNAPSHOT, TEST ->
                invocation.verb().wireName();
        };
    }

    /** {@code invocation_args_dict} and the {@code args} of run results. */
    Map<String, @Nullable Object> arguments() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("which", which());
        arguments.put("invocation_command", invocation.commandLine());
        arguments.put("project_dir", projectDir.toString());
        invocation.project().profilesDir().ifPresent(path -> arguments.put("profiles_dir", path.toString()));
        invocation.project().target().ifPresent(target -> arguments.put("target", target));
        arguments.put("select", invocation.selection().select());
        arguments.put("exclude", invocation.selection().exclude());
        arguments.put("fail_fast", failFast());
        arguments.put("full_refresh", fullRefresh());
        arguments.put("indirect_selection", indirectSelection());
        arguments.put("store_failures", storeFailures());
        arguments.put("empty", invocation.execution().empty());
        arguments.put("vars", Map.of());
        arguments.put("write_json", invocation.output().writeJson());
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
