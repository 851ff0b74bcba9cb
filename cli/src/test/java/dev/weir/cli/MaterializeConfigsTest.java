package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configs of Materialize that cannot be understood are refused when the project is parsed, where they stand. */
class MaterializeConfigsTest {
    private static final String PROFILE =
            "test:\n  target: default\n  outputs:\n    default: {type: materialize, host: localhost, port: 1, user: u,"
                    + " password: p, database: materialize, schema: public, cluster: serving}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private ScratchProject project;

    @BeforeEach
    void project() {
        project = new ScratchProject(folder).of("profiles.yml", PROFILE, "models/m.sql", "select 1 as id");
    }

    private String refused(String properties) {
        project.write("models/m.yml", properties);
        Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(2);
        return answer.text();
    }

    private static String config(String materialized, String line) {
        return "models:\n  - name: m\n    config:\n      materialized: " + materialized + "\n      " + line + "\n";
    }

    @Test
    void unknownKeyOfAnIndexIsShownInItsFileWithTheKeyThatWasMeant() {
        assertThat(refused(config("view", "indexes: [{columns: [id]}, {colums: [id]}]")))
                .contains(
                        "Compilation Error in model m (models/m.sql)",
                        "Could not parse index config: at path []: Additional properties are not allowed ('colums' was unexpected)",
                        "--> models/m.yml:5:43",
                        "hint: Did you mean \"columns\"?");
    }

    @Test
    void everyFaultOfAProjectIsTold() {
        project.write(
                "models/other.sql", "{{ config(\n    materialized='table',\n    partition_by='id') }}\nselect 1 as id");
        assertThat(refused(config("materialized_view", "refresh_interval: {evry: 1 day, every: 60, on_commit: 'yes'}")))
                .contains(
                        "('evry' was unexpected)",
                        "Did you mean \"every\"?",
                        "--> models/m.yml:5:46",
                        "at path ['every']: 60 is not valid under any of the given schemas",
                        "hint: Put it in quotes.",
                        "at path ['on_commit']: 'yes' is not valid under any of the given schemas",
                        "Invalid partition_by config:\n    Got: 'id'",
                        "--> models/other.sql:3:5",
                        "hint: Write partition_by: ['id'].");
    }

    @Test
    void whatIsWrittenInTheProjectsFileIsShownThere() {
        project.write(
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\nmodels:\n  test:\n    +cluster: 7\n    +materialized: table\n"
                        + "    +retain_history: 30\n");
        Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains(
                        "--> dbt_project.yml:6:15",
                        "at path []: 7 is not of type 'string'",
                        "--> dbt_project.yml:8:22",
                        "hint: Write how long, in quotes: '30 minutes'.");
    }

    @Test
    void faultInCodeIsShownAtTheKey() {
        project.write("models/m.sql", "{{ config(indexes=[{'columns': ['id'], 'unique': true}]) }}\nselect 1 as id");
        assertThat(project.weir("parse").text())
                .contains("--> models/m.sql:1:40", "The keys are columns, default, name, cluster.");
    }

    @Test
    void anIndexOverNothingOrBesideTheDefaultIsRefused() {
        assertThat(refused(config("view", "indexes: [{}, {name: a}, {columns: [id], default: true}, by_id]")))
                .contains(
                        "--> models/m.yml:5:17",
                        "--> models/m.yml:5:21",
                        "an index needs columns, or default: true",
                        "--> models/m.yml:5:57",
                        "an index is over columns or the default one, not both",
                        "at path []: 'by_id' is not of type 'object'");
    }

    @Test
    void misspeltConfigOfTheAdapterIsTold() {
        project.write("models/m.yml", config("materialized_view", "retain_histroy: 1 hour"));
        Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("unknown config \"retain_histroy\"", "Did you mean \"retain_history\"?");
    }

    @Test
    void whatMeansNothingForTheMaterializationIsNotLookedAt() {
        project.write("models/m.yml", config("view", "partition_by: {field: id, data_type: date}"));
        project.write(
                "models/text.sql",
                "{{ config(materialized='table', indexes=[{'columns': 'id'}], refresh_interval=none, partition_by=[]) }} select 1 as id");
        Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }
}
