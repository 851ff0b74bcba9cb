package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code flags:} of dbt_project.yml choose, and what is said of spellings going out of use. Recorded from the reference. */
class BehavioursTest {
    @TempDir
    private Path folder;

    private ScratchProject project(String flags, String... pathsAndTexts) {
        List<String> files = new ArrayList<>(List.of(
                "dbt_project.yml",
                "name: test\nversion: '1.0'\nprofile: test\n" + flags,
                "profiles.yml",
                "test: {target: d, outputs: {d: {type: postgres, host: h, port: 1, user: u, password: p, dbname: d,"
                        + " schema: s}}}\n",
                "models/a.sql",
                "select 1 as id"));
        files.addAll(List.of(pathsAndTexts));
        return new ScratchProject(folder).of(files.toArray(new String[0]));
    }

    private static final String[] PACKAGE = {
        "dbt_packages/pk/dbt_project.yml",
        "name: pk\nprofile: x\n",
        "dbt_packages/pk/models/x.sql",
        "{{ config(alias='other') }} select 1 as id",
        "dbt_packages/pk/models/y.sql",
        "select * from {{ ref('x') }}",
        "models/x.sql",
        "select 2 as id"
    };

    private Object parentsOfY(ScratchProject project) {
        return project.artifact("manifest.json").get("parent_map") instanceof Map<?, ?> parents
                ? String.valueOf(parents.get("model.pk.y"))
                : "";
    }

    @Test
    void refOfAPackageMeansTheRootProjectsModelFirst() {
        ScratchProject project = project("", PACKAGE);
        assertThat(project.weir("parse").text()).contains("depends on the root project node 'model.test.x'");
        assertThat(parentsOfY(project)).isEqualTo("[model.test.x]");
    }

    @Test
    void refOfAPackageMeansItsOwnModelWhereTheProjectChoseSo() {
        ScratchProject project = project("flags: {require_ref_searches_node_package_before_root: true}\n", PACKAGE);
        assertThat(project.weir("parse").text()).doesNotContain("depends on the root project node");
        assertThat(parentsOfY(project)).isEqualTo("[model.pk.x]");
    }

    @Test
    void refThatCouldMeanSeveralPackagesIsAnError() {
        ScratchProject.Answer answer = project(
                        "",
                        "dbt_packages/pk/dbt_project.yml",
                        "name: pk\n",
                        "dbt_packages/pk/models/twice.sql",
                        "select 1",
                        "dbt_packages/pj/dbt_project.yml",
                        "name: pj\n",
                        "dbt_packages/pj/models/twice.sql",
                        "{{ config(alias='t') }} select 1",
                        "models/z.sql",
                        "select * from {{ ref('twice') }}")
                .weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("dbt found nodes in multiple packages", "use two-argument 'ref'");
    }

    private static final String TOP_LEVEL =
            "models: [{name: a, columns: [{name: id, data_tests: [{unique: {severity: warn}},"
                    + " {accepted_values: {values: [1]}}, {accepted_values: {name: b, quote: true, arguments: {values: [1]}}}]}]}]";

    @Test
    void oldSpellingsOfTestsAreCounted() {
        ScratchProject.Answer answer = project("", "models/s.yml", TOP_LEVEL).weir("parse");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.text())
                .contains(
                        "- PropertyMovedToConfigDeprecation: 1 occurrence",
                        "- MissingArgumentsPropertyInGenericTestDeprecation: 1 occurrence");
    }

    @Test
    void argumentsAreAnArgumentLikeOthersWhereTheProjectChoseSo() {
        ScratchProject.Answer answer = project(
                        "flags: {require_generic_test_arguments_property: false}\n", "models/s.yml", TOP_LEVEL)
                .weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text())
                .contains("ArgumentsPropertyInGenericTestDeprecation", "takes no keyword argument 'arguments'")
                .doesNotContain("MissingArguments");
    }

    @Test
    void namesWithSpacesAreWarnedOfWhereTheProjectChoseSo() {
        assertThat(project("", "models/b c.sql", "select 1").weir("parse").exitCode())
                .isEqualTo(2);
        ScratchProject.Answer answer = project(
                        "flags: {require_resource_names_without_spaces: false}\n", "models/b c.sql", "select 1")
                .weir("parse");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.text())
                .contains("Found spaces in the name of `model.test.b c`", "- ResourceNamesWithSpacesDeprecation: 1");
    }

    @Test
    void macroArgumentsAreCheckedWhereTheProjectChoseSo() {
        String[] files = {
            "macros/m.sql",
            "{% macro m(a, b=1) %}{% endmacro %}{% macro n(x) %}{% endmacro %}",
            "macros/m.yml",
            "macros: [{name: m, arguments: [{name: c, type: 'list[str]'}, {name: b, type: number}, {name: d}]}]"
        };
        assertThat(project("", files).weir("parse").text()).doesNotContain("Argument c");
        ScratchProject project = project("flags: {validate_macro_args: true}\n", files);
        assertThat(project.weir("parse").text())
                .contains(
                        "Argument c in yaml for macro m does not match the jinja definition.",
                        "The number of arguments in the yaml for macro m does not match the jinja definition.",
                        "Argument b in the yaml for macro m has an invalid type.");
        assertThat(String.valueOf(project.artifact("manifest.json").get("macros")))
                .contains("unique_id=macro.test.n", "{name=x, type=null, description=}");
    }

    @Test
    void oneNameForTwoKindsIsAnErrorWhereTheProjectChoseSo() {
        String[] files = {"seeds/a.csv", "id\n1\n", "models/s.yml", "seeds: [{name: a, config: {alias: other}}]"};
        assertThat(project("", files).weir("parse").exitCode()).isZero();
        ScratchProject.Answer answer = project("flags: {require_unique_project_resource_names: true}\n", files)
                .weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("dbt found two resources with the name \"a\".");
    }

    @Test
    void modelsPastTheirDateAreNamedAndSoAreTheirReaders() {
        String text = project(
                        "",
                        "models/s.yml",
                        "models: [{name: a, deprecation_date: 2020-01-01}, {name: f, deprecation_date: 2099-01-01}]",
                        "models/f.sql",
                        "select 1",
                        "models/b.sql",
                        "select * from {{ ref('a') }}, {{ ref('f') }}")
                .weir("parse")
                .text();
        assertThat(text)
                .contains(
                        "Model a has passed its deprecation date of 2020-01-01T00:00:00+00:00. This model should be"
                                + " disabled or removed.",
                        "While compiling 'b': Found a reference to a, which was deprecated on",
                        "While compiling 'b': Found a reference to f, which is slated for deprecation on")
                .doesNotContain("Summary of encountered deprecations");
    }

    @Test
    void tagsBetweenMacrosAreWarnedOfAndBranchesAroundThemAreErrors() {
        assertThat(project("", "macros/m.sql", "{% set x = 1 %}{% macro m() %}{% endmacro %}{% do y %}")
                        .weir("parse")
                        .text())
                .contains("Found unexpected 'set' block tag.", "- UnexpectedJinjaBlockDeprecation: 2 occurrences");
        ScratchProject.Answer answer = project(
                        "", "macros/m.sql", "{% if true %}\n {% macro m() %}{% endmacro %}{% endif %}")
                .weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("Got a block definition inside control flow at 2:1.", "macros/m.sql:2:2");
    }

    @Test
    void pathsNamesAndModulesOfOldAreWarnedOf() {
        String text = project(
                        "log-path: other\ntarget-path: target\n",
                        "models/s.yml",
                        "exposures: [{name: a b, type: ml, owner: {email: x}}]",
                        "models/b.sql",
                        "{% for x in modules.itertools.chain([1]) %}{% endfor %}select 1")
                .weir("parse")
                .text();
        assertThat(text)
                .contains(
                        "- ConfigLogPathDeprecation: 1",
                        "- ExposureNameDeprecation: 1",
                        "- ModulesItertoolsUsageDeprecation: 1")
                .doesNotContain("ConfigTargetPath");
    }

    @Test
    void flagsInProfilesCountUnlessTheProjectHasSome() {
        String profiles =
                "config: {warn_error: true}\ntest: {target: d, outputs: {d: {type: postgres, host: h, port: 1,"
                        + " user: u, password: p, dbname: d, schema: s}}}\n";
        assertThat(project("", "profiles.yml", profiles).weir("parse").exitCode())
                .isEqualTo(2);
        String text = project("flags: {fail_fast: true}\n", "profiles.yml", profiles)
                .weir("parse")
                .text();
        assertThat(text).contains("Do not specify both 'config' in profiles.yml and 'flags' in dbt_project.yml");
    }

    @Test
    void formerNamesOfVariablesAreToldOfAfterTheFirstLineAndSummedUp() {
        ScratchProject project = project("");
        project.set("DBT_ARTIFACT_STATE_PATH", "state");
        String said = project.weir("parse").text();
        assertThat(said)
                .containsSubsequence(
                        "Running with dbt=",
                        "The environment variable `DBT_ARTIFACT_STATE_PATH` has been renamed",
                        "Registered adapter",
                        "- EnvironmentVariableRenamed: 1 occurrence");
    }

    @Test
    void variablesThatLookLikeDbtsOwnAreWarnedOf() {
        ScratchProject project = project("");
        project.set("DBT_ENGINE_ZORK", "1");
        assertThat(project.weir("parse").text()).contains("- EnvironmentVariableNamespaceDeprecation: 1 occurrence");
    }

    @Test
    void templatesSeeTheConfigsOfTheirFoldersWhileTheyAreParsed() {
        ScratchProject.Answer answer = project(
                        "models: {test: {+materialized: table}}\n",
                        "models/b.sql",
                        "{% if model.config.materialized == 'table' and not execute %}{{ config(tags=['seen']) }}{% endif %}"
                                + "select 1")
                .weir("ls", "-s", "tag:seen");
        assertThat(answer.text()).contains("test.b");
    }

    @Test
    void constraintsOfWhatIsNoModelAreWarnedOf() {
        ScratchProject.Answer answer = project(
                        "",
                        "functions/f.sql",
                        "select 1",
                        "functions/s.yml",
                        "functions: [{name: f, returns: {data_type: int}, latest_version: 1,"
                                + " constraints: [{type: check, expression: '1=1'}]}]")
                .weir("parse");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.text()).contains("Field constraints is not valid for function (f)");
    }
}
