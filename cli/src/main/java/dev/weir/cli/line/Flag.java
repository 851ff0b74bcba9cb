package dev.weir.cli.line;

import static dev.weir.cli.line.Flag.Kind.CHOICE;
import static dev.weir.cli.line.Flag.Kind.CHOICES;
import static dev.weir.cli.line.Flag.Kind.DATETIME;
import static dev.weir.cli.line.Flag.Kind.EXISTING_PATH;
import static dev.weir.cli.line.Flag.Kind.NUMBER;
import static dev.weir.cli.line.Flag.Kind.ON_OFF;
import static dev.weir.cli.line.Flag.Kind.PATH;
import static dev.weir.cli.line.Flag.Kind.SWITCH;
import static dev.weir.cli.line.Flag.Kind.TEXT;
import static dev.weir.cli.line.Flag.Kind.WORDS;
import static dev.weir.cli.line.Flag.Kind.YAML;
import static dev.weir.cli.line.Support.WORKS;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every flag of dbt 1.11 and the few of our own. A flag whose spelling means something else after another verb has a constant
 * for each meaning. Source of names, choices and variables: `dbt --help` of every command, docs/ledger/flags.tsv.
 */
public enum Flag {
    // ---- taken by every command, before or after it
    CACHE_SELECTED_ONLY(
            ON_OFF,
            "--cache-selected-only/--no-cache-selected-only",
            "",
            "CACHE_SELECTED_ONLY",
            Support.works("accepted; relations of all schemas are looked up in one query anyway"),
            "Look up relations of the selected nodes' schemas only."),
    DEBUG(ON_OFF, "--debug,-d/--no-debug", "", "DEBUG", WORKS, "Show debug lines, and stack traces of our own bugs."),
    DEFER(ON_OFF, "--defer/--no-defer", "", "DEFER", WORKS, "Take unselected nodes from the --state manifest."),
    DEPRECATED_DEFER(SWITCH, "--deprecated-defer", "", "DEFER_TO_STATE", WORKS, ""),
    DEFER_STATE(PATH, "--defer-state", "DIRECTORY", "DEFER_STATE", WORKS, "State folder used for deferral only."),
    DEPRECATED_FAVOR_STATE(TEXT, "--deprecated-favor-state", "TEXT", "FAVOR_STATE_MODE", WORKS, ""),
    DEPRECATED_PRINT(ON_OFF, "--deprecated-print/--deprecated-no-print", "", "NO_PRINT", WORKS, ""),
    DEPRECATED_STATE(PATH, "--deprecated-state", "DIRECTORY", "ARTIFACT_STATE_PATH", WORKS, ""),
    FAIL_FAST(ON_OFF, "--fail-fast,-x/--no-fail-fast", "", "FAIL_FAST", WORKS, "Stop at the first failure."),
    FAVOR_STATE(
            ON_OFF,
            "--favor-state/--no-favor-state",
            "",
            "FAVOR_STATE",
            WORKS,
            "Prefer the --state manifest's relations even to existing ones."),
    INDIRECT_SELECTION(
            CHOICE,
            "--indirect-selection",
            "eager|cautious|buildable|empty",
            "INDIRECT_SELECTION",
            WORKS,
            "Which tests of selected nodes are selected with them."),
    LOG_CACHE_EVENTS(
            ON_OFF,
            "--log-cache-events/--no-log-cache-events",
            "",
            "LOG_CACHE_EVENTS",
            Support.works("accepted; there are no such lines"),
            "Log each change of the relation cache."),
    LOG_FILE_MAX_BYTES(NUMBER, "--log-file-max-bytes", "INTEGER", "LOG_FILE_MAX_BYTES", WORKS, ""),
    LOG_FORMAT(
            CHOICE,
            "--log-format",
            "text|debug|json|default",
            "LOG_FORMAT",
            WORKS,
            "Form of the lines on the console, and of the log file unless --log-format-file says otherwise."),
    LOG_FORMAT_FILE(
            CHOICE,
            "--log-format-file",
            "text|debug|json|default",
            "LOG_FORMAT_FILE",
            WORKS,
            "Form of the lines in the log file."),
    LOG_LEVEL(
            CHOICE,
            "--log-level",
            "debug|info|warn|error|none",
            "LOG_LEVEL",
            WORKS,
            "Least level shown, and written to the log file unless --log-level-file says otherwise."),
    LOG_LEVEL_FILE(
            CHOICE,
            "--log-level-file",
            "debug|info|warn|error|none",
            "LOG_LEVEL_FILE",
            WORKS,
            "Least level written to the log file."),
    LOG_PATH(PATH, "--log-path", "PATH", "LOG_PATH", WORKS, "Folder of dbt.log."),
    MACRO_DEBUGGING(
            ON_OFF,
            "--macro-debugging/--no-macro-debugging",
            "",
            "MACRO_DEBUGGING",
            Support.works("accepted; errors know their place in macros anyway"),
            ""),
    PARTIAL_PARSE(
            ON_OFF,
            "--partial-parse/--no-partial-parse",
            "",
            "PARTIAL_PARSE",
            Support.works("off, nothing is taken from earlier runs; the result is the same"),
            "Use what earlier runs parsed; the result is the same without."),
    PARTIAL_PARSE_FILE_PATH(
            PATH,
            "--partial-parse-file-path",
            "FILE",
            "PARTIAL_PARSE_FILE_PATH",
            Support.refused("no partial parse file is kept"),
            ""),
    PARTIAL_PARSE_FILE_DIFF(
            ON_OFF,
            "--partial-parse-file-diff/--no-partial-parse-file-diff",
            "",
            "PARTIAL_PARSE_FILE_DIFF",
            Support.works("accepted; see --partial-parse"),
            ""),
    POPULATE_CACHE(
            ON_OFF,
            "--populate-cache/--no-populate-cache",
            "",
            "POPULATE_CACHE",
            Support.works("accepted; the look-up is one query"),
            "Look up existing relations at the start."),
    PRINT(ON_OFF, "--print/--no-print", "", "PRINT", WORKS, "Write what templates print()."),
    PRINTER_WIDTH(NUMBER, "--printer-width", "INTEGER", "PRINTER_WIDTH", WORKS, "Width of the dotted lines."),
    PROFILE(TEXT, "--profile", "TEXT", "PROFILE", WORKS, "The profile to use instead of the project's."),
    QUIET(ON_OFF, "--quiet,-q/--no-quiet", "", "QUIET", WORKS, "Only errors, and what was asked for."),
    RECORD_TIMING_INFO(
            PATH,
            "--record-timing-info,-r",
            "PATH",
            "",
            Support.works("accepted; no profile of Python's is written"),
            ""),
    SEND_ANONYMOUS_USAGE_STATS(
            ON_OFF,
            "--send-anonymous-usage-stats/--no-send-anonymous-usage-stats",
            "",
            "SEND_ANONYMOUS_USAGE_STATS",
            Support.works("accepted; nothing is ever sent"),
            "Accepted: nothing is ever sent."),
    SINGLE_THREADED(ON_OFF, "--single-threaded/--no-single-threaded", "", "SINGLE_THREADED", WORKS, ""),
    SHOW_ALL_DEPRECATIONS(
            ON_OFF,
            "--show-all-deprecations/--no-show-all-deprecations",
            "",
            "",
            WORKS,
            "Show every occurrence of a deprecation."),
    STATE(PATH, "--state", "DIRECTORY", "STATE", WORKS, "Folder of earlier artifacts to compare with."),
    STATIC_PARSER(
            ON_OFF,
            "--static-parser/--no-static-parser",
            "",
            "STATIC_PARSER",
            Support.works("accepted; there is one parser"),
            "Accepted: there is one parser."),
    TARGET(TEXT, "--target,-t", "TEXT", "TARGET", WORKS, "The target of the profile."),
    USE_COLORS(ON_OFF, "--use-colors/--no-use-colors", "", "USE_COLORS", WORKS, "Colours on the console."),
    USE_COLORS_FILE(
            ON_OFF, "--use-colors-file/--no-use-colors-file", "", "USE_COLORS_FILE", WORKS, "Colours in the log file."),
    USE_EXPERIMENTAL_PARSER(
            ON_OFF,
            "--use-experimental-parser/--no-use-experimental-parser",
            "",
            "USE_EXPERIMENTAL_PARSER",
            Support.works("accepted; there is one parser"),
            "Accepted: there is one parser."),
    VERSION(SWITCH, "--version,-V,-v", "", "", WORKS, "Show versions and exit."),
    VERSION_CHECK(
            ON_OFF,
            "--version-check/--no-version-check",
            "",
            "VERSION_CHECK",
            WORKS,
            "Hold the project's require-dbt-version against the version we stand for."),
    WARN_ERROR(SWITCH, "--warn-error", "", "WARN_ERROR", WORKS, "Turn warnings into errors."),
    WARN_ERROR_OPTIONS(
            YAML, "--warn-error-options", "YAML", "WARN_ERROR_OPTIONS", WORKS, "Which warnings are errors, as YAML."),
    WRITE_JSON(
            ON_OFF, "--write-json/--no-write-json", "", "WRITE_JSON", WORKS, "Write artifacts to the target folder."),
    USE_FAST_TEST_EDGES(
            ON_OFF,
            "--use-fast-test-edges/--no-use-fast-test-edges",
            "",
            "USE_FAST_TEST_EDGES",
            Support.works("accepted; test edges are always fast"),
            ""),
    UPLOAD_TO_ARTIFACTS_INGEST_API(
            ON_OFF,
            "--upload-to-artifacts-ingest-api/--no-upload-to-artifacts-ingest-api",
            "",
            "UPLOAD_TO_ARTIFACTS_INGEST_API",
            Support.refused("nothing is ever sent"),
            "Refused: nothing is ever sent."),
    SHOW_RESOURCE_REPORT(
            ON_OFF,
            "--show-resource-report/--no-show-resource-report",
            "",
            "SHOW_RESOURCE_REPORT",
            Support.works("accepted; no report is made"),
            ""),

    // ---- taken by some commands
    EMPTY(ON_OFF, "--empty/--no-empty", "", "EMPTY", WORKS, "Read zero rows from refs and sources."),
    EVENT_TIME_START(
            DATETIME,
            "--event-time-start",
            "%Y-%m-%d|%Y-%m-%dT%H:%M:%S|%Y-%m-%d %H:%M:%S",
            "EVENT_TIME_START",
            WORKS,
            "Start of the range of microbatch models."),
    EVENT_TIME_END(
            DATETIME,
            "--event-time-end",
            "%Y-%m-%d|%Y-%m-%dT%H:%M:%S|%Y-%m-%d %H:%M:%S",
            "EVENT_TIME_END",
            WORKS,
            "End of the range of microbatch models."),
    EXCLUDE(WORDS, "--exclude", "TUPLE", "", WORKS, "Nodes to leave out."),
    EXPORT_SAVED_QUERIES(
            ON_OFF,
            "--export-saved-queries/--no-export-saved-queries",
            "",
            "EXPORT_SAVED_QUERIES",
            Support.works("accepted; as in dbt-core, nothing is exported"),
            ""),
    FULL_REFRESH(SWITCH, "--full-refresh,-f", "", "FULL_REFRESH", WORKS, "Rebuild incremental models from nothing."),
    INCLUDE_SAVED_QUERY(
            ON_OFF,
            "--include-saved-query/--no-include-saved-query",
            "",
            "INCLUDE_SAVED_QUERY",
            Support.works("accepted; as in dbt-core, saved queries are in anyway"),
            ""),
    PROFILES_DIR(
            EXISTING_PATH,
            "--profiles-dir",
            "PATH",
            "PROFILES_DIR",
            WORKS,
            "Folder of profiles.yml; else the current folder, then ~/.dbt."),
    PROJECT_DIR(
            EXISTING_PATH,
            "--project-dir",
            "PATH",
            "PROJECT_DIR",
            WORKS,
            "Folder of dbt_project.yml; else the current folder and those above it."),
    RESOURCE_TYPE(
            CHOICES,
            "--resource-types,--resource-type",
            "metric|semantic_model|saved_query|source|analysis|function|model|test|unit_test|exposure|snapshot|seed|default|all",
            "RESOURCE_TYPES",
            WORKS,
            "Only nodes of these types."),
    EXCLUDE_RESOURCE_TYPE(
            CHOICES,
            "--exclude-resource-types,--exclude-resource-type",
            "metric|semantic_model|saved_query|source|analysis|model|test|unit_test|exposure|snapshot|seed|function|default",
            "EXCLUDE_RESOURCE_TYPES",
            WORKS,
            "No nodes of these types."),
    SQLPARSE(
            YAML, "--sqlparse", "YAML", "ENGINE_SQLPARSE", Support.works("accepted; there is no sqlparse to tune"), ""),
    SAMPLE(TEXT, "--sample", "SAMPLE", "SAMPLE", WORKS, "Read a window of time of refs and sources."),
    SELECT(WORDS, "-s,--select,-m,--models,--model", "TUPLE", "", WORKS, "Nodes to take."),
    SELECTOR(TEXT, "--selector", "TEXT", "", WORKS, "A named selector of selectors.yml."),
    SHOW_ROWS(SWITCH, "--show", "", "", WORKS, "Show a few rows of each seed."),
    STORE_FAILURES(
            SWITCH, "--store-failures", "", "STORE_FAILURES", WORKS, "Keep the failing rows of tests in tables."),
    TARGET_PATH(PATH, "--target-path", "PATH", "TARGET_PATH", WORKS, "Folder of artifacts."),
    THREADS(NUMBER, "--threads", "INTEGER", "", WORKS, "Nodes that run at the same time."),
    VARS(YAML, "--vars", "YAML", "", WORKS, "Vars of the project, as YAML: '{name: value}'."),
    CLEAN_PROJECT_FILES_ONLY(
            ON_OFF,
            "--clean-project-files-only/--no-clean-project-files-only",
            "",
            "CLEAN_PROJECT_FILES_ONLY",
            WORKS,
            "Remove nothing outside the project."),
    COMPILE(ON_OFF, "--compile/--no-compile", "", "", WORKS, "Compile before the catalog is made."),
    EMPTY_CATALOG(SWITCH, "--empty-catalog", "", "", WORKS, "Write a catalog without asking the database."),
    STATIC(SWITCH, "--static", "", "", WORKS, "One HTML file with everything in it."),
    BROWSER(ON_OFF, "--browser/--no-browser", "", "", WORKS, "Open a browser."),
    HOST(TEXT, "--host", "TEXT", "HOST", WORKS, "Address to listen on; 127.0.0.1 unless given."),
    PORT(NUMBER, "--port", "INTEGER", "", WORKS, "Port to listen on; 8080 unless given, 0 for any that is free."),
    RESULT_FORMAT(CHOICE, "--output", "json|text", "", WORKS, "Form of the result."),
    LIMIT(NUMBER, "--limit", "INTEGER", "", WORKS, "Rows to show; -1 for all. 5 unless given."),
    INTROSPECT(ON_OFF, "--introspect/--no-introspect", "", "INTROSPECT", WORKS, "Allow queries while compiling."),
    INLINE(TEXT, "--inline", "TEXT", "", WORKS, "A query instead of a node."),
    INLINE_DIRECT(TEXT, "--inline-direct", "TEXT", "", WORKS, ""),
    INJECT_EPHEMERAL_CTES(ON_OFF, "--inject-ephemeral-ctes/--no-inject-ephemeral-ctes", "", "", WORKS, ""),
    CONNECTION(SWITCH, "--connection", "", "", WORKS, "Test the connection only."),
    CONFIG_DIR(SWITCH, "--config-dir", "", "", WORKS, "Say where profiles.yml is."),
    PACKAGE_SOURCE(CHOICE, "--source", "hub|git|local", "", WORKS, "Where --add-package takes the package from."),
    LOCK(SWITCH, "--lock", "", "", WORKS, "Write the lock file, install nothing."),
    UPGRADE(SWITCH, "--upgrade", "", "", WORKS, "Take the newest versions that packages.yml allows."),
    ADD_PACKAGE(TEXT, "--add-package", "NEWPACKAGE", "", WORKS, "Add a package to packages.yml."),
    SKIP_PROFILE_SETUP(
            SWITCH, "--skip-profile-setup,-s", "", "", WORKS, "Ask nothing; keep the starter's profiles.yml."),
    LIST_MODELS(WORDS, "-m,--models,--model", "TUPLE", "", WORKS, "Models to take."),
    LIST_FORMAT(CHOICE, "--output", "json|name|path|selector", "", WORKS, "Form of each line."),
    LIST_KEYS(WORDS, "--output-keys", "TUPLE", "", WORKS, "Keys of each line with --output json."),
    LIST_SELECT(WORDS, "-s,--select", "TUPLE", "", WORKS, "Nodes to take."),
    ARGS(YAML, "--args", "YAML", "", WORKS, "Arguments of the macro, as YAML: '{name: value}'."),
    FRESHNESS_FILE(PATH, "--output,-o", "FILE", "", WORKS, "File of the result instead of target/sources.json."),

    // ---- our own
    WHY(SWITCH, "--why", "", "", WORKS, "Say of each node what changed since --state."),
    DOCS_TOKEN(TEXT, "--token", "TEXT", "", WORKS, "What others must know to see the site. Better: WEIR_DOCS_TOKEN."),
    DOCS_ANONYMOUS(SWITCH, "--allow-anonymous", "", "", WORKS, "Show the site to whoever reaches the address."),
    SANDBOX_PORT(NUMBER, "--port", "INTEGER", "", WORKS, "Port; 6875, or any free one when that is taken."),
    SANDBOX_HOST(TEXT, "--host", "ADDRESS", "", WORKS, "Address to listen on; the loopback interface unless given."),
    SANDBOX_PASSWORD(
            TEXT,
            "--password",
            "TEXT",
            "",
            WORKS,
            "What clients must know; any password will do unless given. Better: WEIR_SANDBOX_PASSWORD."),
    SANDBOX_DETACH(SWITCH, "--detach", "", "", WORKS, "Leave it running in the background."),
    SANDBOX_FOLLOW(SWITCH, "--follow,-f", "", "", WORKS, "Go on with statements as they come, until Ctrl-C."),
    SANDBOX_JSON(SWITCH, "--json", "", "", WORKS, "The lines as they are kept: a JSON object each."),
    DEPLOY_PLAN(SWITCH, "--plan", "", "", WORKS, "Print every change that would be sent, and send none."),
    DEPLOY_OUT(TEXT, "--out", "PATH", "", WORKS, "With --plan: write it to a file, too, for --plan-file."),
    DEPLOY_PLAN_FILE(
            TEXT,
            "--plan-file",
            "PATH",
            "",
            WORKS,
            "Send exactly what this plan says; nothing when the deployment would be another by now."),
    DEPLOY_RESUME(SWITCH, "--resume", "", "", WORKS, "Go on with a deployment that was broken off."),
    DEPLOY_TIMEOUT(
            TEXT, "--timeout", "DURATION", "", WORKS, "How long clusters may take to become ready; 30m unless given."),
    DEPLOY_LAG(
            TEXT,
            "--await-lag",
            "INTERVAL",
            "",
            WORKS,
            "How far clusters may lag behind at the swap; 1s unless given."),
    DEPLOY_KEEP(TEXT, "--keep-old", "DURATION", "", WORKS, "Keep the old side so long at least, for rollback."),
    DEPLOY_POLL(
            TEXT, "--poll-interval", "DURATION", "", WORKS, "Time between two looks at the clusters; 5s unless given."),
    DEPLOY_CASCADE(SWITCH, "--cascade", "", "", WORKS, "Drop what outside reads the old side with it; never a sink."),
    DEPLOY_NOW(SWITCH, "--now", "", "", WORKS, "Remove an old side before its time."),
    DEPLOY_FORMAT(CHOICE, "--output", "json|text", "", WORKS, "Form of a plan or a status."),
    HELP(SWITCH, "-h,--help", "", "", WORKS, "Show this message and exit.");

    /** What a flag takes. */
    public enum Kind {
        SWITCH,
        ON_OFF,
        TEXT,
        PATH,
        EXISTING_PATH,
        NUMBER,
        CHOICE,
        CHOICES,
        WORDS,
        DATETIME,
        YAML;

        boolean takesValue() {
            return this != SWITCH && this != ON_OFF;
        }

        boolean takesMany() {
            return this == CHOICES || this == WORDS;
        }
    }

    /** The flags that every command of dbt takes, before or after it. */
    static final Set<Flag> GLOBAL = EnumSet.range(CACHE_SELECTED_ONLY, SHOW_RESOURCE_REPORT);

    /** Flags that only Weir has; the ledger lists dbt's. */
    static final Set<Flag> OURS = EnumSet.of(WHY, DOCS_TOKEN, DOCS_ANONYMOUS);

    private final Kind kind;
    private final List<String> names;
    private final List<String> offNames;
    private final String metavar;
    private final String variable;
    private final Support support;
    private final String help;

    Flag(Kind kind, String names, String metavar, String variable, Support support, String help) {
        this.kind = kind;
        int slash = names.indexOf('/');
        this.names = split(slash < 0 ? names : names.substring(0, slash), ',');
        this.offNames = slash < 0 ? List.of() : split(names.substring(slash + 1), ',');
        this.metavar = metavar;
        this.variable = variable;
        this.support = support;
        this.help = help;
    }

    private static List<String> split(String text, char by) {
        List<String> parts = new ArrayList<>(4);
        int from = 0;
        for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return List.copyOf(parts);
    }

    public Kind kind() {
        return kind;
    }

    /** Its spellings, as declared. */
    public List<String> names() {
        return names;
    }

    /** Spellings that turn it off ({@code --no-debug}). */
    public List<String> offNames() {
        return offNames;
    }

    /** What stands for its value in help: a word, or choices between bars. */
    String metavar() {
        return metavar;
    }

    /** The values it may have; empty when any. */
    public List<String> choices() {
        return kind == CHOICE || kind == CHOICES || kind == DATETIME ? split(metavar, '|') : List.of();
    }

    /** The variables it is read from, the first that is set wins: {@code DBT_ENGINE_DEBUG}, {@code DBT_DEBUG}. */
    public List<String> variables() {
        if (variable.isEmpty()) {
            return List.of();
        }
        return variable.startsWith("ENGINE_")
                ? List.of("DBT_" + variable)
                : List.of("DBT_ENGINE_" + variable, "DBT_" + variable);
    }

    /** The flag that takes the place of one that only variables of the environment may still set. */
    public Optional<Flag> today() {
        return switch (this) {
            case DEPRECATED_DEFER -> Optional.of(DEFER);
            case DEPRECATED_FAVOR_STATE -> Optional.of(FAVOR_STATE);
            case DEPRECATED_PRINT -> Optional.of(PRINT);
            case DEPRECATED_STATE -> Optional.of(STATE);
            default -> Optional.empty();
        };
    }

    public Support support() {
        return support;
    }

    /** Empty for flags that help does not show. */
    Optional<String> help() {
        return help.isEmpty() ? Optional.empty() : Optional.of(help);
    }

    /** As usage errors name it: {@code '--debug' / '-d'}. */
    String quotedNames() {
        return "'" + String.join("' / '", names) + "'";
    }
}
