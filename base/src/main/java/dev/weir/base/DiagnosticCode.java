package dev.weir.base;

/**
 * The catalogue of everything that can go wrong: one stable code per situation. A number is never given twice. Each room
 * adds its codes in its own section, in order.
 */
public enum DiagnosticCode {
    // ---- YML: positioned YAML (base)
    YML_001(Actor.USER, ErrorKind.PARSING, "text is not valid YAML"),
    YML_002(Actor.USER, ErrorKind.PARSING, "the same key stands twice in one mapping"),

    // ---- JIN: the template language (jinja)
    JIN_001(Actor.USER, ErrorKind.COMPILATION, "template syntax error"),
    JIN_002(Actor.USER, ErrorKind.COMPILATION, "a template does what its values cannot"),
    JIN_003(Actor.USER, ErrorKind.COMPILATION, "a template uses what is not defined"),
    JIN_004(Actor.USER, ErrorKind.COMPILATION, "a block is not closed"),

    // ---- PRJ: project files, profiles, vars (core.project)
    PRJ_001(Actor.USER, ErrorKind.RUNTIME, "no dbt_project.yml where the project should be"),
    PRJ_002(Actor.USER, ErrorKind.RUNTIME, "dbt_project.yml holds no mapping"),
    PRJ_003(Actor.USER, ErrorKind.RUNTIME, "a key of dbt_project.yml is unknown"),
    PRJ_004(Actor.USER, ErrorKind.RUNTIME, "a value in dbt_project.yml is of the wrong kind"),
    PRJ_005(Actor.USER, ErrorKind.RUNTIME, "the project names no profile"),
    PRJ_006(Actor.USER, ErrorKind.RUNTIME, "a profile does not exist"),
    PRJ_007(Actor.USER, ErrorKind.RUNTIME, "profiles.yml cannot be read"),
    PRJ_008(Actor.USER, ErrorKind.RUNTIME, "a target does not exist"),
    PRJ_009(Actor.USER, ErrorKind.RUNTIME, "a profile lacks what it needs"),
    PRJ_010(Actor.USER, ErrorKind.PARSING, "an environment variable is not set"),
    PRJ_011(Actor.USER, ErrorKind.PARSING, "a secret is read where it may not be"),
    PRJ_012(Actor.USER, ErrorKind.USAGE, "vars or args on the command line cannot be read"),
    PRJ_013(Actor.USER, ErrorKind.COMPILATION, "packages are not installed"),
    PRJ_014(Actor.USER, ErrorKind.COMPILATION, "two projects have the same name"),
    PRJ_015(Actor.USER, ErrorKind.RUNTIME, "the project asks for another version of dbt"),
    PRJ_016(Actor.USER, ErrorKind.RUNTIME, "a file is not UTF-8 text"),
    PRJ_017(Actor.USER, ErrorKind.RUNTIME, "a key of dbt_project.yml has a new name"),
    PRJ_018(Actor.USER, ErrorKind.COMPILATION, "a variable is not defined"),
    PRJ_019(Actor.USER, ErrorKind.RUNTIME, "something a project may say is not acted upon yet"),
    PRJ_020(Actor.USER, ErrorKind.RUNTIME, "flags stand in profiles.yml"),
    PRJ_021(Actor.USER, ErrorKind.RUNTIME, "a file cannot be read"),

    // ---- PAR: resources and their properties (core.parse)
    PAR_001(Actor.USER, ErrorKind.COMPILATION, "a ref names no node"),
    PAR_010(Actor.USER, ErrorKind.COMPILATION, "a block is not closed, or has no name"),
    PAR_011(Actor.USER, ErrorKind.COMPILATION, "two resources have the same name"),
    PAR_012(Actor.USER, ErrorKind.PARSING, "a config value is of the wrong kind"),
    PAR_013(Actor.USER, ErrorKind.RUNTIME, "a config path of dbt_project.yml applies to nothing"),
    PAR_014(Actor.USER, ErrorKind.PARSING, "a property file does not have the right form"),
    PAR_015(Actor.USER, ErrorKind.PARSING, "properties are given for something that does not exist"),
    PAR_016(Actor.USER, ErrorKind.COMPILATION, "a docs block does not exist"),
    PAR_017(Actor.USER, ErrorKind.PARSING, "a key of a property file is unknown"),
    PAR_018(Actor.USER, ErrorKind.COMPILATION, "a ref or source names what is disabled"),
    PAR_019(Actor.USER, ErrorKind.PARSING, "a test is not written in a form that can be understood"),
    PAR_020(Actor.USER, ErrorKind.COMPILATION, "two resources would be the same relation"),
    PAR_021(Actor.USER, ErrorKind.PARSING, "a resource of a kind that is not supported yet"),
    PAR_022(Actor.USER, ErrorKind.PARSING, "a way of writing that is going out of use"),
    PAR_023(Actor.USER, ErrorKind.PARSING, "a model may not be read from there"),
    PAR_024(Actor.USER, ErrorKind.RUNTIME, "a name holds what names may not hold"),
    PAR_025(Actor.USER, ErrorKind.PARSING, "a versioned model is not described rightly"),
    PAR_026(Actor.USER, ErrorKind.COMPILATION, "a test that does not exist is asked for"),
    PAR_027(Actor.USER, ErrorKind.PARSING, "a seed's hook reads a node"),
    PAR_028(Actor.USER, ErrorKind.COMPILATION, "a config is given twice under two spellings"),
    PAR_029(Actor.USER, ErrorKind.PARSING, "a unit test of an incremental model does not say how it runs, or on what"),
    PAR_031(Actor.USER, ErrorKind.PARSING, "a metric names no metric or measure, or not enough of them"),
    PAR_032(Actor.USER, ErrorKind.PARSING, "a metric is made of itself"),
    PAR_033(Actor.USER, ErrorKind.PARSING, "a time spine is missing or unsound"),
    PAR_034(Actor.USER, ErrorKind.PARSING, "a semantic model, metric or saved query makes no sense"),
    PAR_035(Actor.USER, ErrorKind.PARSING, "a microbatch model does not say how it is built in batches"),
    PAR_036(Actor.USER, ErrorKind.PARSING, "an enforced contract does not fit the model's configs"),
    PAR_037(Actor.USER, ErrorKind.COMPILATION, "a ref could mean nodes of several packages"),
    PAR_038(Actor.USER, ErrorKind.COMPILATION, "a package reads a node of the root project"),
    PAR_039(Actor.USER, ErrorKind.COMPILATION, "a model is past its deprecation date, or soon will be"),
    PAR_040(Actor.USER, ErrorKind.COMPILATION, "arguments described for a macro are not those it has"),
    PAR_041(Actor.USER, ErrorKind.COMPILATION, "freshness is asked of a source that does not say how to tell"),
    PAR_042(Actor.USER, ErrorKind.INTERNAL, "a project configures resources in another config-version"),
    PAR_043(Actor.USER, ErrorKind.PARSING, "a constraint is of no known type, or a second primary key"),
    PAR_030(Actor.USER, ErrorKind.COMPILATION, "a function call names no function"),
    PAR_002(Actor.USER, ErrorKind.COMPILATION, "a source call names no source"),

    // ---- SEL: selection (core.graph, core.select)
    SEL_001(Actor.USER, ErrorKind.RUNTIME, "a selector cannot be understood"),
    SEL_002(Actor.USER, ErrorKind.RUNTIME, "resources read each other in a circle"),
    SEL_003(Actor.USER, ErrorKind.RUNTIME, "a selection criterion matches nothing"),
    SEL_004(Actor.USER, ErrorKind.RUNTIME, "a named selector cannot be resolved"),
    SEL_005(Actor.USER, ErrorKind.RUNTIME, "a selector method is not supported yet"),
    SEL_006(Actor.USER, ErrorKind.RUNTIME, "there is no state to compare with"),
    SEL_007(Actor.USER, ErrorKind.INTERNAL, "there are no earlier results to compare with"),
    SEL_008(Actor.USER, ErrorKind.RUNTIME, "a resource cannot be compared with what it was"),
    SEL_009(Actor.USER, ErrorKind.CONTRACT, "a contract is broken"),
    SEL_010(Actor.USER, ErrorKind.RUNTIME, "an artifact of an earlier invocation cannot be read"),
    SEL_011(Actor.USER, ErrorKind.RUNTIME, "the state would be overwritten"),

    // ---- CMP: compiling a node (core.context, core.compile)
    CMP_001(Actor.USER, ErrorKind.COMPILATION, "a macro or model raised a compiler error"),
    CMP_002(Actor.USER, ErrorKind.COMPILATION, "a ref or source was not seen when the project was parsed"),
    CMP_003(Actor.USER, ErrorKind.COMPILATION, "a required variable is not set"),
    CMP_004(Actor.USER, ErrorKind.COMPILATION, "a required config is not set"),
    CMP_005(Actor.USER, ErrorKind.PARSING, "a required environment variable is not set"),
    CMP_006(Actor.USER, ErrorKind.COMPILATION, "a dispatch finds no implementation"),
    CMP_007(Actor.USER, ErrorKind.COMPILATION, "a template function was called with wrong arguments"),
    CMP_008(Actor.USER, ErrorKind.COMPILATION, "a context member is not supported yet"),
    CMP_009(Actor.USER, ErrorKind.COMPILATION, "ephemeral models include each other in a circle"),
    CMP_010(Actor.USER, ErrorKind.RUNTIME, "a macro raised a dependency error"),
    CMP_011(Actor.USER, ErrorKind.COMPILATION, "a function of templates that is going out of use"),
    CMP_012(Actor.USER, ErrorKind.RUNTIME, "a config is none of the values a template allows"),
    CMP_013(Actor.USER, ErrorKind.FAIL_FAST, "a macro raised an error that asks for an early end"),

    // ---- RUN: running (core.run)
    RUN_001(Actor.DATABASE, ErrorKind.DATABASE, "the database rejected a statement"),
    RUN_002(Actor.USER, ErrorKind.COMPILATION, "a seed file cannot be loaded"),
    RUN_003(Actor.USER, ErrorKind.INTERNAL, "a commit without an open transaction"),
    RUN_004(Actor.USER, ErrorKind.COMPILATION, "a node's materialization does not exist"),
    RUN_005(Actor.USER, ErrorKind.RUNTIME, "a materialization returned no relations"),
    RUN_006(Actor.USER, ErrorKind.RUNTIME, "a test returned what cannot be counted"),
    RUN_007(Actor.USER, ErrorKind.RUNTIME, "a macro to run does not exist"),
    RUN_008(Actor.USER, ErrorKind.RUNTIME, "a source's freshness cannot be told"),
    RUN_009(Actor.USER, ErrorKind.RUNTIME, "something failed while a node ran"),
    RUN_010(Actor.USER, ErrorKind.RUNTIME, "an artifact cannot be written"),
    RUN_011(Actor.USER, ErrorKind.RUNTIME, "a unit test was not run"),
    RUN_012(Actor.USER, ErrorKind.RUNTIME, "a microbatch model that cannot be divided into batches"),
    RUN_014(Actor.USER, ErrorKind.COMPILATION, "a seed's delimiter is not one character"),
    RUN_015(Actor.USER, ErrorKind.RUNTIME, "a query comment that ends itself"),
    RUN_016(Actor.USER, ErrorKind.RUNTIME, "a unit test cannot be run"),
    RUN_017(Actor.USER, ErrorKind.RUNTIME, "an earlier run that cannot be taken up again"),
    RUN_018(Actor.USER, ErrorKind.RUNTIME, "the database is asked while that is turned off"),
    RUN_020(Actor.USER, ErrorKind.RUNTIME, "fewer than one thread"),
    RUN_019(Actor.DATABASE, ErrorKind.DATABASE, "the database stopped a query that it was told to stop"),
    RUN_013(Actor.USER, ErrorKind.COMPILATION, "a template's warning, where warnings are errors"),

    // ---- ADP: adapters and connections
    ADP_001(Actor.DATABASE, ErrorKind.DATABASE, "no connection to the database"),
    ADP_002(Actor.USER, ErrorKind.RUNTIME, "a type's size cannot be read"),
    ADP_003(Actor.USER, ErrorKind.RUNTIME, "a column was asked for a length it has not"),
    ADP_004(Actor.USER, ErrorKind.COMPILATION, "an index config cannot be understood"),
    ADP_005(Actor.USER, ErrorKind.COMPILATION, "a relation was found that differs in case only"),
    ADP_006(Actor.USER, ErrorKind.RUNTIME, "a name is longer than the database keeps"),
    ADP_007(Actor.USER, ErrorKind.COMPILATION, "a method of the adapter was called with what it cannot take"),
    ADP_008(Actor.USER, ErrorKind.RUNTIME, "no adapter for the profile's type"),
    ADP_009(Actor.USER, ErrorKind.COMPILATION, "a constraint the database does not enforce"),
    ADP_010(Actor.USER, ErrorKind.RUNTIME, "a database that cannot be used from this connection"),
    ADP_011(Actor.USER, ErrorKind.RUNTIME, "a snapshot's hard_deletes cannot be understood"),
    ADP_012(Actor.USER, ErrorKind.RUNTIME, "an incremental strategy that cannot be used"),
    ADP_013(Actor.USER, ErrorKind.COMPILATION, "a snapshot's target is no snapshot"),
    ADP_014(Actor.USER, ErrorKind.RUNTIME, "a function whose config lacks something"),
    ADP_015(Actor.USER, ErrorKind.RUNTIME, "a catalog that does not exist"),
    ADP_016(Actor.DATABASE, ErrorKind.DATABASE, "the connection to the database was lost"),

    // ---- MZS: Materialize and the sandbox
    MZS_001(Actor.USER, ErrorKind.RUNTIME, "the sandbox could not be started"),
    MZS_002(Actor.USER, ErrorKind.RUNTIME, "no PostgreSQL for this machine"),
    MZS_003(Actor.USER, ErrorKind.RUNTIME, "the data folder of an embedded server cannot be used"),
    MZS_004(Actor.USER, ErrorKind.RUNTIME, "the port wanted is taken"),
    MZS_005(Actor.USER, ErrorKind.RUNTIME, "the address wanted is not one of this machine"),
    MZS_006(Actor.USER, ErrorKind.RUNTIME, "the sandbox cannot be stopped"),
    // from 11 on: the adapter
    MZS_011(Actor.USER, ErrorKind.RUNTIME, "the server is not Materialize"),
    MZS_012(Actor.USER, ErrorKind.RUNTIME, "the server's Materialize is too old"),
    MZS_013(Actor.USER, ErrorKind.COMPILATION, "a refresh interval cannot be understood"),
    MZS_014(Actor.USER, ErrorKind.COMPILATION, "a partition_by config cannot be understood"),
    MZS_015(Actor.USER, ErrorKind.COMPILATION, "a config of Materialize is not text"),
    MZS_016(Actor.USER, ErrorKind.COMPILATION, "a unit test's value does not fit a column of Materialize"),
    MZS_017(Actor.USER, ErrorKind.RUNTIME, "a session of this server cannot change its role"),

    // ---- DPL: blue/green deployments
    DPL_001(Actor.USER, ErrorKind.RUNTIME, "the project cannot be deployed as it is"),
    DPL_002(Actor.USER, ErrorKind.RUNTIME, "another deployment is under way"),
    DPL_003(Actor.USER, ErrorKind.RUNTIME, "a step of a deployment failed"),
    DPL_004(Actor.USER, ErrorKind.RUNTIME, "a deployment was taken over by another process"),
    DPL_005(Actor.USER, ErrorKind.RUNTIME, "a statement is not part of the plan of the deployment"),
    DPL_006(Actor.USER, ErrorKind.RUNTIME, "there is no deployment to do that with"),
    DPL_007(Actor.USER, ErrorKind.RUNTIME, "the old side of a deployment cannot be removed yet"),
    DPL_008(Actor.DATABASE, ErrorKind.RUNTIME, "a deployment does not become ready"),
    DPL_009(Actor.USER, ErrorKind.RUNTIME, "a deployment would not be what its plan file says"),
    DPL_010(Actor.USER, ErrorKind.RUNTIME, "a plan file cannot be read or written"),

    // ---- PKG: installing packages
    PKG_001(Actor.USER, ErrorKind.DEPENDENCY, "a package cannot be installed"),
    PKG_003(Actor.USER, ErrorKind.RUNTIME, "a packages file cannot be understood"),
    PKG_004(Actor.USER, ErrorKind.RUNTIME, "a package the hub does not have"),
    PKG_005(Actor.USER, ErrorKind.RUNTIME, "no version of a package fits"),
    PKG_006(Actor.USER, ErrorKind.RUNTIME, "conditions on one package exclude each other"),
    PKG_007(Actor.USER, ErrorKind.RUNTIME, "two packages share a name"),
    PKG_008(Actor.USER, ErrorKind.RUNTIME, "a download failed"),
    PKG_009(Actor.USER, ErrorKind.RUNTIME, "an archive that is broken or not safe to unpack"),
    PKG_010(Actor.USER, ErrorKind.INTERNAL, "git could not fetch a package"),
    PKG_011(Actor.USER, ErrorKind.RUNTIME, "git is not installed"),
    PKG_012(Actor.USER, ErrorKind.RUNTIME, "packages need each other in a circle"),
    PKG_013(Actor.USER, ErrorKind.RUNTIME, "an archive is not the one that was announced"),
    PKG_014(Actor.USER, ErrorKind.RUNTIME, "the lock file cannot be understood"),
    PKG_015(Actor.USER, ErrorKind.RUNTIME, "a private package with a provider that is not known"),
    PKG_016(Actor.USER, ErrorKind.RUNTIME, "a package without a dbt_project.yml"),
    PKG_017(Actor.USER, ErrorKind.RUNTIME, "an answer of the hub that cannot be understood"),
    PKG_018(Actor.USER, ErrorKind.RUNTIME, "--add-package cannot be understood"),
    PKG_019(Actor.USER, ErrorKind.RUNTIME, "a git package that is not pinned"),
    PKG_020(Actor.USER, ErrorKind.RUNTIME, "a package that has moved"),
    PKG_021(Actor.USER, ErrorKind.RUNTIME, "a folder of packages cannot be changed"),

    // ---- CLI: words on the command line, files of the user's machine
    CLI_001(Actor.USER, ErrorKind.USAGE, "arguments cannot be understood"),
    CLI_002(Actor.USER, ErrorKind.RUNTIME, "a folder that is not to be deleted"),
    CLI_003(Actor.USER, ErrorKind.RUNTIME, "a check of debug failed"),
    // from 11 on: the words themselves, and what the command line writes
    CLI_011(Actor.USER, ErrorKind.RUNTIME, "two flags exclude each other"),
    CLI_012(Actor.USER, ErrorKind.USAGE, "a flag is not supported yet and was passed over"),
    CLI_013(Actor.USER, ErrorKind.RUNTIME, "a question was not answered"),
    CLI_014(Actor.USER, ErrorKind.RUNTIME, "a file or folder cannot be written"),
    CLI_015(Actor.USER, ErrorKind.RUNTIME, "the demo's folder holds other files"),
    CLI_016(Actor.USER, ErrorKind.USAGE, "warn_error_options are not as they should be"),
    CLI_018(Actor.USER, ErrorKind.USAGE, "a flag that has another name now"),
    CLI_019(Actor.USER, ErrorKind.USAGE, "a variable that could be taken for one of dbt's own"),
    CLI_021(Actor.USER, ErrorKind.RUNTIME, "a project that is there already cannot be given a profile"),
    CLI_020(Actor.USER, ErrorKind.USAGE, "a variable that has another name now"),
    CLI_017(Actor.USER, ErrorKind.USAGE, "a flag of dbt_project.yml has a value that cannot be meant"),

    // ---- WEB: the documentation site
    WEB_001(Actor.USER, ErrorKind.RUNTIME, "an artifact that the site is built from cannot be read"),
    WEB_002(Actor.USER, ErrorKind.RUNTIME, "the site cannot be written"),
    WEB_003(Actor.USER, ErrorKind.RUNTIME, "nothing can listen at an address"),
    WEB_004(Actor.USER, ErrorKind.RUNTIME, "a site for others without a token"),
    WEB_005(Actor.USER, ErrorKind.RUNTIME, "there is no site to serve"),

    // ---- INT: our own bugs
    INT_001(Actor.INTERNAL, ErrorKind.INTERNAL, "something happened that should not");

    /** Who can do something about it. */
    public enum Actor {
        USER,
        DATABASE,
        INTERNAL
    }

    private final Actor actor;
    private final ErrorKind kind;
    private final String situation;

    DiagnosticCode(Actor actor, ErrorKind kind, String situation) {
        this.actor = actor;
        this.kind = kind;
        this.situation = situation;
    }

    /** As shown: {@code YML-001}. */
    public String wireName() {
        return name().replace('_', '-');
    }

    public Actor actor() {
        return actor;
    }

    public ErrorKind kind() {
        return kind;
    }

    public String situation() {
        return situation;
    }
}
