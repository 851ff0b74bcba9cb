package dev.weir.cli.line;

import static dev.weir.cli.line.Flag.*;

import dev.weir.core.engine.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every command of dbt 1.11 and our own, in the order help lists them. Source: `dbt --help`, docs/ledger/commands.tsv. */
public enum Command {
    BUILD(
            "build",
            Verb.BUILD,
            Support.WORKS,
            "Build seeds, models, snapshots and tests, each after what it reads.",
            EMPTY,
            EVENT_TIME_START,
            EVENT_TIME_END,
            EXCLUDE,
            EXPORT_SAVED_QUERIES,
            FULL_REFRESH,
            INCLUDE_SAVED_QUERY,
            PROFILES_DIR,
            PROJECT_DIR,
            RESOURCE_TYPE,
            EXCLUDE_RESOURCE_TYPE,
            SQLPARSE,
            SAMPLE,
            SELECT,
            SELECTOR,
            SHOW_ROWS,
            STORE_FAILURES,
            TARGET_PATH,
            THREADS,
            VARS),
    CLEAN(
            "clean",
            Verb.CLEAN,
            Support.WORKS,
            "Remove the folders that clean-targets names.",
            CLEAN_PROJECT_FILES_ONLY,
            PROFILES_DIR,
            PROJECT_DIR,
            TARGET_PATH,
            VARS),
    CLONE(
            "clone",
            Verb.CLONE,
            Support.WORKS,
            "Clone nodes from the relations that a state names.",
            EXCLUDE,
            FULL_REFRESH,
            PROFILES_DIR,
            PROJECT_DIR,
            RESOURCE_TYPE,
            EXCLUDE_RESOURCE_TYPE,
            SELECT,
            SELECTOR,
            TARGET_PATH,
            THREADS,
            VARS),
    COMPILE(
            "compile",
            Verb.COMPILE,
            Support.WORKS,
            "Turn models into SQL, and write it to the target folder.",
            EXCLUDE,
            FULL_REFRESH,
            RESULT_FORMAT,
            INTROSPECT,
            PROFILES_DIR,
            PROJECT_DIR,
            EMPTY,
            SELECT,
            SELECTOR,
            INLINE,
            INJECT_EPHEMERAL_CTES,
            SQLPARSE,
            TARGET_PATH,
            THREADS,
            VARS),
    DEBUG(
            "debug",
            Verb.DEBUG,
            Support.WORKS,
            "Check the project, the profile and the connection.",
            CONNECTION,
            CONFIG_DIR,
            PROFILES_DIR,
            PROJECT_DIR,
            VARS),
    DEPS(
            "deps",
            null,
            Support.WORKS,
            "Install the packages that packages.yml names.",
            PROFILES_DIR,
            PROJECT_DIR,
            VARS,
            PACKAGE_SOURCE,
            LOCK,
            UPGRADE,
            ADD_PACKAGE),
    DOCS_GENERATE(
            "docs generate",
            Verb.DOCS_GENERATE,
            Support.WORKS,
            "Write the manifest, the catalog of the database, and the documentation site.",
            Flag.COMPILE,
            EXCLUDE,
            SQLPARSE,
            PROFILES_DIR,
            PROJECT_DIR,
            SELECT,
            SELECTOR,
            EMPTY_CATALOG,
            STATIC,
            TARGET_PATH,
            THREADS,
            VARS),
    DOCS_SERVE(
            "docs serve",
            null,
            Support.WORKS,
            "Serve the documentation, and build it again when the project changes.",
            BROWSER,
            HOST,
            PORT,
            DOCS_TOKEN,
            DOCS_ANONYMOUS,
            PROFILES_DIR,
            PROJECT_DIR,
            TARGET_PATH,
            VARS),
    INIT("init", null, Support.WORKS, "Write a new project.", PROFILES_DIR, PROJECT_DIR, SKIP_PROFILE_SETUP, VARS),
    LIST(
            "list",
            Verb.LIST,
            Support.WORKS,
            "List the resources of the project.",
            EXCLUDE,
            LIST_MODELS,
            LIST_FORMAT,
            LIST_KEYS,
            WHY,
            PROFILES_DIR,
            PROJECT_DIR,
            RESOURCE_TYPE,
            EXCLUDE_RESOURCE_TYPE,
            LIST_SELECT,
            SELECTOR,
            TARGET_PATH,
            VARS),
    LS(
            "ls",
            Verb.LIST,
            Support.WORKS,
            "",
            EXCLUDE,
            LIST_MODELS,
            LIST_FORMAT,
            LIST_KEYS,
            WHY,
            PROFILES_DIR,
            PROJECT_DIR,
            RESOURCE_TYPE,
            EXCLUDE_RESOURCE_TYPE,
            LIST_SELECT,
            SELECTOR,
            TARGET_PATH,
            VARS),
    PARSE(
            "parse",
            Verb.PARSE,
            Support.WORKS,
            "Read the project and report what is wrong with it.",
            PROFILES_DIR,
            PROJECT_DIR,
            TARGET_PATH,
            THREADS,
            VARS),
    RETRY(
            "retry",
            Verb.RETRY,
            Support.WORKS,
            "Run again what failed last time.",
            PROJECT_DIR,
            PROFILES_DIR,
            VARS,
            TARGET_PATH,
            THREADS,
            FULL_REFRESH),
    RUN(
            "run",
            Verb.RUN,
            Support.WORKS,
            "Build models.",
            EXCLUDE,
            FULL_REFRESH,
            PROFILES_DIR,
            PROJECT_DIR,
            EMPTY,
            EVENT_TIME_START,
            EVENT_TIME_END,
            SQLPARSE,
            SAMPLE,
            SELECT,
            SELECTOR,
            TARGET_PATH,
            THREADS,
            VARS),
    RUN_OPERATION(
            "run-operation",
            Verb.RUN_OPERATION,
            Support.WORKS,
            "Call a macro.",
            ARGS,
            PROFILES_DIR,
            PROJECT_DIR,
            TARGET_PATH,
            THREADS,
            VARS),
    SEED(
            "seed",
            Verb.SEED,
            Support.WORKS,
            "Load seeds.",
            EXCLUDE,
            FULL_REFRESH,
            PROFILES_DIR,
            PROJECT_DIR,
            SQLPARSE,
            SELECT,
            SELECTOR,
            SHOW_ROWS,
            TARGET_PATH,
            THREADS,
            VARS),
    SHOW(
            "show",
            Verb.SHOW,
            Support.WORKS,
            "Show rows of a node or a query.",
            EXCLUDE,
            FULL_REFRESH,
            RESULT_FORMAT,
            LIMIT,
            INTROSPECT,
            PROFILES_DIR,
            PROJECT_DIR,
            SELECT,
            SELECTOR,
            INLINE,
            INLINE_DIRECT,
            SQLPARSE,
            TARGET_PATH,
            THREADS,
            VARS),
    SNAPSHOT(
            "snapshot",
            Verb.SNAPSHOT,
            Support.WORKS,
            "Bring snapshots up to date.",
            EMPTY,
            EXCLUDE,
            PROFILES_DIR,
            PROJECT_DIR,
            SQLPARSE,
            SELECT,
            SELECTOR,
            TARGET_PATH,
            THREADS,
            VARS),
    SOURCE_FRESHNESS(
            "source freshness",
            Verb.SOURCE_FRESHNESS,
            Support.WORKS,
            "Check how old the data of sources is.",
            EXCLUDE,
            FRESHNESS_FILE,
            SQLPARSE,
            PROFILES_DIR,
            PROJECT_DIR,
            SELECT,
            SELECTOR,
            TARGET_PATH,
            THREADS,
            VARS),
    SOURCE_SNAPSHOT_FRESHNESS(
            "source snapshot-freshness",
            Verb.SOURCE_FRESHNESS,
            Support.WORKS,
            "",
            EXCLUDE,
            FRESHNESS_FILE,
            SQLPARSE,
            PROFILES_DIR,
            PROJECT_DIR,
            SELECT,
            SELECTOR,
            TARGET_PATH,
            THREADS,
            VARS),
    TEST(
            "test",
            Verb.TEST,
            Support.WORKS,
            "Run tests.",
            EXCLUDE,
            RESOURCE_TYPE,
            EXCLUDE_RESOURCE_TYPE,
            PROFILES_DIR,
            PROJECT_DIR,
            SQLPARSE,
            SELECT,
            SELECTOR,
            STORE_FAILURES,
            TARGET_PATH,
            THREADS,
            VARS),
    DEPLOY(
            "deploy",
            null,
            Support.WORKS,
            "Build beside production on Materialize and swap; or status, abort, rollback, cleanup.",
            DEPLOY_PLAN,
            DEPLOY_OUT,
            DEPLOY_PLAN_FILE,
            DEPLOY_RESUME,
            DEPLOY_TIMEOUT,
            DEPLOY_LAG,
            DEPLOY_KEEP,
            DEPLOY_POLL,
            DEPLOY_CASCADE,
            DEPLOY_NOW,
            DEPLOY_FORMAT,
            PROFILES_DIR,
            PROJECT_DIR,
            TARGET_PATH,
            THREADS,
            VARS),
    DEMO("demo", null, Support.WORKS, "Run the quickstart on the sandbox in ./weir-demo and show its rows."),
    SANDBOX_START(
            "sandbox start",
            null,
            Support.WORKS,
            "Run the Materialize-compatible sandbox until Ctrl-C, or --detach it.",
            PROJECT_DIR,
            SANDBOX_PORT,
            SANDBOX_HOST,
            SANDBOX_PASSWORD,
            SANDBOX_DETACH),
    SANDBOX_STOP("sandbox stop", null, Support.WORKS, "Stop the project's sandbox.", PROJECT_DIR),
    SANDBOX_STATUS("sandbox status", null, Support.WORKS, "Say whether the sandbox is up, and where.", PROJECT_DIR),
    SANDBOX_RESET("sandbox reset", null, Support.WORKS, "Stop the sandbox and delete its data.", PROJECT_DIR),
    SANDBOX_PSQL_URL(
            "sandbox psql-url", null, Support.WORKS, "Print the running sandbox's connection string.", PROJECT_DIR),
    SANDBOX_LOG(
            "sandbox log",
            null,
            Support.WORKS,
            "Show the statements the sandbox was sent and what came of them.",
            PROJECT_DIR,
            SANDBOX_FOLLOW,
            SANDBOX_JSON);

    private final String words;
    private final Optional<Verb> verb;
    private final Support support;
    private final String help;
    private final Set<Flag> flags;

    Command(String words, @org.jspecify.annotations.Nullable Verb verb, Support support, String help, Flag... own) {
        this.words = words;
        this.verb = Optional.ofNullable(verb);
        this.support = support;
        this.help = help;
        this.flags = EnumSet.copyOf(GLOBAL);
        this.flags.addAll(List.of(own));
        this.flags.add(HELP);
    }

    /** As typed: {@code "docs generate"}. */
    public String words() {
        return words;
    }

    /** The engine's verb; empty when it is not the engine's. */
    public Optional<Verb> verb() {
        return verb;
    }

    public Support support() {
        return support;
    }

    /** Whether dbt has it too. */
    public boolean ofDbt() {
        return this != DEMO && this != DEPLOY && !words.startsWith("sandbox ");
    }

    /** Empty for spellings that help does not show. */
    Optional<String> help() {
        return help.isEmpty() ? Optional.empty() : Optional.of(help);
    }

    /** All flags it takes, the global ones first. */
    public Set<Flag> flags() {
        return EnumSet.copyOf(flags);
    }

    boolean takes(Flag flag) {
        return flags.contains(flag);
    }

    /** Its argument; empty when it takes none. */
    Optional<Argument> argument() {
        return switch (this) {
            case INIT -> Optional.of(new Argument("PROJECT_NAME", false));
            case RUN_OPERATION -> Optional.of(new Argument("MACRO", true));
            case DEPLOY -> Optional.of(new Argument("ACTION", false));
            default -> Optional.empty();
        };
    }

    record Argument(String name, boolean required) {}

    /** The words that may follow these, in order: {@code ["generate", "serve"]} after {@code "docs"}. */
    static List<String> next(String group) {
        List<String> next = new ArrayList<>();
        String prefix = group.isEmpty() ? "" : group + " ";
        for (Command command : values()) {
            if (command.words.startsWith(prefix)) {
                String rest = command.words.substring(prefix.length());
                int space = rest.indexOf(' ');
                String word = space < 0 ? rest : rest.substring(0, space);
                if (!next.contains(word)) {
                    next.add(word);
                }
            }
        }
        return next;
    }

    static Optional<Command> find(String words) {
        for (Command command : values()) {
            if (command.words.equals(words)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
