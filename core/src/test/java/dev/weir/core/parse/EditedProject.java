package dev.weir.core.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A project with one of everything that somebody keeps editing: each {@link #edit} changes one or two things anywhere in it.
 * The same seed makes the same edits.
 */
final class EditedProject {
    private static final List<String> FOLDERS = List.of("", "staging/", "marts/", "marts/core/");

    private final Random random;
    private final List<Consumer<EditedProject>> edits = List.of(
            EditedProject::editModel,
            EditedProject::editModel,
            EditedProject::addModel,
            EditedProject::deleteModel,
            EditedProject::moveModel,
            EditedProject::editModelProperties,
            EditedProject::editModelProperties,
            EditedProject::editModelProperties,
            EditedProject::editMacro,
            EditedProject::editMacro,
            EditedProject::editTestMacro,
            EditedProject::editNaming,
            EditedProject::editDocs,
            EditedProject::editProjectFile,
            EditedProject::editEnvironment,
            EditedProject::editCommand,
            EditedProject::editPackage,
            EditedProject::editSources,
            EditedProject::editSnapshots,
            EditedProject::editSeed,
            EditedProject::editUses,
            EditedProject::editUnitTest,
            EditedProject::editSingularTest,
            EditedProject::editVersions,
            EditedProject::editSemantics,
            EditedProject::editSemantics,
            EditedProject::editFunction,
            EditedProject::editOverrides,
            EditedProject::editLayout,
            EditedProject::editSpelling,
            EditedProject::editProfile,
            EditedProject::renameAnything,
            EditedProject::breakSomething);

    private Map<String, String> files = new TreeMap<>();
    private Map<String, String> environment = new TreeMap<>();
    private String target = "dev";
    private String vars = "";
    private String command = "parse";
    private int written;
    private Runnable undo = () -> {};

    EditedProject(long seed) {
        random = new Random(seed);
        environment.put("STAGE", "one");
        editProfile();
        for (int at = 0; at < 6; at++) {
            files.put("models/" + pick(FOLDERS) + "m" + at + ".sql", "select 1 as id");
        }
        files.put("models/marts/v_v1.sql", "select 1 as id");
        files.put("models/marts/v_v2.sql", "select 1 as id, 2 as b");
        files.put("analyses/look.sql", "select * from {{ ref('m0') }}");
        editProjectFile();
        editMacro();
        editTestMacro();
        editDocs();
        editSources();
        editSnapshots();
        editSeed();
        editUnitTest();
        editSingularTest();
        editVersions();
        editSemantics();
        editFunction();
        editPackage();
        editUses();
        for (int at = 0; at < 6; at++) {
            editModel();
            editModelProperties();
        }
    }

    Map<String, String> environment() {
        return environment;
    }

    String target() {
        return target;
    }

    String vars() {
        return vars;
    }

    String command() {
        return command;
    }

    /** Makes the next edit. */
    String edit() {
        Map<String, String> filesBefore = new TreeMap<>(files);
        Map<String, String> environmentBefore = new TreeMap<>(environment);
        String targetBefore = target;
        String varsBefore = vars;
        undo = () -> {
            files = filesBefore;
            environment = environmentBefore;
            target = targetBefore;
            vars = varsBefore;
        };
        pick(edits).accept(this);
        if (chance(20)) {
            pick(edits).accept(this);
        }
        Map<String, String> changed = new TreeMap<>();
        files.forEach((name, text) -> {
            if (!text.equals(filesBefore.get(name))) {
                changed.put(name, text);
            }
        });
        filesBefore.forEach((name, text) -> {
            if (!files.containsKey(name)) {
                changed.put(name, "(deleted)");
            }
        });
        return changed + " environment " + environment + " target " + target + " vars " + vars + " command " + command;
    }

    /** Takes the last edit back. */
    void undo() {
        undo.run();
    }

    /** Brings the folder to the project's state, touching only what differs. */
    void write(Path folder, Map<String, String> written) throws IOException {
        for (String gone : List.copyOf(written.keySet())) {
            if (!files.containsKey(gone)) {
                Files.delete(folder.resolve(gone));
                written.remove(gone);
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!file.getValue().equals(written.get(file.getKey()))) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
                written.put(file.getKey(), file.getValue());
            }
        }
    }

    // ---- chance

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String maybe(int percent, String text) {
        return chance(percent) ? text : "";
    }

    private List<String> models() {
        List<String> models = new ArrayList<>();
        for (String name : files.keySet()) {
            if (name.startsWith("models/") && name.endsWith(".sql") && !name.contains("/v_v")) {
                models.add(name);
            }
        }
        return models;
    }

    private static String stem(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    }

    private String ref() {
        return "ref('" + pick(stem(pick(models())), stem(pick(models())), "numbers", "v") + "')";
    }

    // ---- edits

    private void editModel() {
        files.put(pick(models()), sql());
    }

    private String sql() {
        return maybe(15, "\n  ")
                + maybe(
                        50,
                        "{{ config("
                                + pick(
                                        "materialized='table'",
                                        "materialized='ephemeral'",
                                        "tags=['a', 'é']",
                                        "alias='z" + random.nextInt(1000) + "'",
                                        "schema='other'",
                                        "enabled=" + pick("true", "false"),
                                        "meta={'owner': 'me', 'n': 1.5}",
                                        "own_key=[1, none, {'x': true}]",
                                        "pre_hook=\"select '{{ this }}'\"",
                                        "group='crew', access='private'")
                                + ") }}\n")
                + maybe(10, "-- 😀 ünï\n")
                + "select 1 as id"
                + maybe(20, ", '{{ var(\"currency\", \"none\") }}' as c")
                + maybe(10, ", '{{ env_var(\"STAGE\", \"-\") }}' as s")
                + maybe(20, ", {{ cents('id') }}")
                + maybe(10, ", {{ loud('id') }}")
                + maybe(10, ", {{ tools.helper('x') }}")
                + maybe(5, ", '{{ run_started_at }}'")
                + maybe(5, ", '{{ flags.WHICH }}'")
                + maybe(5, ", '{{ target.name }}'")
                + maybe(10, "{% if target.threads > 1 %}{{ config(tags=['many']) }}{% endif %}")
                + maybe(5, "{{ config(meta={'target': target | string}) }}")
                + maybe(5, "{% if flags.WHICH == 'run' %}{{ config(tags=['running']) }}{% endif %}")
                + maybe(5, "{% if var('wide', false) %}{{ config(materialized='table') }}{% endif %}")
                + maybe(5, "{% if env_var('STAGE', '') == 'two' %} {{ config(tags=['two']) }} {% endif %}")
                + maybe(5, "{% do log('seen " + ++written + "', info=true) %}")
                + maybe(5, "{{ config(meta={'at': modules.datetime.date(2020, 1, 1).isoformat()}) }}")
                + maybe(50, " from {{ source('raw', '" + pick("orders", "events") + "') }}")
                + "\n";
    }

    private void addModel() {
        files.put("models/" + pick(FOLDERS) + "m" + random.nextInt(12) + ".sql", sql());
    }

    private void deleteModel() {
        if (models().size() > 3) {
            files.remove(pick(models()));
        }
    }

    private void moveModel() {
        String from = pick(models());
        String text = files.remove(from);
        files.put("models/" + pick(FOLDERS) + (chance(50) ? stem(from) : "m" + random.nextInt(12)) + ".sql", text);
    }

    private void editModelProperties() {
        String file = "models/" + pick("", "staging/", "marts/") + pick("schema", "more") + ".yml";
        Map<String, String> elsewhere = new HashMap<>(files);
        elsewhere.remove(file);
        StringBuilder text = new StringBuilder("version: 2\nmodels:\n");
        for (String model : models()) {
            String name = stem(model);
            if (chance(40)
                    && elsewhere.values().stream().noneMatch(other -> other.contains("- name: " + name + "\n"))) {
                text.append(entry(name));
            }
        }
        files.put(file, text.toString());
    }

    private String entry(String name) {
        String head = entryWithoutColumns(name);
        return head
                + maybe(
                        head.contains("contract:") ? 95 : 70, // a contract without columns stops the project
                        "    columns:\n      - name: id\n        data_type: int\n"
                                + maybe(40, "        description: " + pick("key", "\"{{ doc('about') }}\"") + "\n")
                                + maybe(20, "        constraints: [{type: not_null}]\n")
                                + maybe(20, "        tags: [pii]\n")
                                + maybe(80, "        data_tests:\n" + tests("          ")))
                + maybe(
                        30,
                        "    data_tests:\n" + maybe(70, "      - tools.odd\n") + "      - mine: {arguments: {limit_to: "
                                + random.nextInt(3) + "}}\n");
    }

    private String entryWithoutColumns(String name) {
        return "  - name: " + name + "\n"
                + maybe(
                        50,
                        "    description: "
                                + pick(
                                        "plain",
                                        "\"{{ doc('about') }}\"",
                                        "\"{{ doc('tools', 'help') }}\"",
                                        "\"in {{ env_var('STAGE', 'none') }}\"",
                                        "|\n      two\n      lines")
                                + "\n")
                + maybe(20, "    meta: {owner: " + pick("a", "b") + "}\n")
                + maybe(20, "    docs: {show: " + pick("true", "false") + "}\n")
                + maybe(10, "    access: " + pick("public", "protected") + "\n")
                + maybe(10, "    deprecation_date: 2020-01-01\n")
                + maybe(
                        30,
                        "    config:\n      "
                                + pick(
                                        "tags: [x, y]",
                                        "schema: \"{{ var('schema', 'side') }}\"",
                                        "enabled: \"{{ env_var('STAGE', 'one') == 'one' }}\"",
                                        "materialized: view",
                                        "contract: {enforced: true}",
                                        "severity: warn")
                                + "\n")
                + maybe(3, "    unknown_key: 1\n");
    }

    private String tests(String indent) {
        StringBuilder tests = new StringBuilder(indent + "- not_null\n");
        if (chance(50)) {
            tests.append(indent)
                    .append("- unique:\n")
                    .append(indent)
                    .append("    config: {")
                    .append(pick(
                            "severity: warn", "where: 'id > 0'", "tags: [t]", "enabled: false", "store_failures: true"))
                    .append("}\n");
        }
        if (chance(40)) {
            tests.append(indent)
                    .append("- accepted_values:\n")
                    .append(indent)
                    .append("    ")
                    .append(chance(80) ? "arguments: {values: [1, " + random.nextInt(4) + "]}" : "values: [1]")
                    .append("\n");
        }
        if (chance(40)) {
            tests.append(indent)
                    .append("- relationships:\n")
                    .append(indent)
                    .append("    arguments: {to: \"")
                    .append(ref())
                    .append("\", field: id}\n");
        }
        if (chance(30)) {
            tests.append(indent)
                    .append("- mine:\n")
                    .append(indent)
                    .append("    arguments: {limit_to: 1}\n")
                    .append(indent)
                    .append("    name: named_")
                    .append(random.nextInt(3))
                    .append("\n")
                    .append(indent)
                    .append("    description: \"{{ doc('about') }}\"\n");
        }
        return tests.toString();
    }

    private void editMacro() {
        files.put(
                "macros/m.sql",
                "{% macro cents(c) %}" + pick("{{ c }} * 100", "{{ inner(c) }}", "{{ adapter.dispatch('cents')(c) }}")
                        + "{% endmacro %}\n{% macro inner(c) %}"
                        + pick("{{ c }}", "{{ c }} + 1", "{{ var('currency', '') }}") + "{% endmacro %}\n"
                        + "{% macro default__cents(c) %}" + pick("a", "{{ tools.helper(c) }}") + "{% endmacro %}\n"
                        + "{% macro loud(c) %}"
                        + pick(
                                "",
                                "{{ config(tags=['by_macro']) }}",
                                "{% do config(materialized='table') %}",
                                "{{ env_var('STAGE', '') }}",
                                "{% if flags.WHICH == 'run' %}{{ config(tags=['run']) }}{% endif %}",
                                "{% set r = ref('numbers') %}",
                                "{{ modules.datetime.datetime.now() }}")
                        + "{% endmacro %}\n"
                        + maybe(20, "{% macro extra_" + random.nextInt(3) + "() %}{% endmacro %}\n"));
        if (chance(40)) {
            files.put(
                    "macros/m.yml",
                    "version: 2\nmacros:\n  - name: cents\n    description: " + pick("c", "\"{{ doc('about') }}\"")
                            + "\n" + maybe(50, "    arguments:\n      - name: c\n        type: int\n"));
        }
    }

    private void editTestMacro() {
        files.put(
                "tests/generic/mine.sql",
                "{% test mine(model, limit_to, column_name=none) %}"
                        + pick("", "{{ config(severity='warn') }}", "{{ config(tags=['" + pick("p", "q") + "']) }}")
                        + "select * from {{ model }} "
                        + pick("limit {{ limit_to }}", "-- {{ ref('numbers') }}", "{{ inner('x') }}")
                        + "{% endtest %}\n");
    }

    private void editNaming() {
        if (chance(40)) {
            files.remove("macros/naming.sql");
        } else {
            files.put(
                    "macros/naming.sql",
                    "{% macro generate_" + pick("schema", "alias")
                            + "_name(custom, node) %}{{ "
                            + pick(
                                    "custom or target.schema",
                                    "(custom or node.name) ~ '_x'",
                                    "node.name ~ env_var('STAGE', '')")
                            + " }}{% endmacro %}\n");
        }
    }

    private void editSemantics() {
        files.put("models/marts/v_vdays.sql", "select 1 as at_day, 2 as amount");
        String text = pick("plain", "\"{{ doc('about') }}\"", "\"in {{ env_var('STAGE', 'none') }}\"");
        files.put(
                "models/semantic.yml",
                "models:\n  - name: v_vdays\n    time_spine: {standard_granularity_column: at_day}\n"
                        + "    columns: [{name: at_day, granularity: " + pick("day", "hour") + "}]\n"
                        + "semantic_models:\n  - name: days\n    model: " + pick("ref('v_vdays')", "ref('v')") + "\n"
                        + "    description: " + text + "\n"
                        + maybe(
                                40,
                                "    config: "
                                        + pick(
                                                "{meta: {a: 1}}",
                                                "{group: crew}",
                                                "{enabled: \"{{ env_var('STAGE', 'one') == 'one' }}\"}")
                                        + "\n")
                        + "    defaults: {agg_time_dimension: at_day}\n    entities: [{name: day_id, type: primary}]\n"
                        + "    dimensions: [{name: at_day, type: time, type_params: {time_granularity: day}}]\n"
                        + "    measures: [{name: amount, agg: " + pick("sum", "max") + ", create_metric: "
                        + pick("true", "false") + ", description: " + text + "}]\n"
                        + "metrics:\n  - name: total\n    label: Total\n    type: simple\n    type_params: {measure: "
                        + pick("amount", "amount", "amount", "nothing") + "}\n"
                        + maybe(30, "    filter: \"{{ Dimension('day_id__at_day') }} > 1\"\n")
                        + maybe(20, "    config: {meta: {m: \"{{ var('currency', 'none') }}\"}}\n")
                        + "  - name: twice\n    label: Twice\n    type: derived\n"
                        + "    type_params: {expr: total * 2, metrics: ["
                        + pick("total", "{name: total, alias: total_before, offset_window: 1 week}") + "]}\n"
                        + maybe(
                                50,
                                "saved_queries:\n  - name: kept\n    query_params: {metrics: [" + pick("total", "twice")
                                        + "]}\n    exports: [{name: out, config: {export_as: table, schema: \"{{ target.name }}\"}}]\n"));
    }

    private void editFunction() {
        files.put("functions/plus.sql", "a + " + random.nextInt(3) + maybe(30, " -- {{ inner('x') }}"));
        files.put(
                "functions/f.yml",
                "functions:\n  - name: plus\n    description: " + pick("adds", "\"{{ doc('about') }}\"")
                        + "\n    arguments: [{name: a, data_type: int}]\n    returns: {data_type: "
                        + pick("int", "bigint") + "}\n");
        files.put("models/calls_plus.sql", "select {{ function('plus') }}(1) as id");
    }

    /** What hides something of the same name elsewhere. */
    private void editOverrides() {
        String file = "macros/over.sql";
        switch (random.nextInt(6)) {
            case 0 -> files.put(file, "{% macro default__cents(c) %}other{% endmacro %}");
            case 1 -> files.put(file, "{% test not_null(model, column_name) %}select 2{% endtest %}");
            case 2 -> files.put(file, "{% macro ref(name) %}{{ return(builtins.ref(name)) }}{% endmacro %}");
            case 3 -> files.put(file, "{% macro get_where_subquery(relation) %}{{ relation }}{% endmacro %}");
            case 4 -> files.put("models/docs_more.md", "{% docs __overview__ %}mine{% enddocs %}");
            default -> {
                files.remove(file);
                files.remove("models/docs_more.md");
            }
        }
    }

    /** Which files count. */
    private void editLayout() {
        switch (random.nextInt(5)) {
            case 0 -> files.put(".dbtignore", pick("models/marts/core/*", "models/more.yml", "tests/none.sql", "*.md"));
            case 1 -> files.remove(".dbtignore");
            case 2 -> files.put("more/extra.sql", "select 3 as id");
            case 3 ->
                files.computeIfPresent(
                        "dbt_project.yml",
                        (_, text) -> text.replaceAll("(?m)^model-paths.*\n", "")
                                + pick("", "model-paths: [models, more]\n"));
            default -> files.keySet().removeIf(name -> name.startsWith("dbt_packages/"));
        }
    }

    /** The same text in other bytes. */
    private void editSpelling() {
        String name = pick(new ArrayList<>(files.keySet()));
        files.computeIfPresent(name, (_, text) -> switch (random.nextInt(4)) {
            case 0 -> text.replace("\r\n", "\n").replace("\n", "\r\n");
            case 1 -> text.replace("\r\n", "\n");
            case 2 -> text + "\n\n";
            default -> text.strip();
        });
    }

    private void editProfile() {
        files.put("profiles.yml", """
                edited:
                  target: dev
                  outputs:
                    dev: {type: postgres, dbname: shop, schema: SCHEMA, host: localhost, user: a, threads: THREADS, password: "{{ env_var('DBT_ENV_SECRET_WORD', 'x') }}"}
                    prod: {type: postgres, dbname: shop, schema: prod, host: localhost, user: b, password: y}
                """.replace("SCHEMA", pick("dev", "dev", "\"{{ env_var('STAGE', 'dev') }}\""))
                .replace("THREADS", pick("1", "2", "4")));
    }

    private void renameAnything() {
        String from = pick(new ArrayList<>(files.keySet()));
        if (from.endsWith("dbt_project.yml") || from.equals("profiles.yml") || from.equals(".dbtignore")) {
            return;
        }
        int dot = from.lastIndexOf('.');
        String to = pick(from.substring(0, dot) + "_2" + from.substring(dot), from.replace("_2", ""));
        if (!files.containsKey(to)) {
            files.put(to, java.util.Objects.requireNonNull(files.remove(from)));
        }
    }

    private void editDocs() {
        files.put(
                "models/docs.md",
                "{% docs about %}\nText " + random.nextInt(3) + "\n{% enddocs %}\n"
                        + maybe(30, "{% docs help %}own help{% enddocs %}\n"));
    }

    private void editProjectFile() {
        files.put(
                "dbt_project.yml",
                "name: edited\nversion: '1.0'\nprofile: edited\nmodels:\n  edited:\n    +materialized: "
                        + pick("view", "table") + "\n"
                        + maybe(60, "    staging:\n      +tags: [stage" + pick("", "2") + "]\n")
                        + maybe(
                                40,
                                "    marts:\n      +schema: marts\n      core:\n        +meta: {deep: " + pick("1", "2")
                                        + "}\n")
                        + maybe(20, "    nowhere:\n      +tags: [lost]\n")
                        + maybe(40, "  tools:\n    +tags: [packed]\n")
                        + maybe(30, "data_tests:\n  +severity: " + pick("warn", "error") + "\n")
                        + maybe(30, "seeds:\n  edited:\n    +quote_columns: true\n")
                        + maybe(30, "sources:\n  edited:\n    +meta: {s: 1}\n")
                        + maybe(
                                60,
                                "vars:\n  currency: " + pick("EUR", "USD") + "\n  edited: {wide: "
                                        + pick("true", "false") + "}\n")
                        + maybe(30, "on-run-start:\n  - \"select {{ cents('1') }}\"\n")
                        + maybe(20, "quoting: {identifier: " + pick("true", "false") + "}\n"));
    }

    private void editEnvironment() {
        if (chance(20)) {
            environment.remove("STAGE");
        } else {
            environment.put("STAGE", pick("one", "two"));
        }
        environment.put("UNUSED", "" + random.nextInt(5));
        environment.put("DBT_ENV_SECRET_WORD", pick("hush", "hushhush"));
    }

    private void editCommand() {
        switch (random.nextInt(3)) {
            case 0 -> target = pick("dev", "prod");
            case 1 -> vars = pick("", "{currency: GBP}", "{wide: true}", "{unused: 1}", "{schema: by_var}");
            default -> command = pick("parse", "run");
        }
    }

    private void editPackage() {
        String root = "dbt_packages/tools/";
        files.put(root + "dbt_project.yml", "name: tools\nversion: '1.0'\nmodels:\n  tools:\n    +tags: [own]\n");
        files.put(
                root + "macros/helper.sql",
                "{% macro helper(x) %}" + pick("{{ x }}", "{{ x }}!", "{{ var('currency', '?') }}") + "{% endmacro %}\n"
                        + "{% test odd(model) %}select 1 from {{ model }}"
                        + pick("", "{{ config(limit=1) }}") + "{% endtest %}\n");
        files.put(root + "models/shared.sql", "select " + random.nextInt(3) + " as id from {{ ref('numbers') }}");
        files.put(root + "models/help.md", "{% docs help %}help " + random.nextInt(2) + "{% enddocs %}");
        if (chance(50)) {
            files.put(
                    root + "models/shared.yml",
                    "version: 2\nmodels:\n  - name: shared\n    description: " + pick("x", "\"{{ doc('help') }}\"")
                            + "\n");
        }
    }

    private void editSources() {
        files.put(
                "models/sources.yml",
                "version: 2\nsources:\n  - name: raw\n    schema: "
                        + pick("landing", "\"{{ target.schema }}\"", "\"{{ env_var('STAGE', 'x') }}\"")
                        + "\n" + maybe(30, "    description: \"{{ doc('about') }}\"\n")
                        + maybe(30, "    loaded_at_field: at\n    freshness: {warn_after: {count: 1, period: day}}\n")
                        + "    tables:\n      - name: orders\n"
                        + maybe(50, "        columns:\n          - name: id\n            data_tests: [unique]\n")
                        + "      - name: events\n        identifier: " + pick("ev", "events_2") + "\n"
                        + maybe(20, "        config: {meta: {a: 1}, tags: [big]}\n"));
    }

    private void editSnapshots() {
        files.put(
                "snapshots/s.sql",
                "{% snapshot s1 %}{{ config(strategy='check', unique_key='id', check_cols=" + pick("'all'", "['id']")
                        + ", target_schema='snap') }}select * from {{ source('raw', 'orders') }}{% endsnapshot %}\n"
                        + maybe(
                                50,
                                "{% snapshot s2 %}{{ config(strategy='timestamp', unique_key='id', updated_at='at', schema='q') }}"
                                        + "select 1 as id{% endsnapshot %}\n"));
        files.put(
                "snapshots/s.yml",
                "version: 2\nsnapshots:\n  - name: s3\n    relation: source('raw', '" + pick("orders", "events")
                        + "')\n    config: {strategy: timestamp, unique_key: id, updated_at: at}\n"
                        + maybe(
                                50,
                                "  - name: s1\n    description: snapped\n    columns:\n      - name: id\n        data_tests: [not_null]\n"));
    }

    private void editSeed() {
        files.put("seeds/numbers.csv", "id,n\n1," + random.nextInt(5) + "\n");
        if (chance(50)) {
            files.put(
                    "seeds/seeds.yml",
                    "version: 2\nseeds:\n  - name: numbers\n    config: {column_types: {id: " + pick("int", "bigint")
                            + "}}\n    columns:\n      - name: id\n        data_tests: [unique]\n");
        }
    }

    private void editUses() {
        files.put(
                "models/uses.yml",
                "version: 2\nexposures:\n  - name: board\n    type: dashboard\n    owner: {name: " + pick("me", "you")
                        + "}\n    depends_on: [\"" + ref() + "\", \"source('raw', 'orders')\"]\n"
                        + maybe(30, "    description: \"{{ doc('about') }}\"\n")
                        + "groups:\n  - name: crew\n    owner: {email: " + pick("a@b", "c@d") + "}\n"
                        + maybe(20, "analyses:\n  - name: look\n    description: looked at\n"));
        files.put("analyses/look.sql", "select * from {{ " + ref() + " }} where {{ inner('x') }}");
    }

    private void editUnitTest() {
        files.put("tests/fixtures/rows.csv", "id\n" + random.nextInt(3) + "\n");
        files.put(
                "models/unit.yml",
                "version: 2\nunit_tests:\n  - name: checked\n    model: " + stem(pick(models()))
                        + "\n    given:\n      - input: ref('numbers')\n        format: csv\n        fixture: rows\n"
                        + "    expect:\n      rows: [{id: " + random.nextInt(3) + "}]\n"
                        + maybe(30, "    config: {tags: [unit]}\n"));
    }

    private void editSingularTest() {
        files.put(
                "tests/none.sql",
                maybe(30, "{{ config(severity='warn') }}") + "select * from {{ " + ref()
                        + " }} where {{ cents('id') }} < 0");
        if (chance(30)) {
            files.put(
                    "tests/tests.yml",
                    "version: 2\ndata_tests:\n  - name: none\n    description: " + pick("n", "m") + "\n");
        }
    }

    private void editVersions() {
        files.put(
                "models/marts/v.yml",
                "version: 2\nmodels:\n  - name: v\n" + maybe(50, "    latest_version: " + pick("1", "2") + "\n")
                        + "    columns:\n      - name: id\n        data_tests: [unique]\n"
                        + "    versions:\n      - v: 1\n" + maybe(30, "        description: old\n")
                        + "      - v: 2\n"
                        + maybe(
                                40,
                                "        columns:\n          - include: all\n          - name: b\n            data_tests: [not_null]\n")
                        + maybe(30, "        config: {tags: [" + pick("new", "newer") + "]}\n"));
    }

    private void breakSomething() {
        switch (random.nextInt(6)) {
            case 0 -> files.put(pick(models()), "select {{ ref('nobody') }}");
            case 1 -> files.put(pick(models()), "select {{ cents( }}");
            case 2 -> files.put("models/broken.yml", "version: 2\nmodels:\n  - name: [\n");
            case 3 ->
                files.put("models/broken.yml", "version: 2\nmodels:\n  - name: nobody_" + random.nextInt(9) + "\n");
            case 4 -> files.put("models/broken.yml", "version: 2\nmodles: []\n");
            default -> files.remove("models/broken.yml");
        }
    }
}
