package dev.weir.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProbeProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that the ledger marks as "not yet" is taken in silence: a project that uses it is told so, by an error or a
 * warning that names it. (For the command line {@code UnsupportedTest} shows the same.)
 */
class SilenceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @TestFactory
    Stream<DynamicTest> keyOfTheProjectFileThatIsNotThereYetIsReported() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Ledger.Row row : notYet("project_keys")) {
            switch (row.scope()) {
                case "dbt_project.yml" ->
                    tests.add(test(row, project(row).project(row.name() + ":\n  probe:\n    +enabled: true\n")));
                case "flags" -> {
                    String value = row.name().startsWith("require_e")
                                    || row.name().startsWith("source_")
                                    || row.name().startsWith("require_resource")
                                    || row.name().startsWith("require_generic")
                                    || row.name().startsWith("use_")
                            ? "false"
                            : "true";
                    if (row.name().equals("require_event_names_in_deprecations")) {
                        value = "true";
                    }
                    tests.add(test(row, project(row).project("flags:\n  " + row.name() + ": " + value + "\n")));
                }
                case "packages.yml git", "packages.yml registry", "packages.yml tarball", "packages.yml private" -> {
                    String kind = row.scope().substring("packages.yml ".length());
                    tests.add(test(
                            row,
                            project(row)
                                    .file(
                                            "packages.yml",
                                            "packages:\n  - " + (kind.equals("registry") ? "package" : kind)
                                                    + ": some/where\n"),
                            "deps"));
                }
                default -> tests.add(unproven(row));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> configThatIsNotThereYetIsReported() {
        Map<String, String> values = Map.of("batch_size", "'day'", "begin", "'2026-01-01'", "lookback", "3");
        List<DynamicTest> tests = new ArrayList<>();
        for (Ledger.Row row : notYet("node_configs")) {
            String value = values.getOrDefault(row.name(), "true");
            switch (row.scope()) {
                case "model" ->
                    tests.add(test(
                            row,
                            project(row)
                                    .file(
                                            "models/probe.sql",
                                            "{{ config(" + row.name() + "=" + value + ") }} select 1 as id")));
                case "seed", "snapshot", "analysis" -> {} // microbatch is a strategy of models
                case "function", "export" -> {} // the resource itself is reported
                default -> tests.add(unproven(row));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> propertyThatIsNotThereYetIsReported() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("model", "models:\n  - name: probe\n    %s: {}\n");
        files.put("column", "models:\n  - name: probe\n    columns:\n      - name: id\n        %s: day\n");
        files.put("function", "functions:\n  - name: probe\n    %s: x\n");
        List<DynamicTest> tests = new ArrayList<>();
        for (Ledger.Row row : notYet("properties")) {
            String file = files.get(row.scope());
            tests.add(
                    file == null
                            ? unproven(row)
                            : test(
                                    row,
                                    project(row)
                                            .file("models/probe.sql", "select 1 as id")
                                            .file("models/probe.yml", file.formatted(row.name()))));
        }
        return tests.stream();
    }

    /** What a method selects, where only declaring it is reported. */
    private static final Map<String, String> DECLARED = Map.of(
            "metric", "metrics: [{name: x}]",
            "semantic_model", "semantic_models: [{name: x}]",
            "saved_query", "saved_queries: [{name: x}]");

    @TestFactory
    Stream<DynamicTest> selectorMethodThatIsNotThereYetIsReported() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Ledger.Row row : notYet("selectors")) {
            String method = row.scope().equals("method") ? row.name() : row.scope();
            ProbeProject project = project(row)
                    .file("models/probe.sql", "select 1 as id")
                    .file("models/probe.yml", DECLARED.getOrDefault(method, ""));
            tests.add(test(row, project, "ls", "--select", method + ":x"));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> nameInATemplateThatIsNotThereYetIsReported() {
        Map<String, String> holders = new LinkedHashMap<>(TemplateProbe.IN_MODEL);
        // While a project is parsed, dbt lets undefined members of these pass; a run stops at them (tests of the jinja
        // room).
        holders.keySet().removeAll(List.of("adapter", "relation", "column", "table", "modules.re"));
        List<DynamicTest> tests = new ArrayList<>();
        for (Ledger ledger : List.of(Ledger.read("context"), Ledger.read("adapter"))) {
            for (Ledger.Row row : ledger.rows()) {
                if (row.state().equals(Ledger.NOT_YET) && holders.containsKey(row.scope())) {
                    String holder = holders.get(row.scope());
                    String use = holder.isEmpty() ? row.name() : holder + "." + row.name() + "()";
                    tests.add(test(row, project(row).file("models/probe.sql", "select '{{ " + use + " }}' as id")));
                } else if (row.state().equals(Ledger.NOT_YET) && row.scope().equals("profiles.yml")) {
                    tests.add(test(row, project(row).schema("{{ " + row.name() + " }}")));
                } else if (row.state().equals(Ledger.NOT_YET) && row.scope().equals("dbt_project.yml")) {
                    tests.add(test(row, project(row).project("models:\n  +schema: \"{{ " + row.name() + " }}\"\n")));
                }
            }
        }
        return tests.stream();
    }

    private static List<Ledger.Row> notYet(String ledger) {
        return Ledger.read(ledger).rows().stream()
                .filter(row -> row.state().equals(Ledger.NOT_YET))
                .toList();
    }

    private ProbeProject project(Ledger.Row row) {
        return new ProbeProject(folder.resolve((row.scope() + "_" + row.name()).replaceAll("\\W", "_")));
    }

    private static DynamicTest test(Ledger.Row row, ProbeProject project) {
        return test(row, project, "parse");
    }

    private static DynamicTest test(Ledger.Row row, ProbeProject project, String... words) {
        return DynamicTest.dynamicTest(row.scope() + " " + row.name(), () -> {
            ProbeProject.Answer answer = project.run(words);
            assertThat(answer.exitCode() != 0 || answer.text().contains("[WARNING]"))
                    .as(answer.text())
                    .isTrue();
        });
    }

    /** A row of a kind for which nobody has said how to use it: it must not be marked "not yet" before somebody does. */
    private static DynamicTest unproven(Ledger.Row row) {
        return DynamicTest.dynamicTest(
                row.scope() + " " + row.name(),
                () -> assertThat(row.state())
                        .as("say here how a project uses it")
                        .isNotEqualTo(Ledger.NOT_YET));
    }
}
