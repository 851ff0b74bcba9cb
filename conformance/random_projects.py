#!/usr/bin/env python3
"""Makes projects from seeds: every kind of resource, with properties and configs wherever dbt takes them, at random.

random_projects.py FOLDER FIRST_SEED COUNT

FOLDER/<seed> becomes a project with a package in dbt_packages, which manifests.py can be given. The same seed makes the same
project. Most are right; what the reference refuses must be refused here in the same words.
"""
import json
import pathlib
import random
import sys

COLUMNS = ["id", "name", "amount", "day", "Mixed Case", "note"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.files = {}
        self.nested = self.some(0.85)

    def some(self, chance):
        return self.random.random() < chance

    def one(self, *choices):
        return self.random.choice(choices)

    def few(self, choices, most=3):
        choices = list(choices)
        return self.random.sample(choices, min(len(choices), self.random.randint(0, most)))

    # Values of configs and properties

    def scalar(self):
        return self.one(1, 0, -3, 2.5, True, False, None, "text", "it's", 'say "so"', "", "é ☃", "yes", "on", "1.0", "2024-01-02", "a: b", "#no")

    def meta(self, depth=0):
        return {self.one("owner", "level", "a", "b c", "Ünï", "1"): self.deep(depth) for _ in range(self.random.randint(1, 3))}

    def deep(self, depth):
        if depth > 2 or self.some(0.6):
            return self.scalar()
        return self.meta(depth + 1) if self.some(0.5) else [self.deep(depth + 1) for _ in range(self.random.randint(0, 3))]

    def tags(self):
        return self.one("nightly", "a,b", ["nightly"], ["x", "y"], ["y", "x", "y"], [], "{{ target.name }}", ["{{ var('colour') }}", "z"])

    def list_of_tags(self):
        return self.one(["a", "b"], [], ["{{ target.name }}"], ["b", "a", "b"])

    def docs(self):
        return self.one({"show": False}, {"show": True, "node_color": "red"}, {"node_color": "#abc"}, {"show": True})

    def text(self):
        return self.one("plain", "", "with 'quotes' and \"more\"", "{{ doc('first') }}", "before {{ doc('first') }} after {{ doc('second') }}",
                        "{{ doc('%s', 'deep') }}" % self.name, "several\nlines\n\nwith *marks*", "é ☃ {{ '{{' }}", "100% {# gone #}sure")

    def hooks(self):
        return self.one("select 1", ["select 1", "select '{{ this }}'"], {"sql": "select 2", "transaction": False}, [],
                        [{"sql": "select '{{ target.schema }}'"}, "select 4"])

    def config(self, kind, where):
        """Configs of a kind, some; `where` is project, yaml, or sql."""
        takes = {
            "enabled": (0.02, lambda: self.one(True, True, False)),
            "tags": (0.3, self.tags),
            "meta": (0.3, self.meta),
            "docs": (0.1, self.docs),
            "schema": (0.15, lambda: self.one("mart", "Staging", None, "{{ target.name }}_x", "a b")),
            "alias": (0.06, lambda: "alias_" + str(self.random.randint(0, 10**6))),
            "group": (0.08, lambda: "finance"),
        }
        if kind in ("models", "seeds", "snapshots"):
            takes.update({
                "persist_docs": (0.1, lambda: self.one({"relation": True}, {"relation": True, "columns": True}, {})),
                "quoting": (0.06, lambda: self.one({"identifier": True}, {"database": False, "schema": True}, {})),
                "full_refresh": (0.05, lambda: self.one(True, False, None)),
                "grants": (0.12, lambda: self.one({"select": ["one", "two"]}, {"select": "one"}, {"+select": ["three"]}, {"insert": ["{{ target.name }}"]}, {})),
                self.one("pre-hook", "pre_hook") if where != "sql" else "pre_hook": (0.1, self.hooks),
                self.one("post-hook", "post_hook") if where != "sql" else "post_hook": (0.1, self.hooks),
                "full_refresh": (0.05, lambda: self.one(True, False)),
                "event_time": (0.05, lambda: "day"),
            })
        if kind == "models":
            takes.update({
                "materialized": (0.4, lambda: self.one("view", "table", "ephemeral", "incremental", "materialized_view")),
                "unique_key": (0.1, lambda: self.one("id", ["id", "day"], None)),
                "incremental_strategy": (0.08, lambda: self.one("append", "delete+insert", "merge", None)),
                "on_schema_change": (0.08, lambda: self.one("ignore", "fail", "append_new_columns", "sync_all_columns")),
                "access": (0.06, lambda: "protected"),
                "sql_header": (0.04, lambda: "set x = 1"),
                "indexes": (0.06, lambda: [{"columns": ["id"], "unique": True}, {"columns": ["name", "day"], "type": "hash"}]),
                "unlogged": (0.03, lambda: True),
                "on_configuration_change": (0.04, lambda: self.one("apply", "continue", "fail")),
                "lookback": (0.03, lambda: 3),
                "own_key": (0.06, self.scalar),
                "packages": (0.02, lambda: ["numpy"]),
            })
        if kind == "seeds":
            takes.update({
                "column_types": (0.25, lambda: self.one({"id": "bigint"}, {"id": "text", "name": "varchar(10)"}, {})),
                "quote_columns": (0.2, lambda: self.one(True, False, None)),
                "delimiter": (0.1, lambda: ","),
            })
        if kind == "data_tests":
            takes = {
                "enabled": (0.05, lambda: self.one(True, True, False)),
                "severity": (0.2, lambda: self.one("warn", "error", "WARN", "Error")),
                "warn_if": (0.1, lambda: self.one("> 5", "!= 0", ">10")),
                "error_if": (0.1, lambda: self.one("> 50", "!=0")),
                "limit": (0.1, lambda: self.one(10, None)),
                "where": (0.15, lambda: self.one("id > 1", "day >= '{{ var('colour') }}'", "name = 'it''s'", None)),
                "fail_calc": (0.06, lambda: "max(id)"),
                "store_failures": (0.12, lambda: self.one(True, False)),
                "store_failures_as": (0.06, lambda: self.one("view", "table", "ephemeral")),
                "schema": (0.06, lambda: self.one("audit", None)),
                "tags": (0.2, self.tags),
                "meta": (0.15, self.meta),
                "alias": (0.04, lambda: "alias_" + str(self.random.randint(0, 10**6))),
                "group": (0.03, lambda: "finance"),
            }
        if kind == "sources":
            takes = {
                "enabled": (0.05, lambda: self.one(True, True, False)),
                "meta": (0.2, self.meta),
                "tags": (0.2, self.tags),
                "event_time": (0.08, lambda: "day"),
                "loaded_at_field": (0.1, lambda: "day"),
                "freshness": (0.15, self.freshness),
            }
        if kind == "exposures":
            takes = {"enabled": (0.1, lambda: self.one(True, True, False)), "meta": (0.3, self.meta), "tags": (0.3, self.tags)}
        found = {key: value() for key, (chance, value) in takes.items() if self.some(chance)}
        if where == "sql":
            found = {key: value for key, value in found.items() if "{{" not in json.dumps(value)}
        if where == "project":
            found = {("+" + key if self.some(0.8) or isinstance(value, dict) else key): value for key, value in found.items()}
        items = list(found.items())
        self.random.shuffle(items)
        return dict(items)

    def freshness(self):
        period = lambda: {"count": self.random.randint(1, 9), "period": self.one("minute", "hour", "day")}
        return self.one(None, {"warn_after": period()}, {"error_after": period(), "warn_after": period()},
                        {"warn_after": period(), "filter": "day > '2020-01-01'"})

    # Tests, columns, constraints

    def tests(self, column, models, most=3):
        found = []
        for kind in self.few(["unique", "not_null", "accepted_values", "relationships", "positive", "helper.at_least", "wide"], most):
            arguments = {
                "accepted_values": lambda: {"values": self.one(["a", "b"], [1, 2], [True, None], ["it's", "{{ target.name }}"]), **({"quote": False} if self.some(0.3) else {})},
                "relationships": lambda: {"to": self.one("ref('%s')" % self.one(*models), "source('raw', 'orders')"), "field": "id"},
                "positive": lambda: {},
                "helper.at_least": lambda: {"least": self.random.randint(0, 9)},
                "wide": lambda: {"options": self.one({"a": 1, "b": [1, 2]}, ["x", {"y": None}], "ref('%s')" % self.one(*models)), "flag": self.one(True, "no")},
            }.get(kind, lambda: {})()
            if not column and kind not in ("wide",):
                arguments["column_name"] = "id"
            if not arguments and self.some(0.5):
                found.append(kind)
                continue
            body = {"arguments": arguments} if self.nested and self.some(0.4) and arguments else dict(arguments)
            config = self.config("data_tests", "yaml")
            if config and self.some(0.8):
                body["config"] = config
            elif "arguments" not in body:
                body.update({key: value for key, value in config.items() if key in ("severity", "where", "tags", "limit", "enabled")})
            if self.some(0.2):
                body["name"] = "named_%d" % self.random.randint(0, 10**6)
            if self.some(0.15):
                body["description"] = self.text()
            if self.some(0.1):
                found.append({"test_name": kind, **body, **({} if "name" in body else {"name": "other_%d" % self.random.randint(0, 10**6)})})
            else:
                found.append({kind: body})
        return found

    def columns(self, models, tested=True):
        found = []
        for name in self.few(COLUMNS, 4):
            column = {"name": name}
            if self.some(0.6):
                column["description"] = self.text()
            if self.some(0.5):
                column["data_type"] = self.one("integer", "text", "numeric(10, 2)", "timestamp with time zone")
            if self.some(0.2):
                column["quote"] = self.one(True, False)
            if self.some(0.2):
                column["tags"] = self.list_of_tags()
            if self.some(0.2):
                column["meta"] = self.meta()
            elif self.some(0.1):
                column["config"] = {"meta": self.meta(), **({"tags": ["of_config"]} if self.some(0.5) else {})}
            if self.some(0.15):
                column["constraints"] = self.constraints(False)
            if tested and self.some(0.5):
                column[self.one("tests", "data_tests")] = self.tests(True, models, 2)
            found.append(column)
        return found

    def constraints(self, of_model):
        found = []
        for kind in self.few(["not_null", "unique", "primary_key", "check", "foreign_key"], 2):
            each = {"type": kind}
            if of_model:
                each["columns"] = ["id"]
            if kind == "check":
                each["expression"] = "id > 0"
            if kind == "foreign_key":
                each.update(self.one({"expression": "raw.orders (id)"}, {"to": "source('raw', 'orders')", "to_columns": ["id"]}))
            if self.some(0.3):
                each["name"] = "named_constraint"
            if self.some(0.2):
                each["warn_unsupported"] = False
            found.append(each)
        return found

    def entry(self, kind, name, models):
        entry = {"name": name}
        if self.some(0.7):
            entry["description"] = self.text()
        config = self.config(kind, "yaml")
        for key in ("meta", "docs", "tags", "group", "access"):
            if key not in config and self.some(0.12) and (key != "access" or kind == "models"):
                entry[key] = {"meta": self.meta, "docs": self.docs, "tags": self.list_of_tags, "group": lambda: "finance", "access": lambda: "protected"}[key]()
        if config or self.some(0.1):
            entry["config"] = config
        if self.some(0.7):
            entry["columns"] = self.columns(models)
        if self.some(0.3):
            entry[self.one("tests", "data_tests")] = self.tests(False, models, 2)
        items = list(entry.items())
        self.random.shuffle(items)
        return dict(items)

    # Files

    def write(self, path, text):
        self.files[path] = text

    def properties(self, path, sections):
        # JSON is YAML, and says exactly what is meant; every other file is written in YAML's own style
        text = json.dumps({"version": 2, **sections} if self.some(0.5) else sections, ensure_ascii=self.some(0.3), indent=1)
        self.write(path, text if self.some(0.5) else "---\n" + yaml(sections))

    def body(self, models, name):
        lines = []
        config = self.config("models", "sql")
        if config and self.some(0.5):
            lines.append("{{ config(" + ", ".join(f"{key}={value!r}" for key, value in config.items() if key.isidentifier()) + ") }}")
        if self.some(0.1):
            lines.append("{% set later = config.get('own_key', 'none') %}{% if later %}-- {{ later }}{% endif %}")
        reads = self.few(models, 3)
        if self.some(0.15):
            lines.append("{#- a comment with {{ ref('nothing') }} -#}")
        if self.some(0.1):
            lines.append("-- depends_on: {{ ref('%s') }}" % self.one(*models) if models else "-- alone")
        parts = ["select 1 as id, 'a' as name, {{ cents('2') }} as amount"]
        for read in reads:
            parts.append("select id, name, amount from " + self.one("{{ ref('%s') }}", "{{ref( '%s' )}}", "{{ ref('this_project', '%s') }}".replace("this_project", self.name),
                                                                  "{%% set of = ref('%s') %%}{{ of }}") % read)
        if self.some(0.4):
            parts.append("select id, name, amount from {{ source('raw', '%s') }}" % self.one("orders", "items"))
        if self.some(0.2):
            parts.append("select id, name, amount from {{ ref('helper_model') }}")
        if self.some(0.2):
            parts.append("select {{ helper.number() }}, '{{ var('colour') }}', {{ dbt.type_int() if execute else 1 }}")
        if self.some(0.15):
            parts.append("{% for each in ['x', 'y'] %}select {{ loop.index }}, '{{ each }}', 0{% if not loop.last %}\nunion all\n{% endif %}{% endfor %}")
        if self.some(0.1):
            parts.append("{% if is_incremental() %}select * from {{ this }}{% else %}select 1, '2', 3{% endif %}")
        if self.some(0.08):
            parts.append("select {{ var('missing', 7) }}, '{{ env_var('NOT_THERE_AT_ALL', 'fallback') }}', {{ modules.re.sub('a', '1', 'aa') }}")
        return "\n".join(lines) + "\n" + "\nunion all\n".join(parts) + ("\n" if self.some(0.7) else "") + (";" if self.some(0.02) else "")

    def project(self, seed):
        self.name = "made_%d" % seed
        models, folders = [], ["", "staging/", "marts/", "marts/deep/"]
        count = self.random.randint(6, 16)
        placed = {}
        for at in range(count):
            name = self.one("orders_", "Items_", "fct_", "m_") + str(at)
            folder = self.one(*folders)
            self.write(f"models/{folder}{name}.sql", self.body(models, name))
            models.append(name)
            placed.setdefault(folder, []).append(name)
        versioned = "versioned"
        self.write("models/marts/versioned_v1.sql", self.body(models[:3], versioned))
        self.write("models/marts/odd_name.sql", self.body(models[:3], versioned))
        entries = {"name": versioned, "latest_version": self.one(1, 2), "columns": [{"name": "id", "data_type": "integer"}, {"name": "name", "description": self.text()}],
                   "versions": [{"v": 1, **({"config": self.config("models", "yaml")} if self.some(0.5) else {})},
                                {"v": 2, "defined_in": "odd_name", "columns": [self.one({"include": "all"}, {"include": "*", "exclude": ["name"]}, {"include": ["id"]}, {"include": "all", "exclude": ["id"]}), *self.columns(models, False)],
                                 **({"deprecation_date": "2030-01-02"} if self.some(0.5) else {}), **({"description": "of the version"} if self.some(0.5) else {}),
                                 **({"tests": ["wide"]} if self.some(0.3) else {})}]}
        entries["columns"] = [each for each in entries["columns"]]
        self.properties("models/marts/versions.yml", {"models": [entries]})
        self.write("models/marts/reads_versions.sql", "select * from {{ ref('versioned', v=1) }} union all select * from {{ ref('versioned') }} union all select * from {{ ref('versioned', version='2') }}")
        for folder, names in placed.items():
            described = [self.entry("models", name, models) for name in names if self.some(0.75)]
            if described:
                self.properties(f"models/{folder}{self.one('schema', '_models', 'props')}{len(folder)}.{self.one('yml', 'yaml')}", {"models": described})
        self.sources(models)
        self.seeds_and_snapshots(models)
        self.macros()
        self.others(models)
        self.settings()
        self.package()
        return self.files

    def sources(self, models):
        tables = []
        for name in ("orders", "items"):
            table = {"name": name}
            if self.some(0.5):
                table["description"] = self.text()
            for key, value in {"identifier": lambda: "raw_" + name, "loaded_at_field": lambda: "day::timestamp", "freshness": self.freshness,
                               "quoting": lambda: {"identifier": True}, "meta": self.meta, "tags": self.list_of_tags, "loader": lambda: "cart"}.items():
                if self.some(0.2):
                    table[key] = value()
            if self.some(0.3):
                table["config"] = self.config("sources", "yaml")
                table["config"].pop("meta", None), table["config"].pop("tags", None), table["config"].pop("freshness", None), table["config"].pop("loaded_at_field", None)
            if self.some(0.6):
                table["columns"] = self.columns(models)
            if self.some(0.3):
                table["tests"] = ["wide"]
            tables.append(table)
        source = {"name": "raw", "tables": tables}
        for key, value in {"description": self.text, "schema": lambda: self.one("raw_data", "{{ target.schema }}_raw"), "database": lambda: "outside", "loader": lambda: "ship",
                           "freshness": self.freshness, "quoting": lambda: {"schema": True}, "tags": self.list_of_tags, "meta": self.meta, "loaded_at_field": lambda: "day"}.items():
            if self.some(0.25):
                source[key] = value()
        if self.some(0.3):
            source["config"] = {"enabled": True, **({"event_time": "day"} if self.some(0.5) else {})}
        self.properties("models/sources.yml", {"sources": [source]})

    def seeds_and_snapshots(self, models):
        self.write("seeds/countries.csv", "id,name\n1,a\n2,\"b, c\"\n")
        self.write("seeds/more/Rates.csv", "id,rate\r\n1,0.5\r\n")
        self.properties("seeds/seeds.yml", {"seeds": [self.entry("seeds", name, models) for name in ("countries", "Rates") if self.some(0.7)]})
        strategy = self.one("strategy='timestamp', updated_at='day'", "strategy='check', check_cols=['name']", "strategy='check', check_cols='all'")
        extra = self.one("", ", hard_deletes='invalidate'", ", target_schema='snaps'", ", dbt_valid_to_current=\"'9999-12-31'\"", ", invalidate_hard_deletes=true")
        self.write("snapshots/kept.sql", "{%% snapshot kept_orders %%}{{ config(unique_key='id', %s%s) }}select * from {{ ref('%s') }}{%% endsnapshot %%}\n" % (strategy, extra, self.one(*models)))
        snapshot = {"name": "kept_yaml", "relation": self.one("ref('%s')" % self.one(*models), "source('raw', 'orders')"),
                    "config": {"strategy": "timestamp", "updated_at": "day", "unique_key": self.one("id", ["id", "name"]), **self.config("snapshots", "yaml")}}
        if self.some(0.5):
            snapshot["columns"] = self.columns(models)
        if self.some(0.3):
            snapshot["config"]["snapshot_meta_column_names"] = {"dbt_valid_from": "since"}
        snapshot["config"].pop("enabled", None)
        self.properties("snapshots/more.yml", {"snapshots": [snapshot, *([self.entry("snapshots", "kept_orders", models)] if self.some(0.5) else [])]})

    def macros(self):
        self.write("macros/own.sql", """{% macro cents(x, by=100) %}({{ x }} * {{ by }}){% endmacro %}
{% macro note(text) -%}-- {{ text }}{%- endmacro %}
{% test positive(model, column_name) %}select * from {{ model }} where {{ column_name }} < 0{% endtest %}
{% test wide(model, options, flag=none, column_name='id') %}{{ config(severity='warn') }}select '{{ options }}' as o from {{ model }} where false{% endtest %}
""" + ("{% macro generate_schema_name(custom_schema_name, node) %}{{ target.schema }}{% if custom_schema_name %}__{{ custom_schema_name | trim }}{% endif %}{% endmacro %}\n" if self.some(0.3) else "")
            + ("{% macro generate_alias_name(custom_alias_name=none, node=none) %}{{ (custom_alias_name or node.name) | lower }}{% if node.version %}_{{ node.version }}{% endif %}{% endmacro %}\n" if self.some(0.2) else "")
            + ("{% macro default__number() %}4{% endmacro %}\n" if self.some(0.3) else "")
            + ("{% macro get_where_subquery(relation) %}{{ relation }}{% endmacro %}\n" if self.some(0.1) else ""))
        entries = [{"name": "cents", "description": self.text(), "arguments": [{"name": "x", "type": "string", "description": self.text()}, {"name": "by", "type": "integer"}]}]
        if self.some(0.5):
            entries.append({"name": "test_positive", "description": "a test", "meta": self.meta()})
        if self.some(0.5):
            entries[0][self.one("meta", "docs")] = self.one({"show": False}, {"show": True})
        self.properties("macros/macros.yml", {"macros": entries})

    def others(self, models):
        self.write("docs/texts.md", "{% docs first %}\nThe *first*.\n{% enddocs %}\n{% docs second %}second{% enddocs %}\n{% docs deep %} {{ not_a_call }} {% enddocs %}\n")
        self.write("analyses/look.sql", "{{ config(tags=['looked']) }}\nselect * from {{ ref('%s') }}" % self.one(*models))
        self.write("tests/one.sql", "{{ config(severity='%s'%s) }}\nselect * from {{ ref('%s') }} where id is null" % (self.one("warn", "error"), self.one("", ", store_failures=true", ", tags='t'"), self.one(*models)))
        tested = {"name": "one", "description": self.text()}
        if self.some(0.5):
            tested["config"] = {"meta": self.meta()}
        self.properties("tests/tests.yml", {"data_tests": [tested]})
        if self.some(0.6):
            self.properties("analyses/a.yml", {"analyses": [{"name": "look", "description": self.text(), "columns": self.columns(models, False)}]})
        exposures = []
        for at in range(self.random.randint(0, 3)):
            exposure = {"name": f"board_{at}", "type": self.one("dashboard", "notebook", "ml", "application", "analysis"), "owner": self.one({"name": "A", "email": "a@b.c"}, {"email": "a@b.c"}, {"name": "A", "slack": "#x"}, {"email": ["a@b.c", "d@e.f"]}),
                        "depends_on": ["ref('%s')" % each for each in self.few(models)] + (["source('raw', 'items')"] if self.some(0.3) else [])}
            for key, value in {"label": lambda: "A Label", "url": lambda: "https://example.com/x?y=1", "maturity": lambda: self.one("high", "medium", "low"), "description": self.text, "meta": self.meta, "tags": self.list_of_tags}.items():
                if self.some(0.4):
                    exposure[key] = value()
            if "meta" not in exposure and "tags" not in exposure and self.some(0.3):
                exposure["config"] = self.config("exposures", "yaml")
            exposures.append(exposure)
        group = {"name": "finance", "owner": self.one({"name": "F"}, {"email": "f@g.h", "extra": [1, 2]}, {"name": "F", "email": "f@g.h"})}
        if self.some(0.4):
            group["description"] = self.text()
        if self.some(0.4):
            group["config"] = {"meta": self.meta()}
        unit = {"name": "adds", "model": models[-1], "given": [], "expect": {"rows": [{"id": 1}]}}
        if self.some(0.5):
            unit["description"] = self.text()
        if self.some(0.4):
            unit["config"] = {"tags": self.tags(), "meta": self.meta()}
        if self.some(0.4):
            unit["overrides"] = {"vars": {"colour": "red"}, "macros": {"is_incremental": self.one(True, False)}}
        else:
            unit["overrides"] = {"macros": {"is_incremental": False}}
        self.properties("models/others.yml", {"exposures": exposures, "groups": [group], "unit_tests": [unit]})
        if self.some(0.4):
            self.write("models/time_spine.sql", "{{ config(materialized='table') }}select current_date as day")
            self.properties("models/semantic.yml", {
                "models": [{"name": "time_spine", "time_spine": {"standard_granularity_column": "day"}, "columns": [{"name": "day", "granularity": "day"}]}],
                "semantic_models": [{"name": "orders", "model": "ref('time_spine')", "defaults": {"agg_time_dimension": "ordered_on"}, "description": self.text(),
                                     "entities": [{"name": "order", "type": "primary", "expr": "id"}],
                                     "dimensions": [{"name": "ordered_on", "type": "time", "expr": "day", "type_params": {"time_granularity": self.one("day", "month")}}, {"name": "kind", "type": "categorical", **({"label": "Kind"} if self.some(0.5) else {})}],
                                     "measures": [{"name": "total", "agg": self.one("sum", "max"), "expr": "amount", **({"create_metric": True} if self.some(0.5) else {})}, {"name": "line_count", "agg": "count", "expr": "1"}]}],
                "metrics": [{"name": "revenue", "label": "Revenue", "type": "simple", "type_params": {"measure": self.one("total", {"name": "total", "fill_nulls_with": 0})}, **({"filter": "{{ Dimension('order__kind') }} = 'x'"} if self.some(0.5) else {})},
                            {"name": "per_order", "label": "Per order", "type": "ratio", "type_params": {"numerator": "revenue", "denominator": {"name": "orders_count", "alias": "count_of"}}},
                            {"name": "orders_count", "label": "N", "type": "simple", "description": self.text(), "type_params": {"measure": "line_count"}, **({"config": {"meta": self.meta(), "group": "finance"}} if self.some(0.4) else {})},
                            {"name": "derived", "label": "D", "type": "derived", "type_params": {"expr": "now - before", "metrics": [{"name": "revenue", "alias": "now"}, {"name": "revenue", "alias": "before", "offset_window": "1 month"}]}}],
                "saved_queries": [{"name": "saved", "query_params": {"metrics": ["revenue"], "group_by": ["TimeDimension('metric_time', 'day')", "Dimension('order__kind')"], **({"where": ["{{ Dimension('order__kind') }} = 'y'"]} if self.some(0.5) else {})},
                                   **({"exports": [{"name": "out", "config": {"export_as": "table", "schema": "exported"}}]} if self.some(0.5) else {})}]})

    def tree(self, kind, depth=0):
        found = self.config(kind, "project")
        found = {key: value for key, value in found.items() if "{{" not in json.dumps(value) or "var(" not in json.dumps(value)}
        for key in ("group", "+group", "alias", "+alias"):
            found.pop(key, None)
        if depth < 2:
            for folder in self.few(["staging", "marts", "deep", "more"], 2):
                found[folder] = self.tree(kind, depth + 1)
        return found

    def settings(self):
        project = {"name": self.name, "profile": "p", "version": self.one("1.0", "1.0.0", 1.0), "config-version": 2,
                   "model-paths": ["models"], "vars": {"colour": self.one("blue", "re d"), self.name: {"own": 1}, "helper": {"number": 3}}}
        project["docs-paths"] = ["docs", "models", "macros"]
        for kind in ("models", "seeds", "snapshots", "data_tests", "sources", "exposures"):
            if self.some(0.7):
                project[kind] = {**(self.tree(kind, 2) if self.some(0.4) else {}), self.name: self.tree(kind), **({"helper": self.tree(kind, 2)} if self.some(0.3) else {})}
        if self.some(0.3):
            project["quoting"] = self.one({"identifier": False}, {"database": True, "schema": False}, {})
        if self.some(0.3):
            project["dispatch"] = [{"macro_namespace": "helper", "search_order": [self.name, "helper"]}]
        if self.some(0.3):
            project["on-run-start"] = self.one("select 1", ["select 1", "{{ note('x') }}"])
        if self.some(0.3):
            project["query-comment"] = self.one("words", {"comment": "c", "append": True}, None, "")
        if self.some(0.3):
            project["flags"] = self.one({"validate_macro_args": True}, {"require_nested_cumulative_type_params": True},
                                        {"state_modified_compare_more_unrendered_values": True})
        if not self.nested:
            project["flags"] = {"require_generic_test_arguments_property": False}
        self.write("dbt_project.yml", yaml(project))
        self.write("packages.yml", "packages:\n  - local: pkgs/helper\n")

    def package(self):
        self.write("pkgs/helper/dbt_project.yml", yaml({"name": "helper", "version": "2.0", "config-version": 2, "vars": {"colour": "green", "number": 5},
                                                        "models": {"helper": self.tree("models")}}))
        self.write("pkgs/helper/macros/h.sql", "{% macro number() %}{{ return(adapter.dispatch('number', 'helper')()) }}{% endmacro %}\n{% macro default__number() %}{{ var('number') }}{% endmacro %}\n"
                   "{% macro postgres__number() %}{{ helper.default__number() }}{% endmacro %}\n{% test at_least(model, column_name, least) %}select * from {{ model }} where {{ column_name }} < {{ least }}{% endtest %}\n")
        self.write("pkgs/helper/models/helper_model.sql", "{{ config(materialized='%s') }}select {{ number() }} as id, '{{ var('colour') }}' as name, 1 as amount" % self.one("view", "ephemeral", "table"))
        if self.some(0.5):
            self.write("pkgs/helper/models/h.yml", yaml({"models": [self.entry("models", "helper_model", ["helper_model"])]}))
        self.write("pkgs/helper/docs/d.md", "{% docs first %}of the package{% enddocs %}{% docs deep %}d{% enddocs %}{% docs second %}2{% enddocs %}")


def yaml(value, depth=0):
    """Block style, with scalars as JSON, which are YAML too."""
    pad = "  " * depth
    if isinstance(value, dict) and value:
        return "".join(pad + json.dumps(key, ensure_ascii=False) + ":" + (" " + inner.lstrip() if not deep(each) else "\n" + inner)
                       for key, each in value.items() for inner in [yaml(each, depth + 1)])
    if isinstance(value, list) and value:
        return "".join(pad + "- " + yaml(each, depth + 1).lstrip() for each in value)
    return pad + json.dumps(value, ensure_ascii=False) + "\n"


def deep(value):
    return isinstance(value, (dict, list)) and len(value) > 0


def main():
    folder, first, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for seed in range(first, first + count):
        for path, text in Maker(seed).project(seed).items():
            file = folder / str(seed) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())


if __name__ == "__main__":
    main()
