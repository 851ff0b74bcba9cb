package dev.weir.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProbeProject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys property files may hold, asked of a project for each kind of resource whose entries hold each of them: a key works
 * when the project parses without a warning that names it.
 */
final class PropertyProbe {
    /** A file with {@code %s} where a key and its value are put in; the keys that stand there already. */
    private record Form(String file, Set<String> present) {
        Form(String file, String... present) {
            this(file, Set.of(present));
        }
    }

    /** By ledger scope. */
    private static final Map<String, Form> FORMS = forms();

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("meta", "{probe: 1}"),
            Map.entry("docs", "{show: true}"),
            Map.entry("config", "{}"),
            Map.entry("constraints", "[]"),
            Map.entry("columns", "[{name: id}]"),
            Map.entry("tests", "[unique]"),
            Map.entry("data_tests", "[unique]"),
            Map.entry("quote", "true"),
            Map.entry("quote_columns", "true"),
            Map.entry("tags", "[probe]"),
            Map.entry("quoting", "{identifier: true}"),
            Map.entry("freshness", "{warn_after: {count: 1, period: day}}"),
            Map.entry("external", "{location: probe}"),
            Map.entry("tables", "[{name: u}]"),
            Map.entry("owner", "{email: probe}"),
            Map.entry("type", "analysis"),
            Map.entry("maturity", "high"),
            Map.entry("url", "'http://localhost'"),
            Map.entry("depends_on", "[ref('probe')]"),
            Map.entry("arguments", "[{name: value, type: string}]"),
            Map.entry("access", "public"),
            Map.entry("latest_version", "1, versions: [{v: 1, defined_in: probe}]"),
            Map.entry("versions", "[{v: 1, defined_in: probe}]"),
            Map.entry("deprecation_date", "2030-01-01"),
            Map.entry("time_spine", "{standard_granularity_column: id}, columns: [{name: id, granularity: day}]"),
            Map.entry("granularity", "day"),
            Map.entry("defaults", "{agg_time_dimension: null}"),
            Map.entry("entities", "[]"),
            Map.entry("measures", "[]"),
            Map.entry("dimensions", "[]"),
            Map.entry("exports", "[{name: out, config: {export_as: table}}]"),
            Map.entry("given", "[]"),
            Map.entry("returns", "{data_type: int}"),
            Map.entry("expect", "{rows: []}"),
            Map.entry("model", "probe"),
            Map.entry("overrides", "{vars: {probe: 1}}"),
            Map.entry("v", "1"),
            Map.entry("defined_in", "probe"));

    /** What metrics need: a time spine, and a semantic model with a measure. */
    static final String SEMANTIC = """
            models:
              - name: days
                time_spine: {standard_granularity_column: id}
                columns: [{name: id, granularity: day}]
            semantic_models:
              - name: base
                model: ref('days')
                defaults: {agg_time_dimension: id}
                entities: [{name: base_id, type: primary}]
                dimensions: [{name: id, type: time, type_params: {time_granularity: day}}]
                measures: [{name: total, agg: sum, expr: id}]
            """;

    private PropertyProbe() {}

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("model", new Form("models: [{name: probe, %s}]", "name"));
        forms.put("model version", new Form("models: [{name: probe, latest_version: 1, versions: [{v: 1, %s}]}]", "v"));
        forms.put("seed, snapshot", new Form("seeds: [{name: sown, %s}]", "name"));
        forms.put("analysis", new Form("analyses: [{name: studied, %s}]", "name"));
        forms.put("singular test", new Form("data_tests: [{name: tested, %s}]", "name"));
        forms.put("column", new Form("models: [{name: probe, columns: [{name: id, %s}]}]", "name"));
        forms.put("source", new Form("sources: [{name: s, tables: [{name: t}], %s}]", "name", "tables"));
        forms.put("source table", new Form("sources: [{name: s, tables: [{name: t, %s}]}]", "name"));
        forms.put("function", new Form("functions: [{name: computed, %s}]", "name"));
        forms.put("macro", new Form("macros: [{name: called, %s}]", "name"));
        forms.put(
                "exposure",
                new Form("exposures: [{name: shown, type: analysis, owner: {email: p}, %s}]", "name", "type", "owner"));
        forms.put("group", new Form("groups: [{name: g, owner: {email: p}, %s}]", "name", "owner"));
        forms.put(
                "metric",
                new Form(
                        "metrics: [{name: probed, label: L, type: simple, type_params: {measure: total}, %s}]",
                        "name", "label", "type", "type_params"));
        forms.put(
                "semantic model",
                new Form("semantic_models: [{name: other, model: ref('probe'), %s}]", "name", "model"));
        forms.put(
                "saved query",
                new Form("saved_queries: [{name: kept, query_params: {metrics: []}, %s}]", "name", "query_params"));
        forms.put(
                "unit test",
                new Form(
                        "unit_tests: [{name: u, model: probe, given: [], expect: {rows: []}, %s}]",
                        "name", "model", "given", "expect"));
        return forms;
    }

    /** The states of the rows that can be asked for, by name and scope. */
    static Map<List<String>, String> states(Path folder, Ledger ledger) {
        Map<List<String>, String> states = new HashMap<>();
        for (Ledger.Row row : ledger.rows()) {
            Optional.ofNullable(row.state().startsWith("refused") ? null : FORMS.get(row.scope()))
                    .ifPresent(form -> {
                        String written = form.present().contains(row.name())
                                ? form.file().replace(", %s", "")
                                : form.file().formatted(row.name() + ": " + VALUES.getOrDefault(row.name(), "probe"));
                        String state = warned(folder.resolve("p" + states.size()), row.name(), written)
                                ? Ledger.NOT_YET
                                : Ledger.WORKS;
                        states.put(List.of(row.name(), row.scope()), state);
                    });
        }
        return states;
    }

    private static boolean warned(Path folder, String key, String file) {
        ProbeProject.Answer answer = new ProbeProject(folder)
                .file("models/probe.sql", "select 1 as id")
                .file("seeds/sown.csv", "id\n1\n")
                .file("functions/computed.sql", "select 1")
                .file("analyses/studied.sql", "select 1 as id")
                .file("tests/tested.sql", "select 1 as id")
                .file("macros/called.sql", "{% macro called(value) %}{% endmacro %}")
                .file("models/days.sql", "select 1 as id")
                .file("models/days.yml", SEMANTIC)
                .file("models/probe.yml", file + "\n")
                .run("parse");
        assertThat(answer.exitCode()).as(file + "\n" + answer.text()).isZero();
        return answer.text().lines().anyMatch(line -> line.contains("[WARNING]") && line.contains("\"" + key + "\""));
    }
}
