package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code clone} where the database can copy no table: views of what another environment has. */
class CloneIT {
    @RegisterExtension
    static final ServerProject SERVER = new ServerProject();

    @Test
    void seedsAndModelsAreViewsOfTheOthers() {
        ScratchProject project = SERVER.of(
                "seeds/numbers.csv",
                "id\n7\n",
                "models/m.sql",
                "select id + 1 as id from {{ ref('numbers') }}",
                "macros/names.sql",
                "{% macro generate_schema_name(name, node) %}{{ target.schema ~ var('ending', '') }}{% endmacro %}");
        assertThat(project.weir("build").exitCode()).isZero();
        project.write("state/manifest.json", project.read("target/manifest.json"));
        ScratchProject.Answer answer = project.weir("clone", "--state", "state", "--vars", "{ending: _copy}");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        String copy = "\"" + SERVER.schema() + "_copy\".";
        assertThat(project.rows("select n.id + m.id as sum from " + copy + "numbers n, " + copy + "m m"))
                .hasToString("[{sum=15}]");
    }
}
