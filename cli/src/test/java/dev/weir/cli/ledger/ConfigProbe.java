package dev.weir.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProbeProject;
import dev.weir.core.project.JsonText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which configs a project may set, asked of a project that sets each of them, one resource a config: it works when the
 * manifest holds what was written and no warning names it. Scopes without a way to ask keep the state they have.
 */
final class ConfigProbe {
    /** Values that are no plain text; of what checks its values, one that it takes. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("enabled", "true"),
            Map.entry("tags", "[probe]"),
            Map.entry("meta", "{probe: 1}"),
            Map.entry("lookback", "3"),
            Map.entry("persist_docs", "{relation: true}"),
            Map.entry("post-hook", "['select 1']"),
            Map.entry("pre-hook", "['select 1']"),
            Map.entry("quoting", "{identifier: true}"),
            Map.entry("column_types", "{id: text}"),
            Map.entry("full_refresh", "true"),
            Map.entry("grants", "{select: [probe]}"),
            Map.entry("packages", "[probe]"),
            Map.entry("docs", "{show: true}"),
            Map.entry("contract", "{enforced: false}"),
            Map.entry("concurrent_batches", "true"),
            Map.entry("access", "public"),
            Map.entry("group", "probes"),
            Map.entry("freshness", "{warn_after: {count: 1, period: day}, build_after: {count: 1, period: day}}"),
            Map.entry("quote_columns", "true"),
            Map.entry("severity", "warn"),
            Map.entry("store_failures", "true"),
            Map.entry("store_failures_as", "view"),
            Map.entry("limit", "5"),
            Map.entry("on_schema_change", "fail"),
            Map.entry("on_configuration_change", "fail"),
            Map.entry("materialized", "table"),
            Map.entry("strategy", "timestamp"),
            Map.entry("check_cols", "all"),
            Map.entry("snapshot_meta_column_names", "{dbt_valid_to: until}"),
            Map.entry("hard_deletes", "new_record"),
            Map.entry("invalidate_hard_deletes", "true"),
            Map.entry("unlogged", "true"),
            Map.entry("indexes", "[{columns: [id]}]"),
            Map.entry("refresh_interval", "{on_commit: true}"),
            Map.entry("partition_by", "[id]"),
            Map.entry("force_recreate", "true"),
            Map.entry("predicates", "['1 = 1']"),
            Map.entry("incremental_predicates", "['1 = 1']"),
            Map.entry("merge_update_columns", "[id]"),
            Map.entry("merge_exclude_columns", "[id]"),
            Map.entry("begin", "'2026-01-01'"),
            Map.entry("batch_size", "day"),
            Map.entry("export_as", "view"),
            Map.entry("cache", "{enabled: true}"));

    private final ProbeProject project;
    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
    /** Ledger row ⇒ section of the manifest and unique id. */
    private final Map<Ledger.Row, List<String>> asked = new LinkedHashMap<>();

    private ConfigProbe(Path folder, String adapter) {
        project = new ProbeProject(folder).onAdapter(adapter);
    }

    /** The states of the rows that can be asked for, by name and scope. */
    static Map<List<String>, String> states(Path folder, Ledger ledger) {
        Map<List<String>, String> states = new HashMap<>();
        for (String adapter : List.of("postgres", "materialize")) {
            ConfigProbe probe = new ConfigProbe(folder.resolve(adapter), adapter);
            for (Ledger.Row row : ledger.rows()) {
                String other = adapter.equals("postgres") ? " on materialize" : " on postgres";
                boolean here = adapter.equals("postgres") || row.scope().endsWith(" on materialize");
                if (here && !row.scope().endsWith(other)) {
                    probe.add(row);
                }
            }
            states.putAll(probe.answers());
        }
        return states;
    }

    private void add(Ledger.Row row) {
        String name = "c" + asked.size();
        String config = row.name() + ": " + VALUES.getOrDefault(row.name(), "probe_" + name);
        String scope = row.scope().replaceAll(" on .*", "");
        String id = scope.replace(" ", "_") + ".probe." + name;
        switch (scope) {
            case "model" -> {
                project.file("models/" + name + ".sql", "select 1 as id");
                entry("models", "- name: " + name + "\n    config: {" + config + "}");
            }
            case "seed" -> {
                project.file("seeds/" + name + ".csv", "id\n1\n");
                entry("seeds", "- name: " + name + "\n    config: {" + config + "}");
            }
            case "function" -> {
                project.file("functions/" + name + ".sql", "select 1");
                entry("functions", "- name: " + name + "\n    config: {" + config + "}");
            }
            case "analysis" -> {
                project.file("analyses/" + name + ".sql", "select 1 as id");
                entry("analyses", "- name: " + name + "\n    config: {" + config + "}");
            }
            case "snapshot" -> {
                String needed = switch (row.name()) {
                    case "strategy", "unique_key", "updated_at" ->
                        "strategy: timestamp, unique_key: probe, updated_at: probe";
                    case "check_cols" -> "strategy: check, unique_key: id, " + config;
                    default -> "strategy: timestamp, unique_key: id, updated_at: at, " + config;
                };
                entry(
                        "snapshots",
                        "- name: " + name + "\n    relation: source('s', 't')\n    config: {" + needed + "}");
            }
            case "data test" -> {
                id = "test.probe." + name;
                project.file("tests/" + name + ".sql", "select 1 as id");
                entry("data_tests", "- name: " + name + "\n    config: {" + config + "}");
            }
            case "source" -> {
                id = "source.probe." + name + ".t";
                entry("sources", "- name: " + name + "\n    tables: [{name: t, config: {" + config + "}}]");
            }
            case "exposure" ->
                entry(
                        "exposures",
                        "- name: " + name + "\n    type: analysis\n    owner: {email: p}\n    config: {" + config
                                + "}");
            case "metric" ->
                entry(
                        "metrics",
                        "- name: " + name + "\n    label: " + name
                                + "\n    type: simple\n    type_params: {measure: total}\n    config: {" + config
                                + "}");
            case "semantic model" ->
                entry(
                        "semantic_models",
                        "- name: " + name + "\n    model: ref('tested')\n    config: {" + config + "}");
            case "saved query" ->
                entry(
                        "saved_queries",
                        "- name: " + name + "\n    query_params: {metrics: []}\n    config: {" + config + "}");
            case "unit test" -> {
                id = "unit_test.probe.tested." + name;
                entry(
                        "unit_tests",
                        "- name: " + name + "\n    model: tested\n    given: []\n    expect: {rows: []}\n    config: {"
                                + config + "}");
            }
            default -> {
                return;
            }
        }
        asked.put(row, List.of(sectionOf(scope), id));
    }

    private static String sectionOf(String scope) {
        return switch (scope) {
            case "source" -> "sources";
            case "exposure" -> "exposures";
            case "unit test" -> "unit_tests";
            case "function" -> "functions";
            case "metric" -> "metrics";
            case "semantic model" -> "semantic_models";
            case "saved query" -> "saved_queries";
            default -> "nodes";
        };
    }

    private void entry(String section, String text) {
        sections.computeIfAbsent(section, name -> new StringBuilder(name + ":\n"))
                .append("  ")
                .append(text)
                .append('\n');
    }

    private Map<List<String>, String> answers() {
        entry("sources", "- name: s\n    tables: [{name: t}]");
        project.file("models/tested.sql", "select 1 as id");
        project.file("models/days.sql", "select 1 as id");
        project.file("models/days.yml", PropertyProbe.SEMANTIC);
        entry("groups", "- name: probes\n    owner: {name: p, email: p}");
        StringBuilder yaml = new StringBuilder();
        sections.values().forEach(yaml::append);
        ProbeProject.Answer answer =
                project.file("models/probe.yml", yaml.toString()).run("parse");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        Map<?, ?> manifest = (Map<?, ?>) JsonText.parse(project.read("target/manifest.json"));
        Map<List<String>, String> states = new HashMap<>();
        asked.forEach((row, place) -> {
            String state = row.state().startsWith("refused")
                    ? row.state()
                    : works(row.name(), place, manifest, answer.text()) ? Ledger.WORKS : Ledger.NOT_YET;
            states.put(List.of(row.name(), row.scope()), state);
        });
        return states;
    }

    /** Whether the value written is there, and nobody warned of it. */
    private static boolean works(String name, List<String> place, Map<?, ?> manifest, String said) {
        boolean there = Optional.ofNullable(
                        ((Map<?, ?>) java.util.Objects.requireNonNull(manifest.get(place.get(0)))).get(place.get(1)))
                .map(resource -> ((Map<?, ?>) resource).get("config"))
                .filter(config -> ((Map<?, ?>) config).get(name) != null)
                .isPresent();
        boolean warned = said.lines().anyMatch(line -> line.contains("[WARNING]") && line.contains("\"" + name + "\""));
        return there && !warned;
    }
}
