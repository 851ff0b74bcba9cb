package dev.weir.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProbeProject;
import dev.weir.core.project.JsonText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names a template finds, asked of templates themselves: each place of a project where a template may stand says which
 * of the ledger's names are defined there, and the manifest tells.
 */
final class TemplateProbe {
    /** Ledger scope ⇒ the expression whose members its names are; empty text for names of the context itself. */
    static final Map<String, String> IN_MODEL = inModel();

    /** Names whose state is kept by hand: they are defined only while a node runs, or inside a call block. */
    static final Set<String> ONLY_WHILE_RUNNING = Set.of(
            "sql",
            "compiled_code",
            "defer_relation",
            "caller",
            "nodes",
            "sources",
            "exposures",
            "groups",
            "metrics",
            "semantic_models",
            "saved_queries",
            "functions",
            "source_node");

    /** Places whose context is built by the same code as another's. */
    static final Map<String, String> SAME = Map.of("unit test", "model", "source freshness", "model");

    private final Map<String, Set<String>> found = new LinkedHashMap<>();

    private TemplateProbe() {}

    private static Map<String, String> inModel() {
        Map<String, String> holders = new LinkedHashMap<>();
        holders.put("model", "");
        holders.put("config", "config");
        holders.put("exceptions", "exceptions");
        holders.put("api", "api");
        holders.put("graph", "graph");
        holders.put("modules.re", "modules.re");
        holders.put("modules.pytz", "modules.pytz");
        holders.put("modules.datetime", "modules.datetime");
        holders.put("modules.itertools", "modules.itertools");
        holders.put("adapter", "adapter");
        holders.put("relation", "this");
        holders.put("column", "api.Column('a', 'text')");
        holders.put("table", "adapter.execute('select 1')[1]");
        return holders;
    }

    /** Asks for every name of the two tables that has a place to be asked in. */
    static TemplateProbe ask(Path folder, Ledger context, Ledger adapter) {
        TemplateProbe probe = new TemplateProbe();
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (Ledger ledger : List.of(context, adapter)) {
            ledger.rows()
                    .forEach(row -> names.computeIfAbsent(row.scope(), _ -> new LinkedHashSet<>())
                            .add(row.name()));
        }
        StringBuilder model = new StringBuilder("{{ config(meta={");
        IN_MODEL.forEach((scope, holder) -> model.append('\'')
                .append(scope)
                .append("': ")
                .append(defined(holder, names.getOrDefault(scope, Set.of())))
                .append(",\n"));
        model.append("'macro': names_in_macro()}) }}\nselect 1 as id");
        ProbeProject project = new ProbeProject(folder)
                .schema("{{ " + defined("", names.getOrDefault("profiles.yml", Set.of())) + " }}")
                .project("models:\n  +meta:\n    dbt_project.yml: \"{{ "
                        + defined("", names.getOrDefault("dbt_project.yml", Set.of())) + " }}\"\n")
                .file("models/m.sql", model.toString())
                .file(
                        "macros/names.sql",
                        "{% macro names_in_macro() %}{{ return(" + defined("", names.getOrDefault("macro", Set.of()))
                                + ") }}{% endmacro %}")
                .file(
                        "models/m.yml",
                        "models:\n  - name: m\n    description: \"{{ "
                                + defined("", names.getOrDefault("docs", Set.of()))
                                + " }}\"\n    config:\n      meta:\n"
                                + "        properties: \"{{ "
                                + defined("", names.getOrDefault("properties", Set.of())) + " }}\"\n");
        ProbeProject.Answer answer = project.run("parse");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        Object nodes = member(JsonText.parse(project.read("target/manifest.json")), "nodes");
        Object node = member(nodes, "model.probe.m");
        if (member(member(node, "config"), "meta") instanceof Map<?, ?> meta) {
            meta.forEach((scope, text) -> probe.add(String.valueOf(scope), String.valueOf(text)));
        }
        probe.add("docs", String.valueOf(member(node, "description")));
        probe.add("profiles.yml", String.valueOf(member(node, "schema")));
        return probe;
    }

    private static @Nullable Object member(@Nullable Object tree, String key) {
        return tree instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private void add(String scope, String names) {
        found.put(scope, Set.of(names.strip().split(" +")));
    }

    /** Double quotes stay out of it: it is put into YAML texts. */
    private static String defined(String holder, Set<String> names) {
        StringBuilder expression = new StringBuilder("''");
        for (String name : names) {
            String whole = holder.isEmpty() ? name : holder + "." + name;
            expression
                    .append(" ~ ('")
                    .append(name)
                    .append(" ' if ")
                    .append(whole)
                    .append(" is defined else '')");
        }
        return expression.toString();
    }

    /** Whether a template in this place was asked. */
    boolean asked(String scope) {
        return found.containsKey(scope);
    }

    boolean defined(String scope, String name) {
        return found.getOrDefault(scope, Set.of()).contains(name);
    }
}
