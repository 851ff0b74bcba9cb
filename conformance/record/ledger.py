#!/usr/bin/env python3
"""Lists what there is in the reference, into docs/ledger/*.tsv, by asking its own declarations.

Run with the Python of the reference's virtual environment (see README.md). A row that is there keeps its state and note.
"""
import dataclasses
import pathlib

import click

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEDGER = ROOT / "docs/ledger"
HEADER = "name\tscope\tstate\tnote"


def table(name, rows):
    """Writes rows (name, scope, note), each pair of name and scope once, keeping states set by hand."""
    path = LEDGER / f"{name}.tsv"
    kept = {}
    if path.exists():
        for line in path.read_text().splitlines()[1:]:
            thing, scope, state, note = line.split("\t")
            kept[thing, scope] = (state, note)
    out = {}
    for thing, scope, note in rows:
        out.setdefault((thing, scope), kept.get((thing, scope), ("not yet", note.replace("\t", " ").replace("\n", " "))))
    LEDGER.mkdir(parents=True, exist_ok=True)
    lines = [HEADER] + ["\t".join((thing, scope, *rest)) for (thing, scope), rest in out.items()]
    path.write_text("\n".join(lines) + "\n")
    print(f"{name}: {len(out)}")


# ---- the command line -----------------------------------------------------------------------------------------------


def commands():
    from dbt.cli.main import cli

    found = {}

    def walk(command, path):
        found[path] = command
        if isinstance(command, click.Group):
            for name, inner in command.commands.items():
                walk(inner, (path + " " + name).strip())

    walk(cli, "")
    return found


def kind(option):
    if option.is_flag and option.secondary_opts:
        return "on/off"
    if option.is_flag:
        return "switch"
    if isinstance(option.type, click.Choice):
        return "one of " + ", ".join(str(c) for c in option.type.choices)
    name = getattr(option.type, "name", str(option.type))
    many = " (repeatable)" if option.multiple else ""
    return {"multioption": "words", "text": "text", "integer": "number", "yaml": "YAML"}.get(name, name) + many


def default(option):
    value = option.default
    if callable(value) or "UNSET" in str(value) or value is None or value == ():
        return ""
    return f"; default {value}"


def flag_rows(found):
    """A flag of the bare command holds before or after every verb; its scope is then "global"."""
    everywhere = {o.name for o in found[""].params if isinstance(o, click.Option)}
    for path, command in found.items():
        for option in command.params:
            if not isinstance(option, click.Option) or (path and option.name in everywhere):
                continue
            names = ", ".join([*option.opts, *option.secondary_opts])
            env = option.envvar if isinstance(option.envvar, str) else " ".join(option.envvar or [])
            hidden = "; hidden" if option.hidden else ""
            yield names, path or "global", kind(option) + default(option) + (f"; env {env}" if env else "") + hidden


def differing(found):
    """Flags that the bare command has and a verb lacks."""
    everywhere = {o.name: o for o in found[""].params if isinstance(o, click.Option)}
    for path, command in found.items():
        missing = [n for n in everywhere if n not in {o.name for o in command.params}]
        if missing:
            print("lacks", path, missing)


def command_rows(found):
    for path, command in found.items():
        if not path:
            continue
        arguments = " ".join(a.name.upper() for a in command.params if isinstance(a, click.Argument))
        words = ["group" if isinstance(command, click.Group) else "command"]
        if arguments:
            words.append(f"argument {arguments}")
        if command.hidden:
            words.append("hidden")
        yield path, "dbt", "; ".join(words)


OTHER_ENVIRONMENT = {
    "DBT_ENV_SECRET_*": "readable in profiles.yml and packages.yml only; never shown",
    "DBT_ENV_CUSTOM_ENV_*": "copied to metadata.env of each artifact",
    "DBT_PACKAGE_HUB_URL": "where packages are looked up",
    "DBT_DOWNLOADS_DIR": "where packages are unpacked first",
    "DBT_HTTP_TIMEOUT": "seconds, for packages",
    "DBT_INVOCATION_ENV": "telemetry",
    "DBT_CLOUD_ACCOUNT_ID": "telemetry, artifacts upload",
    "DBT_CLOUD_ENVIRONMENT_ID": "artifacts upload",
    "DBT_CLOUD_TOKEN": "artifacts upload",
    "DBT_RECORDER_MODE": "record and replay",
    "DBT_RECORDER_FILE_PATH": "record and replay",
    "DBT_RECORDER_TYPES": "record and replay",
    "DO_NOT_TRACK": "telemetry off",
}


def environment_rows(found):
    for command in found.values():
        for option in command.params:
            names = [option.envvar] if isinstance(option.envvar, str) else option.envvar or []
            for name in names:
                if isinstance(option, click.Option):
                    yield name, "flag", (option.opts or [""])[0]
    for name, note in OTHER_ENVIRONMENT.items():
        yield name, "other", note


# ---- keys of files ----------------------------------------------------------------------------------------------------


def fields(record):
    for field in dataclasses.fields(record):
        if field.name != "_extra":
            yield (field.metadata or {}).get("alias") or field.name


def project_rows():
    from dbt.contracts import project

    aliases = {f.name: f.name.replace("_", "-") for f in dataclasses.fields(project.Project)}
    underscored = {"data_tests", "unit_tests"}
    for field in dataclasses.fields(project.Project):
        dashed = getattr(getattr(project.Project, "Config", None), "aliases", {}).get(field.name)
        name = dashed or (field.name if field.name in underscored else aliases[field.name])
        if name != "project-root":
            yield name, "dbt_project.yml", ""
    for name in fields(project.ProjectFlags):
        yield name, "flags", ""
    for name in fields(project.Quoting):
        yield name, "quoting", ""
    for kind_of, record in (("local", project.LocalPackage), ("git", project.GitPackage), ("tarball", project.TarballPackage),
                            ("private", project.PrivatePackage), ("registry", project.RegistryPackage)):
        for name in fields(record):
            if name != "unrendered":
                yield name, f"packages.yml {kind_of}", ""
    for name in ("packages", "projects"):
        yield name, "dependencies.yml", ""
    for name in ("name", "description", "definition", "default"):
        yield name, "selectors.yml", ""
    for name in ("union", "intersection", "exclude", "method", "value", "children", "parents", "children_depth",
                 "parents_depth", "childrens_parents", "indirect_selection"):
        yield name, "selectors.yml definition", ""


def config_rows():
    from dbt.artifacts import resources
    from dbt.adapters.postgres.impl import PostgresConfig

    kinds = {"model": "ModelConfig", "seed": "SeedConfig", "snapshot": "SnapshotConfig", "data test": "TestConfig",
             "unit test": "UnitTestConfig", "source": "SourceConfig", "exposure": "ExposureConfig", "group": "GroupConfig",
             "function": "FunctionConfig", "macro": "MacroConfig", "column": "ColumnConfig", "metric": "MetricConfig",
             "semantic model": "SemanticModelConfig", "saved query": "SavedQueryConfig", "export": "ExportConfig",
             "analysis": "NodeConfig"}
    for scope, record in kinds.items():
        for name in fields(getattr(resources, record)):
            yield name, scope, ""
    for extra in ("predicates", "incremental_predicates", "merge_update_columns", "merge_exclude_columns", "sql_header",
                  "invalidate_hard_deletes", "hard_deletes"):
        yield extra, "snapshot" if "hard" in extra else "model", "read by a materialization, not declared"
    for name in fields(PostgresConfig):
        yield name, "model on postgres", ""
    for name in ("cluster", "indexes", "refresh_interval", "retain_history", "partition_by", "force_recreate"):
        yield name, "model on materialize", ""
    for name in ("cluster", "indexes"):
        yield name, "seed on materialize", ""


def property_rows():
    from dbt.contracts.graph import unparsed

    kinds = {"model": "UnparsedModelUpdate", "seed, snapshot": "UnparsedNodeUpdate", "analysis": "UnparsedAnalysisUpdate",
             "macro": "UnparsedMacroUpdate", "singular test": "UnparsedSingularTestUpdate", "column": "UnparsedColumn",
             "model version": "UnparsedVersion", "source": "UnparsedSourceDefinition", "source table": "UnparsedSourceTableDefinition",
             "exposure": "UnparsedExposure", "group": "UnparsedGroup", "unit test": "UnparsedUnitTest",
             "function": "UnparsedFunctionUpdate", "metric": "UnparsedMetric", "semantic model": "UnparsedSemanticModel",
             "saved query": "UnparsedSavedQuery"}
    inner = {"original_file_path", "yaml_key", "package_name", "loaded_at_field_present", "unrendered_database",
             "unrendered_schema"}
    for scope, record in kinds.items():
        for name in fields(getattr(unparsed, record)):
            if name not in inner:
                yield name, scope, ""


# ---- Jinja ----------------------------------------------------------------------------------------------------------


def context_rows():
    from dbt.context import base, configured, docs, providers, secret, target

    phases = {"profiles.yml": secret.SecretContext, "packages.yml": secret.SecretContext, "dbt_project.yml": target.TargetContext,
              "properties": configured.SchemaYamlContext, "docs": docs.DocsRuntimeContext, "model": providers.ModelContext,
              "macro": providers.MacroContext, "source freshness": providers.SourceContext, "unit test": providers.UnitTestContext
              if hasattr(providers, "UnitTestContext") else providers.ModelContext}
    for phase, record in phases.items():
        for name in sorted(record._context_members_):
            yield name, phase, ""
        yield "builtins", phase, ""
        if phase in ("model", "macro"):
            yield "context", phase, ""
            yield "dbt", phase, "macros of the package of that name; so for each package"
            yield "caller", phase, "inside a call block"
            yield "is_incremental", phase, "macro"
            yield "run_query", phase, "macro"
            yield "statement", phase, "macro"
    for name in ("connection_name",):
        yield name, "query comment", ""
    for name in ("results", "schemas", "database_schemas"):
        yield name, "on-run-end", ""
    from dbt.context.base import get_pytz_module_context  # noqa: F401

    modules = {"modules.datetime": ("date", "datetime", "time", "timedelta", "tzinfo")}
    import itertools
    import re

    import pytz
    modules["modules.pytz"] = tuple(pytz.__all__)
    modules["modules.re"] = tuple(re.__all__)
    modules["modules.itertools"] = ("accumulate", "chain", "combinations", "combinations_with_replacement", "compress", "count",
                                    "cycle", "islice", "permutations", "product", "repeat", "starmap", "tee", "zip_longest")
    for scope, names in modules.items():
        for name in names:
            yield name, scope, ""
    from dbt.context.exceptions_jinja import wrapped_exports
    for name in sorted(wrapped_exports(_Model())):
        yield name, "exceptions", ""
    for name in ("Relation", "Column"):
        yield name, "api", ""
    config = providers.RuntimeConfigObject
    for name in sorted(n for n in dir(config) if not n.startswith("_") and n not in ("model", "context_config")):
        yield name, "config", ""
    for name in ("exposures", "functions", "groups", "metrics", "nodes", "saved_queries", "semantic_models", "sources"):
        yield name, "graph", ""


class _Model:
    def __getattr__(self, name):
        return None


def members(record):
    return sorted(n for n in dir(record) if not n.startswith("_"))


def adapter_rows():
    from dbt.adapters.postgres.column import PostgresColumn
    from dbt.adapters.postgres.impl import PostgresAdapter
    from dbt.adapters.postgres.relation import PostgresRelation
    from dbt.context import providers

    for name in sorted(PostgresAdapter._available_):
        yield name, "adapter", "has an answer of its own while parsing" if name in PostgresAdapter._parse_replacements_ else ""
    for name in members(providers.RuntimeDatabaseWrapper):
        yield name, "adapter", ""
    for name in members(PostgresRelation):
        yield name, "relation", ""
    for name in members(PostgresColumn):
        yield name, "column", ""
    import agate
    for name in members(agate.Table):
        yield name, "table", "agate"
    for name in members(agate.Column):
        yield name, "table column", "agate"
    for name in members(agate.Row):
        yield name, "table row", "agate"


def selector_rows():
    from dbt.graph.selector_methods import MethodName

    for method in MethodName:
        yield method.value, "method", ""
    for name in ("+x", "x+", "n+x", "x+n", "@x", "a,b", "a b", "*", "[abc]", "?"):
        yield name, "operator", ""
    for name in ("modified", "new", "old", "unmodified", "modified.body", "modified.configs", "modified.relation",
                 "modified.persisted_descriptions", "modified.macros", "modified.contract", "modified.vars"):
        yield name, "state", ""
    for name in ("singular", "generic", "unit", "data"):
        yield name, "test_type", ""


def macro_rows():
    """Macros of the reference that projects may call or override, from the recorded manifest."""
    import json

    manifest = json.loads((ROOT / "core/src/test/resources/golden/reference/shop/manifest_parse.json").read_text())
    for macro in sorted(manifest["macros"].values(), key=lambda m: (m["package_name"], m["name"])):
        if macro["package_name"] != "shop":
            yield macro["name"], macro["package_name"], ", ".join(a["name"] for a in macro["arguments"])


if __name__ == "__main__":
    found = commands()
    differing(found)
    table("commands", command_rows(found))
    table("flags", flag_rows(found))
    table("environment", environment_rows(found))
    table("project_keys", project_rows())
    table("node_configs", config_rows())
    table("properties", property_rows())
    table("context", context_rows())
    table("adapter", adapter_rows())
    table("selectors", selector_rows())
    table("macros", macro_rows())
