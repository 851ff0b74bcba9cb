package dev.weir.core.engine;

import dev.weir.base.Ordered;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Everything a command was asked to do: verb and options, the environment and folder it was asked in. Flags that the
 * project's {@code flags:} section may also set are empty here when neither command line nor {@code DBT_*} variable named
 * them.
 *
 * @param calledAs the command as typed where it has several names ({@code "ls"}), else empty
 * @param commandLine as typed, for {@code invocation_command} ({@code "dbt run --select x"})
 */
public record Invocation(
        Verb verb,
        Optional<String> calledAs,
        String commandLine,
        ProjectOptions project,
        SelectionOptions selection,
        StateOptions state,
        ExecutionOptions execution,
        OutputOptions output,
        Map<String, String> environment,
        Path workingFolder) {
    public Invocation {
        environment = Ordered.copyOf(environment);
    }

    public Invocation(
            Verb verb,
            String commandLine,
            ProjectOptions project,
            SelectionOptions selection,
            StateOptions state,
            ExecutionOptions execution,
            OutputOptions output,
            Map<String, String> environment,
            Path workingFolder) {
        this(
                verb,
                Optional.empty(),
                commandLine,
                project,
                selection,
                state,
                execution,
                output,
                environment,
                workingFolder);
    }

    /**
     * Where the project is and what it runs against.
     *
     * @param vars the text of {@code --vars}, YAML or JSON
     */
    public record ProjectOptions(
            Optional<Path> projectDir,
            Optional<Path> profilesDir,
            Optional<String> profile,
            Optional<String> target,
            Optional<String> vars,
            Optional<Path> targetPath,
            Optional<Path> logPath,
            OptionalInt threads) {
        public static final ProjectOptions NONE = new ProjectOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /**
     * Which nodes. Each text of {@code select} and {@code exclude} may hold several words, as typed.
     *
     * @param resourceTypes dbt's words ({@code "model"}, {@code "test"}, {@code "all"}, …); empty means the verb's own
     * @param indirect {@code eager}, {@code cautious}, {@code buildable} or {@code empty}
     */
    public record SelectionOptions(
            List<String> select,
            List<String> exclude,
            Optional<String> selector,
            List<String> resourceTypes,
            List<String> excludeResourceTypes,
            Optional<String> indirect) {
        public static final SelectionOptions ALL =
                new SelectionOptions(List.of(), List.of(), Optional.empty(), List.of(), List.of(), Optional.empty());

        public SelectionOptions {
            select = List.copyOf(select);
            exclude = List.copyOf(exclude);
            resourceTypes = List.copyOf(resourceTypes);
            excludeResourceTypes = List.copyOf(excludeResourceTypes);
        }
    }

    /**
     * What an earlier invocation left, and what is made of it.
     *
     * @param state {@code --state}: the folder of earlier artifacts
     * @param deferState {@code --defer-state}: another folder for deferral only
     * @param why {@code --why}: list says what changed
     */
    public record StateOptions(
            Optional<Path> state,
            Optional<Path> deferState,
            Optional<Boolean> defer,
            Optional<Boolean> favorState,
            boolean why) {
        public static final StateOptions NONE =
                new StateOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * How it is run.
     *
     * @param warnErrorOptions the text of {@code --warn-error-options}, YAML
     * @param partialParse whether what earlier runs parsed is used
     * @param macro the macro of {@code run-operation}
     * @param args the text of {@code --args}, YAML or JSON
     * @param query what {@code show} and {@code compile} are asked instead of nodes, and how they compile
     * @param savedQueries what build is told of saved queries
     * @param time which event times are read and built
     */
    public record ExecutionOptions(
            Optional<Boolean> fullRefresh,
            Optional<Boolean> failFast,
            Optional<Boolean> storeFailures,
            Optional<Boolean> warnError,
            Optional<String> warnErrorOptions,
            boolean empty,
            boolean showSeedRows,
            Optional<Boolean> versionCheck,
            Optional<Boolean> partialParse,
            Optional<String> macro,
            Optional<String> args,
            QueryOptions query,
            SavedQueryOptions savedQueries,
            TimeOptions time) {
        public static final ExecutionOptions DEFAULT = new ExecutionOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                QueryOptions.NONE,
                SavedQueryOptions.NONE,
                TimeOptions.NONE);

        /** The query of {@code --inline}. */
        public Optional<String> inline() {
            return query.inline();
        }
    }

    /** What build is told of saved queries; dbt-core keeps it for others and does nothing with it. */
    public record SavedQueryOptions(boolean export, boolean include) {
        public static final SavedQueryOptions NONE = new SavedQueryOptions(false, false);
    }

    /**
     * What {@code show} and {@code compile} are asked.
     *
     * @param inline the query of {@code --inline}, which may hold templates
     * @param direct the query of {@code --inline-direct}, sent as it is
     * @param introspect whether compiling may ask the database
     * @param injectEphemerals whether ephemeral models become common table expressions of what reads them
     */
    public record QueryOptions(
            Optional<String> inline, Optional<String> direct, boolean introspect, boolean injectEphemerals) {
        public static final QueryOptions NONE = new QueryOptions(Optional.empty(), Optional.empty(), true, true);
    }

    /** As typed: {@code --event-time-start}, {@code --event-time-end}, {@code --sample}. */
    public record TimeOptions(Optional<String> start, Optional<String> end, Optional<String> sample) {
        public static final TimeOptions NONE = new TimeOptions(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * How results are shown and kept.
     *
     * @param format {@code --output} of list, show and compile
     * @param keys {@code --output-keys}
     * @param limit rows of show; -1 for all
     * @param writeJson whether artifacts are written
     * @param outputFile {@code --output}/{@code -o} of {@code source freshness} and {@code docs generate}
     * @param configDirOnly {@code debug --config-dir}
     * @param connectionOnly {@code debug --connection}
     * @param noCompile {@code docs generate --no-compile}
     * @param emptyCatalog {@code docs generate --empty-catalog}
     * @param quiet whether what is shown comes without a line above it
     */
    public record OutputOptions(
            Optional<String> format,
            List<String> keys,
            OptionalInt limit,
            Optional<Boolean> writeJson,
            Optional<Path> outputFile,
            boolean configDirOnly,
            boolean connectionOnly,
            boolean noCompile,
            boolean emptyCatalog,
            boolean cleanProjectFilesOnly,
            boolean quiet) {
        public static final OutputOptions DEFAULT = new OutputOptions(
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                false,
                true,
                false);

        public OutputOptions {
            keys = List.copyOf(keys);
        }
    }

    /** An environment variable; empty when unset. */
    public Optional<String> env(String name) {
        @Nullable String value = environment.get(name);
        return Optional.ofNullable(value);
    }
}
