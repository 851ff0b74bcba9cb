package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User-defined functions on PostgreSQL. Expectations were seen in dbt 1.11.16. */
class FunctionsIT {
    private static final String PRICE = """
            functions:
              - name: price
                description: Calculate
                config: {volatility: stable}
                arguments: [{name: price, data_type: float, default_value: 100}]
                returns: {data_type: float}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ScratchProject project;

    @BeforeAll
    static void prepare() {
        project = new ScratchProject(folder);
    }

    @Test
    void functionsAreBuiltBeforeWhatCallsThem() {
        String schema = project.of(
                        "functions/price.sql",
                        "select price * {{ var('factor', 2) }}",
                        "functions/price.yml",
                        PRICE,
                        "models/m.sql",
                        "select {{ function('price') }}(7) as a, {{ function('test', 'price') }}() as b")
                .schema();
        Answer answer = project.weir("build");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains(
                        "1 of 2 START function " + schema + ".price",
                        "OK created function " + schema + ".price",
                        "SUCCESS")
                .contains("Finished running 1 function, 1 view model");
        assertThat(project.results("message")).containsEntry("function.test.price", "CREATE FUNCTION");
        assertThat(project.rows("select * from {{ ref('m') }}")).isEqualTo(List.of(Map.of("a", 14.0, "b", 200.0)));
        assertThat(project.read("target/run/test/functions/price.sql")).contains("STABLE", "price float DEFAULT 100");
        Map<?, ?> functions = (Map<?, ?>) project.artifact("manifest.json").get("functions");
        assertThat(String.valueOf(functions)).contains("function.test.price", "default_value=100");
        assertThat(project.weir("--quiet ls").text()).isEqualTo("test.price\ntest.m\n");
    }

    @Test
    void callsThatNameNoFunctionAreErrors() {
        project.of("models/m.sql", "select {{ function('nope') }}(1) as a");
        Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("depends on a function named 'nope' which was not found");
    }

    @Test
    void languagesAndTypesTheDatabaseHasNotAreRefusedWhenTheyAreBuilt() {
        project.of("functions/price.py", "def f(price):\n  return price\n", "functions/price.yml", PRICE);
        Answer unversioned = project.weir("build");
        assertThat(unversioned.exitCode()).isEqualTo(1);
        assertThat(unversioned.text()).contains("A `runtime_version` is required for python functions");
        project.of(
                "functions/price.sql",
                "select price",
                "functions/price.yml",
                PRICE.replace("stable", "stable, type: table"));
        assertThat(project.weir("build").text()).contains("No macro named 'table_function_sql' found within namespace");
    }
}
