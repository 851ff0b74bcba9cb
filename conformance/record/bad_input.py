"""The cases of bad input: for each, the files that differ from a small sound project, and the command."""

PROJECT = 'name: bad\nversion: "1.0"\nconfig-version: 2\nprofile: bad\n'
PROFILES = """bad:
  target: server
  outputs:
    server:
      type: postgres
      host: "{{ env_var('SHOP_HOST', 'localhost') }}"
      port: "{{ env_var('SHOP_PORT', '5432') | as_number }}"
      user: "{{ env_var('SHOP_USER', 'shop') }}"
      password: "{{ env_var('SHOP_PASSWORD', 'shop') }}"
      dbname: "{{ env_var('SHOP_DATABASE', 'shop') }}"
      schema: shop_bad
      threads: 1
"""
SOUND = {
    "dbt_project.yml": PROJECT,
    "profiles.yml": PROFILES,
    "models/one.sql": "select 1 as id\n",
    "models/two.sql": "select id from {{ ref('one') }}\n",
}


def case(command, files=None, without=(), env=None):
    kept = {name: text for name, text in SOUND.items() if name not in without}
    kept.update(files or {})
    return {"command": command.split(" ") if isinstance(command, str) else command, "files": kept, "env": env or {}}


def profile(text):
    return {"profiles.yml": text}


def model(text):
    return {"models/one.sql": text}


def schema_yml(text):
    return {"models/schema.yml": text}


def project(more):
    return {"dbt_project.yml": PROJECT + more}


CASES = {
    # profiles
    "profiles_missing": case("parse", without=("profiles.yml",)),
    "profiles_missing_no_dbt_folder": case("parse", without=("profiles.yml",), env={"HOME": "/nonexistent-home"}),
    "profiles_missing_debug": case("debug", without=("profiles.yml",)),
    "profiles_broken_yaml": case("parse", profile("bad:\n  target: server\n   outputs: {\n")),
    "profiles_broken_yaml_debug": case("debug", profile("bad:\n  target: server\n   outputs: {\n")),
    "profiles_empty": case("parse", profile("")),
    "profiles_list": case("parse", profile("- bad\n")),
    "profiles_unknown_profile": case("parse", profile(PROFILES.replace("bad:", "good:"))),
    "profiles_unknown_profile_flag": case("parse --profile nowhere"),
    "profiles_unknown_target": case("parse --target nowhere"),
    "profiles_no_outputs": case("parse", profile("bad:\n  target: server\n")),
    "profiles_no_target": case("parse", profile(PROFILES.replace("  target: server\n", ""))),
    "profiles_no_type": case("parse", profile(PROFILES.replace("      type: postgres\n", ""))),
    "profiles_unknown_type": case("parse", profile(PROFILES.replace("type: postgres", "type: nosuchdb"))),
    "profiles_missing_key": case("parse", profile(PROFILES.replace("      schema: shop_bad\n", ""))),
    "profiles_wrong_port": case("parse", profile(PROFILES.replace("port: \"{{ env_var('SHOP_PORT', '5432') | as_number }}\"", "port: abc"))),
    "profiles_env_var_missing": case("parse", profile(PROFILES.replace("env_var('SHOP_HOST', 'localhost')", "env_var('SHOP_NOWHERE')"))),
    "profiles_broken_jinja": case("parse", profile(PROFILES.replace("{{ env_var('SHOP_HOST', 'localhost') }}", "{{ env_var('SHOP_HOST' }}"))),
    "profiles_dir_missing": case("parse --profiles-dir nowhere"),
    "wrong_password": case("run", env={"SHOP_PASSWORD": "wrong"}),
    "server_down": case("run", env={"SHOP_PORT": "1"}),
    "unknown_database": case("run", env={"SHOP_DATABASE": "no_such_database"}),
    # dbt_project.yml
    "project_missing": case("parse", without=("dbt_project.yml",)),
    "project_missing_run": case("run", without=("dbt_project.yml",)),
    "project_dir_missing": case("parse --project-dir nowhere"),
    "project_empty": case("parse", {"dbt_project.yml": ""}),
    "project_broken_yaml": case("parse", {"dbt_project.yml": "name: bad\n  version: 1\n"}),
    "project_no_name": case("parse", {"dbt_project.yml": "profile: bad\n"}),
    "project_bad_name": case("parse", {"dbt_project.yml": PROJECT.replace("name: bad", "name: bad-name")}),
    "project_no_profile": case("parse", {"dbt_project.yml": "name: bad\n"}),
    "project_invalid_key": case("parse", project("no-such-key: 1\n")),
    "project_invalid_type": case("parse", project("model-paths: models\n")),
    "project_old_key": case("parse", project("source-paths: [models]\n")),
    "project_unused_config": case("parse", project("models:\n  bad:\n    no_such_folder:\n      +materialized: table\n")),
    "project_config_without_plus": case("parse", project("models:\n  bad:\n    materialised: table\n")),
    "project_require_version": case("parse", project('require-dbt-version: ">=9.0.0"\n')),
    "project_require_version_broken": case("parse", project('require-dbt-version: "newest"\n')),
    "project_env_var_missing": case("parse", project("models:\n  +schema: \"{{ env_var('SHOP_NOWHERE') }}\"\n")),
    "project_duplicate_key": case("parse", project("vars:\n  a: 1\nvars:\n  a: 2\n")),
    "project_broken_jinja": case("parse", project("models:\n  +schema: \"{{ nothing here }}\"\n")),
    # refs, sources, names
    "ref_missing": case("parse", {"models/two.sql": "select id from {{ ref('onne') }}\n"}),
    "ref_disabled": case("parse", model("{{ config(enabled=false) }}select 1 as id\n")),
    "ref_self": case("parse", model("select * from {{ ref('one') }}\n")),
    "ref_three_arguments": case("parse", model("select * from {{ ref('a', 'b', 'c') }}\n")),
    "ref_no_arguments": case("parse", model("select * from {{ ref() }}\n")),
    "ref_undeclared": case("compile", model("{% if execute %}select * from {{ ref('two') }}{% else %}select 1 as id{% endif %}\n")),
    "ref_missing_package": case("parse", {"models/two.sql": "select id from {{ ref('elsewhere', 'one') }}\n"}),
    "cycle": case("parse", {"models/one.sql": "select * from {{ ref('three') }}\n", "models/three.sql": "select * from {{ ref('two') }}\n"}),
    "cycle_run": case("run", {"models/one.sql": "select * from {{ ref('three') }}\n", "models/three.sql": "select * from {{ ref('two') }}\n"}),
    "ref_self_run": case("run", model("select * from {{ ref('one') }}\n")),
    "source_missing": case("parse", model("select * from {{ source('web', 'visits') }}\n")),
    "source_table_missing": case("parse", {**model("select * from {{ source('web', 'visit') }}\n"), **schema_yml("sources:\n  - name: web\n    tables:\n      - name: visits\n")}),
    "source_one_argument": case("parse", model("select * from {{ source('web') }}\n")),
    "duplicate_model": case("parse", {"models/more/one.sql": "select 2 as id\n"}),
    "duplicate_model_and_seed": case("parse", {"seeds/one.csv": "id\n1\n"}),
    "duplicate_alias": case("parse", {"models/two.sql": "{{ config(alias='one') }}select 1 as id\n"}),
    "duplicate_source": case("parse", schema_yml("sources:\n  - name: web\n    tables:\n      - name: visits\n      - name: visits\n")),
    "duplicate_macro": case("parse", {"macros/a.sql": "{% macro twice() %}{% endmacro %}\n", "macros/b.sql": "{% macro twice() %}{% endmacro %}\n"}),
    "duplicate_macro_same_file": case("parse", {"macros/a.sql": "{% macro twice() %}{% endmacro %}\n{% macro twice() %}{% endmacro %}\n"}),
    "duplicate_doc": case("parse", {"models/a.md": "{% docs d %}a{% enddocs %}{% docs d %}b{% enddocs %}"}),
    "duplicate_patch": case("parse", {**schema_yml("models:\n  - name: one\n"), "models/other.yml": "models:\n  - name: one\n"}),
    "model_name_with_dot": case("parse", {"models/a.b.sql": "select 1 as id\n"}),
    "model_name_with_space": case("parse", {"models/a b.sql": "select 1 as id\n"}),
    # YAML of models
    "yaml_broken_indent": case("parse", schema_yml("version: 2\nmodels:\n  - name: one\n   description: x\n")),
    "yaml_broken_quote": case("parse", schema_yml("version: 2\nmodels:\n  - name: \"one\n")),
    "yaml_tab": case("parse", schema_yml("version: 2\nmodels:\n\t- name: one\n")),
    "yaml_colon": case("parse", schema_yml("version: 2\nmodels:\n  - name: one\n    description: this: that\n")),
    "yaml_duplicate_key": case("parse", schema_yml("version: 2\nmodels:\n  - name: one\n    description: a\n    description: b\n")),
    "yaml_version_1": case("parse", schema_yml("version: 1\nmodels:\n  - name: one\n")),
    "yaml_models_not_a_list": case("parse", schema_yml("models:\n  one: {description: x}\n")),
    "yaml_model_without_name": case("parse", schema_yml("models:\n  - description: x\n")),
    "yaml_name_not_a_string": case("parse", schema_yml("models:\n  - name: 1\n")),
    "yaml_columns_not_a_list": case("parse", schema_yml("models:\n  - name: one\n    columns: {id: x}\n")),
    "yaml_unknown_key": case("parse", schema_yml("models:\n  - name: one\n    descripton: x\n")),
    "yaml_unknown_top_key": case("parse", schema_yml("modells:\n  - name: one\n")),
    "yaml_unknown_model": case("parse", schema_yml("models:\n  - name: nobody\n    description: x\n")),
    "yaml_empty": case("parse", schema_yml("")),
    "yaml_list": case("parse", schema_yml("- models\n")),
    "yaml_missing_doc": case("parse", schema_yml("models:\n  - name: one\n    description: \"{{ doc('nowhere') }}\"\n")),
    "yaml_broken_jinja": case("parse", schema_yml("models:\n  - name: one\n    description: \"{{ doc('nowhere' }}\"\n")),
    "yaml_unknown_test": case("parse", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests: [uniqe]\n")),
    "yaml_test_wrong_argument": case("parse", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests:\n          - accepted_values: {value: [1]}\n")),
    "yaml_test_top_level_argument": case("parse", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests:\n          - accepted_values: {values: [1]}\n")),
    "yaml_test_bad_severity": case("parse", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests:\n          - unique: {config: {severity: fatal}}\n")),
    "yaml_test_two_keys": case("parse", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests:\n          - unique: {}\n            not_null: {}\n")),
    "yaml_tests_and_data_tests": case("parse", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        tests: [unique]\n        data_tests: [not_null]\n")),
    "yaml_test_missing_ref": case("parse", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests:\n          - relationships: {arguments: {to: ref('nobody'), field: id}}\n")),
    "yaml_exposure_invalid": case("parse", schema_yml("exposures:\n  - name: e\n    type: poster\n    owner: {name: n}\n")),
    "yaml_bad_materialized_type": case("parse", schema_yml("models:\n  - name: one\n    config: {materialized: [table]}\n")),
    "yaml_bad_tags_type": case("parse", schema_yml("models:\n  - name: one\n    config: {tags: {a: b}}\n")),
    # Jinja of models
    "jinja_unclosed_block": case("parse", model("{% if true %}select 1 as id\n")),
    "jinja_unclosed_expression": case("parse", model("select {{ 1 as id\n")),
    "jinja_unclosed_comment": case("parse", model("select 1 {# as id\n")),
    "jinja_unknown_tag": case("parse", model("{% endif %}select 1 as id\n")),
    "jinja_unknown_tag_2": case("parse", model("{% whilst true %}select 1 as id\n")),
    "jinja_missing_parenthesis": case("parse", model("select * from {{ ref('two' }}\n")),
    "jinja_bad_expression": case("parse", model("select {{ 1 + }} as id\n")),
    "jinja_unknown_filter": case("parse", model("select {{ 1 | no_such_filter }} as id\n")),
    "jinja_unknown_test": case("parse", model("{% if 1 is no_such_test %}{% endif %}select 1 as id\n")),
    "jinja_undefined_macro": case("parse", model("select {{ no_such_macro() }} as id\n")),
    "jinja_undefined_macro_run": case("run", model("select {{ no_such_macro() }} as id\n")),
    "jinja_undefined_macro_package_run": case("run", model("select {{ no_such_package.no_such_macro() }} as id\n")),
    "jinja_undefined_attribute_run": case("run", model("select {{ nothing.at.all }} as id\n")),
    "jinja_var_missing_run": case("run", model("select '{{ var('nowhere') }}' as id\n")),
    "jinja_macro_near_name_run": case("run", {**model("select {{ cent() }} as id\n"), "macros/m.sql": "{% macro cents() %}1{% endmacro %}\n"}),
    "yaml_unknown_test_build": case("build", schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests: [uniqe]\n")),
    "jinja_undefined_macro_compile": case("compile", model("select {% if execute %}{{ no_such_macro() }}{% endif %} as id\n")),
    "jinja_undefined_macro_package": case("parse", model("select {{ no_such_package.no_such_macro() }} as id\n")),
    "jinja_undefined_variable": case("compile --select one", model("select '{{ nothing }}' as id\n")),
    "jinja_undefined_attribute": case("parse", model("select {{ nothing.at.all }} as id\n")),
    "jinja_type_error": case("parse", model("select {{ 1 + 'a' }} as id\n")),
    "jinja_division_by_zero": case("parse", model("select {{ 1 / 0 }} as id\n")),
    "jinja_raise": case("parse", model("{{ exceptions.raise_compiler_error('the moon is full') }}select 1 as id\n")),
    "jinja_raise_in_macro": case("parse", {**model("{{ outer() }}select 1 as id\n"), "macros/m.sql": "{% macro outer() %}{{ inner() }}{% endmacro %}\n\n{% macro inner() %}\n  {{ exceptions.raise_compiler_error('the moon is full') }}\n{% endmacro %}\n"}),
    "jinja_raise_at_run": case("run", {**model("{% if execute %}{{ outer() }}{% endif %}select 1 as id\n"), "macros/m.sql": "{% macro outer() %}{{ inner() }}{% endmacro %}\n\n{% macro inner() %}\n  {{ exceptions.raise_compiler_error('the moon is full') }}\n{% endmacro %}\n"}),
    "jinja_macro_extra_argument": case("parse", {**model("select {{ m(1, 2) }} as id\n"), "macros/m.sql": "{% macro m(a) %}{{ a }}{% endmacro %}\n"}),
    "jinja_macro_unknown_argument": case("parse", {**model("select {{ m(b=2) }} as id\n"), "macros/m.sql": "{% macro m(a) %}{{ a }}{% endmacro %}\n"}),
    "jinja_broken_macro_file": case("parse", {"macros/m.sql": "{% macro m(a) %}{{ a }\n{% endmacro %}\n"}),
    "jinja_unclosed_macro": case("parse", {"macros/m.sql": "{% macro m(a) %}\n{{ a }}\n"}),
    "jinja_nested_macro": case("parse", {"macros/m.sql": "{% macro m(a) %}\n{% macro n() %}{% endmacro %}\n{% endmacro %}\n"}),
    "jinja_config_duplicate": case("parse", model("{{ config(materialized='table', **{'materialized': 'view'}) }}select 1 as id\n")),
    "jinja_var_missing": case("parse", model("select '{{ var('nowhere') }}' as id\n")),
    "jinja_env_var_missing": case("parse", model("select '{{ env_var('SHOP_NOWHERE') }}' as id\n")),
    "jinja_env_var_secret": case("parse", model("select '{{ env_var('DBT_ENV_SECRET_X') }}' as id\n"), env={"DBT_ENV_SECRET_X": "hush"}),
    "jinja_infinite_recursion": case("parse", {**model("select {{ m() }} as id\n"), "macros/m.sql": "{% macro m() %}{{ m() }}{% endmacro %}\n"}),
    # configs
    "config_unknown_key": case("parse", model("{{ config(materialised='table') }}select 1 as id\n")),
    "config_unknown_materialization": case("run", model("{{ config(materialized='tabel') }}select 1 as id\n")),
    "config_wrong_type": case("parse", model("{{ config(enabled='perhaps') }}select 1 as id\n")),
    "config_wrong_tags": case("parse", model("{{ config(tags=5) }}select 1 as id\n")),
    "config_incremental_strategy": case("run", model("{{ config(materialized='incremental', incremental_strategy='guess') }}select 1 as id\n")),
    "config_bad_on_schema_change": case("run", model("{{ config(materialized='incremental', on_schema_change='shrug') }}select 1 as id\n")),
    # the database says no
    "sql_rejected": case("run", model("select 1 as id from no_such_table\n")),
    "sql_rejected_build": case("build", {**model("{{ config(materialized='table') }}select 1 as id,\n  from somewhere\n"), **schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests: [unique]\n")}),
    "sql_rejected_table_then_skip": case("run", {**model("{{ config(materialized='table') }}select 1/0 as id\n"), "models/three.sql": "select * from {{ ref('two') }}\n", "models/four.sql": "select 4 as id\n"}),
    "sql_rejected_test": case("build", schema_yml("models:\n  - name: one\n    columns:\n      - name: ident\n        data_tests: [unique]\n")),
    "sql_rejected_hook": case("run", project("on-run-start: select no_such_function()\n")),
    "sql_rejected_pre_hook": case("run", model("{{ config(pre_hook='select no_such_function()') }}select 1 as id\n")),
    "sql_rejected_show": case("show --select one", model("select no_such_column from (select 1 as id) x\n")),
    "sql_empty_model": case("run", model("\n")),
    "seed_ragged": case("seed", {"seeds/s.csv": "a,b\n1,2,3\n"}),
    "seed_empty": case("seed", {"seeds/s.csv": ""}),
    "seed_wrong_type": case("seed", {"seeds/s.csv": "a\nx\n", "dbt_project.yml": PROJECT + "seeds:\n  bad:\n    s:\n      +column_types: {a: integer}\n"}),
    "snapshot_no_key": case("snapshot", {"snapshots/s.sql": "{% snapshot s %}{{ config(strategy='timestamp', updated_at='t') }}select 1 as id, now() as t{% endsnapshot %}\n"}),
    "snapshot_bad_strategy": case("snapshot", {"snapshots/s.sql": "{% snapshot s %}{{ config(strategy='guess', unique_key='id') }}select 1 as id, now() as t{% endsnapshot %}\n"}),
    "test_fails_downstream_skipped": case("build", {**model("select 1 as id union all select 1\n"), **schema_yml("models:\n  - name: one\n    columns:\n      - name: id\n        data_tests: [unique]\n")}),
    # selection
    "select_unknown_method": case("ls --select nosuch:thing"),
    "select_nothing": case("run --select nobody"),
    "select_broken_graph": case("ls --select ++one"),
    "select_bad_resource_type": case("ls --resource-type table"),
    "selector_unknown": case("ls --selector nightly"),
    "selector_broken_file": case("ls", {"selectors.yml": "selectors:\n  - name: nightly\n    definition: {method: nosuch, value: x}\n"}),
    "selector_no_definition": case("ls", {"selectors.yml": "selectors:\n  - name: nightly\n"}),
    "state_missing": case("ls --select state:modified"),
    "state_folder_missing": case("ls --select state:modified --state nowhere"),
    # the command line
    "vars_broken": case(["parse", "--vars", "{a: 1"]),
    "vars_not_a_map": case(["parse", "--vars", "a"]),
    "vars_list": case(["parse", "--vars", "[1, 2]"]),
    "flag_unknown": case("run --no-such-flag"),
    "flag_misspelled": case("run --ful-refresh"),
    "flag_no_value": case("run --select"),
    "flag_bad_value": case("run --log-format yaml"),
    "flag_threads_not_a_number": case("run --threads many"),
    "flag_conflict": case("ls --select one --models two"),
    "command_unknown": case("rum"),
    "command_none": case([]),
    "argument_extra": case("run one"),
    "run_operation_no_name": case("run-operation"),
    "operation_args_broken": case(["run-operation", "m", "--args", "{a: 1"], {"macros/m.sql": "{% macro m(a) %}{% endmacro %}\n"}),
    "inline_broken": case(["show", "--inline", "select {{ 1"]),
    "inline_missing_ref": case(["show", "--inline", "select * from {{ ref('nobody') }}"]),
    "packages_broken": case("deps", {"packages.yml": "packages:\n  - nosuch: x\n"}),
    "packages_local_missing": case("deps", {"packages.yml": "packages:\n  - local: ../nowhere\n"}),
    "packages_and_dependencies": case("deps", {"packages.yml": "packages: []\n", "dependencies.yml": "packages:\n  - local: x\n"}),
    "clean_outside": case("clean", project("clean-targets: [../elsewhere]\n")),
}
