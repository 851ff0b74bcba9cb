package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What templates in YAML see beside variables. The values are those of dbt 1.11.16. */
class YamlTemplatesIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void functionsAndModulesAreThereInPropertiesProjectAndProfile() {
        ScratchProject project = new ScratchProject(folder)
                .of(
                        "models/probe.sql",
                        "select 1 as id",
                        "profiles.yml",
                        """
                        test:
                          target: "{{ ['dev', 'prod'] | first if modules.re.match('a', 'abc') else 'x' }}"
                          outputs:
                            dev: {type: postgres, embedded: true, schema: "s_{{ fromjson('[1, 2]') | length }}", threads: "{{ fromyaml('2') | as_number }}"}
                        """,
                        "dbt_project.yml",
                        """
                        name: test
                        version: '1.0'
                        profile: test
                        models:
                          +meta:
                            date: "{{ modules.datetime.date(2024, 1, 1) }}"
                            pairs: "{{ zip([1], [2]) | list }}"
                            text: "{{ tojson([1]) }}"
                            flag: "{{ flags.FULL_REFRESH }}"
                            started: "{{ run_started_at.tzinfo is none }}"
                            id: "{{ invocation_id | length }}"
                        """,
                        "models/s.yml",
                        """
                        models:
                          - name: probe
                            description: >-
                              {{ modules.re.sub('a', 'b', 'banana') }} {{ tojson({'a': 1}) }} {{ toyaml({'a': [1]}) }} {{ fromjson('[1]') }}
                              {{ fromyaml('a: 1') }} {{ local_md5('a') }} {{ set([1]) }} {{ set_strict([2]) }} {{ zip_strict([1], [2]) | list }}
                              {{ diff_of_two_dicts({'a': ['b', 'c']}, {'a': ['b']}) }} {{ builtins.tojson(none) }} {{ context.fromjson('2') }}
                              {{ print('printed') }}{{ log('logged') }}{{ thread_id }} {{ project_name }} {{ target.name }}
                        """);
        assertThat(project.weir(
                                "ls",
                                "--quiet",
                                "--output",
                                "json",
                                "--output-keys",
                                "name",
                                "description",
                                "schema",
                                "config.meta")
                        .text())
                .isEqualTo("""
                        printed
                        {"name": "probe", "description": "bbnbnb {\\"a\\": 1} a:\\n- 1\\n [1] {'a': 1} 0cc175b9c0f1b6a831c399e269772661 \
                        {1} {2} [(1, 2)] {'a': ['c']} null 2 MainThread test dev", "schema": "s_2", "config.meta": {"date": \
                        "2024-01-01", "pairs": [[1, 2]], "text": "[1]", "flag": false, "started": false, "id": 36}}
                        """);
    }

    @Test
    void packagesFileSeesThemToo() {
        ScratchProject project = new ScratchProject(folder)
                .of("other/dbt_project.yml", "name: other\nversion: '1.0'\n", "packages.yml", """
                        packages:
                          - local: "{{ fromjson('[\\"other\\"]') | first if modules.re.match('a', 'abc') }}"
                        """);
        assertThat(project.weir("deps").exitCode()).isZero();
        assertThat(folder.resolve("dbt_packages/other")).exists();
    }

    @Test
    void returnInYamlIsRefused() {
        ScratchProject project = new ScratchProject(folder)
                .of(
                        "models/probe.sql",
                        "select 1 as id",
                        "models/s.yml",
                        "models: [{name: probe, config: {meta: {a: \"{{ return(5) }}\"}}}]\n");
        ScratchProject.Answer answer = project.weir("parse");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.text()).contains("Could not render {{ return(5) }}: 5");
    }
}
