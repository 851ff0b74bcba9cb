#!/usr/bin/env python3
"""Compares answers of ls: selections made from seeds, for projects, by the reference and by Weir.

selections.py [--reference PYTHON] [--weir WEIR] [--seed N] [--count N] [--edits N] [PROJECT…]

PROJECT, PYTHON and WEIR are those of manifests.py. Each project is asked COUNT selections: methods, wildcards, graph operators,
unions, intersections, exclusions, modes of indirect selection, resource types, forms of output, and what is no selection at all; and
COUNT / 4 selectors written into its selectors.yml. With --edits each project is then changed N times in a few places at random, as
far as the reference still reads it, and asked for `state:` selections against what it was.

Differences are printed with the seed that made them; the exit code is 1 when there are any.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

import manifests

ASKING = manifests.ROOT / "conformance/ask_reference.py"
MODES = ("eager", "cautious", "buildable", "empty")
TYPES = ("model", "test", "snapshot", "seed", "analysis", "source", "exposure", "metric", "semantic_model", "saved_query", "unit_test",
         "function", "default", "all")
ODD = ["", ",", "+", "@", "a,", ",a", "tag:", "config:x", "config.:x", "foo:bar", "source:a.b.c.d", "version:newest", "test_type:odd",
       "resource_type:nothing", "access:open", "+@x", "@x+", "1+", "+1", "x+y", "tag:a:b", "path:", "path:.", "path:./", "file:",
       "package:", "fqn:", "fqn:*.*", "**", "*.", ".*", "[", "config.tags:", "config.meta:", "config.meta.owner:", "unit_test:",
       "state:modified", "result:error", "source_status:fresher", "group:", "test_name:", "test_name:uniqu?", "exposure:+", "metric:",
       "selector:a", "path:models/../models", "path:models//", "config.enabled:True", "config.enabled:false", "config.severity:ERROR",
       "config.severity:error", "config.docs.show:true", "config.contract.enforced:true", "config.materialized:*", "config.materialized:v*",
       "config.schema:None", "config.schema:none", "config.persist_docs:{}", "config.full_refresh:null", "config.nothing:1"]
STATES = ["state:new", "state:old", "state:modified", "state:unmodified", "state:modified+", "+state:modified", "@state:modified",
          "state:modified.body", "state:modified.configs", "state:modified.relation", "state:modified.persisted_descriptions",
          "state:modified.macros", "state:modified.contract", "state:modified,resource_type:model", "state:new+", "1+state:modified+1"]

# Answers that say nothing but that Python failed, and a number of COMPATIBILITY.md (67).
OF_PYTHON = ("Unacceptable pattern", "tuple index out of range", "'_TerminatingSelector' object", "'default' is not a valid NodeType")


class Words:
    """Makes selections that fit a manifest."""

    def __init__(self, manifest, chance):
        self.chance = chance
        self.all = [each for section in ("nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries", "unit_tests",
                                         "functions") for _, each in sorted(manifest.get(section, {}).items())]

    def pick(self, *choices):
        return self.chance.choice(choices)

    def shaped(self, text):
        """A name, or a pattern that may fit it."""
        if not text or self.chance.random() < 0.6:
            return text
        at = self.chance.randrange(len(text))
        return self.pick(text[:at] + "*", "*" + text[at:], text[:at] + "?" + text[at + 1:], text[:at] + "*" + text[at + 1:],
                         text[:at] + "[" + text[at] + "x]" + text[at + 1:], text.upper(), text[:at])

    def config(self, node):
        path, value = [], node.get("config") or {}
        while isinstance(value, dict) and value:
            key = self.chance.choice(sorted(value, key=str))
            path, value = path + [str(key)], value[key]
        if isinstance(value, list):
            value = self.chance.choice(value) if value else ""
        return "config." + ".".join(path) + ":" + self.shaped(str(value).lower() if self.chance.random() < 0.3 else str(value))

    def method(self):
        """One method and its value, as written on the command line."""
        node = self.chance.choice(self.all)
        fqn, kind = [str(each) for each in node["fqn"]], node["resource_type"]
        path = node["original_file_path"]
        turns = [lambda: self.shaped(node["name"]), lambda: self.shaped(".".join(fqn)), lambda: ".".join(map(self.shaped, fqn)),
                 lambda: ".".join(fqn[:self.chance.randrange(1, len(fqn) + 1)]), lambda: ".".join(fqn[1:]), lambda: fqn[-1],
                 lambda: "fqn:" + self.shaped(".".join(fqn[self.chance.randrange(len(fqn)):])), lambda: path,
                 lambda: "path:" + self.shaped(path), lambda: "path:" + self.shaped(path.rpartition("/")[0]),
                 lambda: path.rpartition("/")[0] + self.pick("", "/", "/*"), lambda: "file:" + self.shaped(path.rpartition("/")[2]),
                 lambda: "file:" + path.rpartition("/")[2].partition(".")[0], lambda: path.rpartition("/")[2],
                 lambda: "package:" + self.pick(self.shaped(node["package_name"]), "this"), lambda: "resource_type:" + kind,
                 lambda: self.config(node), lambda: self.config(node), lambda: self.config(node),
                 lambda: "access:" + self.pick("public", "private", "protected"),
                 lambda: "version:" + self.pick("latest", "old", "prerelease", "none"),
                 lambda: "test_type:" + self.pick("generic", "singular", "data", "unit"), lambda: self.chance.choice(ODD)]
        if node.get("tags"):
            turns += [lambda: "tag:" + self.shaped(self.chance.choice(node["tags"]))] * 4
        if node.get("group") or (node.get("config") or {}).get("group"):
            turns += [lambda: "group:" + self.shaped(node.get("group") or node["config"]["group"])] * 3
        if node.get("version") is not None:
            turns += [lambda: f"{node['name']}.v{node['version']}", lambda: f"{node['name']}_v{node['version']}"] * 2
        if kind == "test" and node.get("test_metadata"):
            turns += [lambda: "test_name:" + self.shaped(node["test_metadata"]["name"])] * 3
        if kind == "source":
            names = [node["source_name"], node["name"]]
            turns += [lambda: "source:" + ".".join(map(self.shaped, names)), lambda: "source:" + self.shaped(names[0]),
                      lambda: "source:" + ".".join([node["package_name"], *names]), lambda: "source:" + ".".join([*names[:1], "*"])] * 2
        if kind in ("exposure", "metric", "semantic_model", "saved_query", "unit_test"):
            turns += [lambda: kind + ":" + self.shaped(node["name"]), lambda: kind + ":" + node["package_name"] + "." + node["name"],
                      lambda: kind + ":*"] * 3
        return self.chance.choice(turns)()

    def operated(self):
        word, before, after = self.method(), "", ""
        if self.chance.random() < 0.45:
            before = self.pick("", "+", "+", "1+", "2+", "@", "0+")
            after = self.pick("", "", "+", "+1", "+2") if before != "@" or self.chance.random() < 0.1 else ""
        return before + word + after

    def selection(self):
        """The value of one --select."""
        return " ".join(",".join(self.operated() for _ in range(self.pick(1, 1, 1, 2, 2, 3))) for _ in range(self.pick(1, 1, 1, 2, 3)))

    def line(self):
        """Words of one ls."""
        words = []
        for _ in range(self.pick(0, 1, 1, 1, 1, 2)):
            words += [self.pick("--select", "--select", "-s", "--models" if self.chance.random() < 0.1 else "--select"), self.selection()]
        for _ in range(self.pick(0, 0, 0, 1, 1, 2)):
            words += ["--exclude", self.selection()]
        if self.chance.random() < 0.3:
            words += ["--indirect-selection", self.pick(*MODES)]
        for _ in range(self.pick(0, 0, 0, 0, 1, 2) if "--models" not in words else 0):
            words += [self.pick("--resource-type", "--resource-type", "--exclude-resource-type"), self.pick(*TYPES)]
        if self.chance.random() < 0.15:
            words += self.pick(["--output", "path"], ["--output", "selector"], ["--output", "name"])
        return words

    def definition(self, depth, names):
        """One definition of selectors.yml."""
        turn = self.chance.random()
        if depth and turn < 0.45:
            parts = [self.definition(depth - 1, names) for _ in range(self.pick(1, 2, 2, 3))]
            if self.chance.random() < 0.4:
                parts.append({"exclude": [self.definition(depth - 1, names) for _ in range(self.pick(1, 1, 2))]})
            return {self.pick("union", "intersection"): parts}
        word = self.method()
        if turn < 0.6 or ":" not in word:
            return self.operated() if turn < 0.7 else {"method": "fqn", "value": word}
        method, _, value = word.partition(":")
        if turn < 0.7:
            return {method: value}
        if names and self.chance.random() < 0.2:
            method, value = "selector", self.chance.choice(names)
        out = {"method": method, "value": value}
        for key, values in {"parents": (True, False), "children": (True,), "childrens_parents": (True,), "parents_depth": (1, 2),
                            "children_depth": (1, 2), "indirect_selection": MODES}.items():
            if self.chance.random() < 0.2:
                out[key] = self.chance.choice(values)
        if self.chance.random() < 0.15:
            out["exclude"] = [self.definition(0, names) for _ in range(self.pick(1, 2))]
        return out


def ask(python, project, lists):
    """The reference's answers in a folder, and its manifest."""
    with tempfile.NamedTemporaryFile(suffix=".json") as answers:
        said = manifests.run(python, project, ["-W", "ignore", str(ASKING), answers.name],
                             input=json.dumps({"lists": lists, "compile": False}))
        text = pathlib.Path(answers.name).read_text()
        if not text:
            return {"exit of parse": 2, "why": said.stdout[-1500:] + said.stderr[-1500:]}
        return json.loads(text)


def compared(tool, project, words, theirs, told):
    """How many of the answers differ; prints them."""
    lists = [each["words"] for each in words]
    asked = [["--no-use-colors", "--quiet", "parse"]] + [["--no-use-colors", "--quiet", "--no-write-json", "ls", *each] for each in lists]
    (code, said), *listed = manifests.calls(tool, project, asked)
    if code:
        print(f"  {told}: weir does not parse:", "\n".join(said)[:1500])
        return 1
    found = 0
    for each, (ended, lines) in zip(words, listed):
        _, answer = theirs["ls"][" ".join(each["words"])]
        lines = [json.loads(line) if line.startswith("{") else line for line in lines]
        failed = isinstance(answer, str)
        if failed and any(each in answer for each in OF_PYTHON):
            continue
        if failed != (ended != 0) or not failed and answer != lines:
            found += 1
            print(f"  {told}, {each['made by']}: ls {json.dumps(each['words'], ensure_ascii=False)} {each.get('definition', '')}")
            if failed or ended:
                print("    reference", str(answer)[:300].replace("\n", " "), "\n    weir     ", ended, str(lines)[:300])
            else:
                print("    only reference", [line for line in answer if line not in lines][:6], len(answer))
                print("    only weir     ", [line for line in lines if line not in answer][:6], len(lines))
    return found


def selections(tool, python, source, seed, count):
    with tempfile.TemporaryDirectory() as folder:
        project, packages = manifests.copied(source, pathlib.Path(folder).resolve())
        if packages:
            manifests.run(pathlib.Path(python).with_name("dbt"), project, ["deps"])
        (project / "selectors.yml").unlink(missing_ok=True)
        manifest = ask(python, project, [["--select", "nothing"]])["manifest"]
        words = [{"words": Words(manifest, random.Random(f"{seed} {at}")).line(), "made by": f"seed {seed} {at}"} for at in range(count)]
        theirs = ask(python, project, [each["words"] for each in words])
        found = compared(tool, project, words, theirs, source.name)
        found += definitions(tool, python, project, source.name, manifest, seed, count // 4)
    return found


def definitions(tool, python, project, name, manifest, seed, count):
    """Selectors in selectors.yml: those the reference reads, in one file; the others, one after the other, must be refused."""
    chosen = []
    for at in range(count):
        made = Words(manifest, random.Random(f"{seed} selector {at}")).definition(2, [each["name"] for each in chosen])
        chosen.append({"name": f"s{at}", "definition": made})
    bad, found = refused(python, chosen), 0
    taken = [each for each in chosen if each["name"] not in bad]
    print(f"  {name}: the reference reads {len(taken)} of {count} selectors")
    (project / "selectors.yml").write_text(yaml.safe_dump({"selectors": taken}, sort_keys=False))
    words = [{"words": ["--selector", each["name"]], "made by": f"seed {seed}", "definition": json.dumps(each["definition"])}
             for each in taken]
    theirs = ask(python, project, [each["words"] for each in words])
    if theirs["exit of parse"]:
        raise SystemExit(theirs["why"])
    found += compared(tool, project, words, theirs, name + " selectors.yml")
    for each in chosen:
        if each["name"] in bad and not any(f'"value": "{other}"' in json.dumps(each) for other in bad):
            (project / "selectors.yml").write_text(yaml.safe_dump({"selectors": [*taken, each]}, sort_keys=False))
            (code, _), = manifests.calls(tool, project, [["--quiet", "parse"]])
            if code == 0:
                found += 1
                print(f"  {name}: weir takes {each}, the reference says {bad[each['name']][:300]}")
    return found


# Which of the definitions given the reference cannot read, with its words.
READING = """
import argparse, json, sys
from dbt.flags import set_from_args
set_from_args(argparse.Namespace(INDIRECT_SELECTION="eager", WARN_ERROR=False), {})
from dbt.config.selectors import SelectorConfig
out = []
for entries in json.load(sys.stdin):
    try:
        SelectorConfig.selectors_from_dict({"selectors": entries})
        out.append(None)
    except Exception as fault:
        out.append(type(fault).__name__ + ": " + str(fault))
print(json.dumps(out))
"""


def refused(python, chosen):
    """The definitions the reference cannot read: each is tried with those it inherits from."""
    known, tried = {each["name"]: each for each in chosen}, []
    for each in chosen:
        wanted, queue = [each], [each]
        while queue:
            text = json.dumps(queue.pop())
            more = [other for name, other in known.items() if f'"value": "{name}"' in text and other not in wanted]
            wanted, queue = more + wanted, queue + more
        tried.append([each for each in chosen if each in wanted])
    said = subprocess.run([python, "-W", "ignore", "-c", READING], input=json.dumps(tried), capture_output=True, text=True)
    return {each["name"]: why for each, why in zip(chosen, json.loads(said.stdout)) if why}


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, each in value.items():
            yield path, key, each
            yield from leaves(each, path + (key,))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield path, at, each
            yield from leaves(each, path + (at,))


def project_file(project, change):
    """Changes dbt_project.yml."""
    file = project / "dbt_project.yml"
    tree = yaml.safe_load(file.read_text())
    told = change(tree)
    file.write_text(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True))
    return "dbt_project.yml: " + told


def layered(project, chance):
    """A config for all of a kind, or for one folder of it."""
    def change(tree):
        kind = chance.choice(("models", "models", "models", "seeds", "snapshots", "sources", "data_tests", "exposures"))
        section = tree.get(kind) if isinstance(tree.get(kind), dict) else {}
        tree[kind] = section
        folders = [each.name for each in sorted((project / "models").glob("*")) if each.is_dir()]
        if chance.random() < 0.7:
            section = section.setdefault(tree["name"], {}) if isinstance(section.get(tree["name"], {}), dict) else section
            if folders and chance.random() < 0.5 and isinstance(section.get(folders[0], {}), dict):
                section = section.setdefault(chance.choice(folders), {}) or {}
        choices = {"+tags": ["layer"], "+meta": {"layer": 1}, "+enabled": False}
        if kind in ("models", "seeds", "snapshots"):
            choices.update({"+schema": "layer", "+alias": "{{ var('nothing', 'layer') }}", "+persist_docs": {"relation": True, "columns": True},
                            "+pre-hook": "select 1", "+database": "weir", "+grants": {"select": ["weir"]}, "+quoting": {"identifier": False},
                            "+full_refresh": True, "+docs": {"show": False}, "+materialized": "{{ 'table' if target.name == 'dev' else 'view' }}"})
        if kind == "data_tests":
            choices.update({"+severity": "warn", "+store_failures": True, "+limit": 3})
        if kind == "sources":
            choices.update({"+freshness": {"warn_after": {"count": 1, "period": "day"}}, "+event_time": "at"})
        key = chance.choice(sorted(choices))
        section[key] = choices[key]
        return f"{kind} {key}"
    return project_file(project, change)


def other_vars(project, chance):
    def change(tree):
        held = tree.get("vars") or {}
        tree["vars"] = held
        keys = sorted(key for key in held if not isinstance(held[key], dict))
        key = chance.choice(keys) if keys and chance.random() < 0.8 else "added_var"
        held[key] = {str: "other", int: 77, bool: not held.get(key)}.get(type(held.get(key)), "other")
        return f"var {key}"
    return project_file(project, change)


def other_quoting(project, chance):
    def change(tree):
        tree["quoting"] = {chance.choice(("database", "schema", "identifier")): chance.random() < 0.5}
        return f"quoting {tree['quoting']}"
    return project_file(project, change)


def new_macro(project, chance):
    """A macro, perhaps one that dbt or a package calls."""
    made = chance.choice([
        "{% macro unused_one() %}1{% endmacro %}", "{% macro is_incremental() %}{{ return(false) }}{% endmacro %}",
        "{% macro test_not_null(model, column_name) %}select 1 where false{% endmacro %}",
        "{% macro generate_schema_name(custom_schema_name=none, node=none) %}{{ (custom_schema_name or target.schema) ~ '_x' }}{% endmacro %}",
        "{% macro generate_alias_name(custom_alias_name=none, node=none) %}{{ custom_alias_name or node.name ~ '_y' }}{% endmacro %}",
        "{% macro ref(name) %}{{ return(builtins.ref(name)) }}{% endmacro %}",
        "{% test added_test(model) %}select 1 where false{% endtest %}"])
    (project / "macros").mkdir(exist_ok=True)
    (project / "macros/zz_added.sql").write_text(made)
    return "macros: " + made[:40]


def in_macro(project, chance):
    files = [each for each in sorted(project.rglob("*.sql")) if "endmacro" in each.read_text() and "target" not in each.parts]
    if not files:
        return None
    file = chance.choice(files)
    parts = re.split(r"(\{%-?\s*endmacro)", file.read_text())
    at = chance.randrange(1, len(parts), 2)
    parts[at] = chance.choice((" ", "{# changed #}", "\n-- changed\n")) + parts[at]
    file.write_text("".join(parts))
    return f"{file.relative_to(project)}: macro {at // 2} changed"


def without_file(project, chance):
    files = sorted(each for kind in ("*.sql", "*.yml", "*.csv", "*.md") for each in project.rglob(kind)
                   if not set(each.relative_to(project).parts) & set(manifests.SKIPPED)
                   and each.name not in ("packages.yml", "selectors.yml", "dbt_project.yml"))
    file = chance.choice(files)
    file.unlink()
    return f"{file.relative_to(project)}: deleted"


def entry(project, chance, kinds, change):
    """Changes one entry of one property file."""
    found = []
    for file in sorted([*project.rglob("*.yml"), *project.rglob("*.yaml")]):
        if set(file.relative_to(project).parts) & set(manifests.SKIPPED):
            continue
        tree = yaml.safe_load(file.read_text())
        if isinstance(tree, dict) and "models" not in (tree.get("models") if isinstance(tree.get("models"), dict) else ()):
            found += [(file, kind, at) for kind in kinds if isinstance(tree.get(kind), list) for at in range(len(tree[kind]))]
    if not found:
        return None
    file, kind, at = chance.choice(found)
    tree = yaml.safe_load(file.read_text())
    told = change(tree[kind][at])
    file.write_text(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True))
    return f"{file.relative_to(project)}: {kind} {tree[kind][at].get('name')} {told}"


def of_model(project, chance):
    def change(model):
        columns = model.setdefault("columns", [])
        turn = chance.choice(("contract", "no contract", "column", "no column", "type", "latest", "persist", "deprecation", "access", "group"))
        config = model.get("config") or {}
        model["config"] = config
        if turn == "contract":
            config["contract"] = {"enforced": True}
            for column in columns:
                column.setdefault("data_type", "int")
            if not columns:
                columns.append({"name": "id", "data_type": "int"})
        elif turn == "no contract":
            config["contract"] = {"enforced": False}
        elif turn == "column":
            columns.append({"name": "added_column", "data_type": "text", "description": "added"})
        elif turn == "no column" and columns:
            columns.pop(chance.randrange(len(columns)))
        elif turn == "type" and columns:
            chance.choice(columns)["data_type"] = chance.choice(("bigint", "text", "varchar(12)"))
        elif turn == "latest" and model.get("versions"):
            model["latest_version"] = chance.choice(model["versions"])["v"]
        elif turn == "persist":
            config["persist_docs"], model["description"] = {"relation": True}, "persisted now"
        elif turn == "deprecation":
            model["deprecation_date"] = "2099-01-01"
        elif turn == "access":
            config["access"] = chance.choice(("public", "protected"))
        else:
            turn = "meta"
            config["meta"] = {"by": "edit"}
        return turn
    return entry(project, chance, ("models",), change)


def of_others(project, chance):
    def change(held):
        key = chance.choice(("description", "label", "tags", "meta", "config", "docs", "schema", "quoting", "loader"))
        held[key] = {"tags": ["edited"], "meta": {"edited": 1}, "config": {"meta": {"edited": 2}, "enabled": True}, "docs": {"show": False},
                     "quoting": {"identifier": True}}.get(key, "edited")
        if "tables" in held and chance.random() < 0.7:
            table = chance.choice(held["tables"])
            table[chance.choice(("identifier", "description", "loaded_at_field"))] = "edited"
            held.pop(key)
        return key
    return entry(project, chance, ("sources", "exposures", "metrics", "semantic_models", "saved_queries", "unit_tests", "seeds", "snapshots",
                                   "functions", "groups"), change)


def edited(project, chance):
    """Changes one thing of a project at random; says what, None when it came to nothing."""
    return chance.choice((anywhere, anywhere, anywhere, layered, layered, other_vars, other_quoting, new_macro, in_macro, without_file,
                          of_model, of_model, of_others, of_others))(project, chance)


def anywhere(project, chance):
    files = sorted(each for kind in ("*.sql", "*.yml", "*.yaml", "*.csv", "*.md") for each in project.rglob(kind)
                   if not set(each.relative_to(project).parts) & set(manifests.SKIPPED) and each.name not in ("packages.yml", "selectors.yml"))
    file = chance.choice(files)
    name, text = str(file.relative_to(project)), file.read_text()
    if file.suffix in (".yml", ".yaml"):
        tree = yaml.safe_load(text)
        places = [each for each in leaves(tree) if each[1] not in ("version", "name", "config-version", "profile")]
        if not places:
            return None
        path, key, value = chance.choice(places)
        holder = tree
        for each in path:
            holder = holder[each]
        turn = chance.random()
        if turn < 0.25:
            del holder[key]
            did = "without"
        elif isinstance(value, bool):
            holder[key], did = not value, "turned"
        elif isinstance(value, int):
            holder[key], did = value + 1, "one more"
        elif isinstance(value, str):
            holder[key], did = chance.choice([value + " changed", value.upper(), value + "_x"]), "changed"
        elif isinstance(value, dict):
            holder[key] = {**value, chance.choice(["description", "meta", "tags", "config", "schema", "+tags", "data_type"]):
                           chance.choice(["new", {"new": 1}, ["new"], {"tags": ["new"]}, {"meta": {"n": 1}}, {"alias": "other"}])}
            did = "more in"
        elif isinstance(value, list) and value:
            holder[key], did = value[:-1], "last out of"
        else:
            return None
        file.write_text(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True))
        return f"{name}: {did} {'.'.join(map(str, path + (key,)))}"
    turn = chance.random()
    if file.suffix == ".sql" and turn < 0.15 and "{% test" not in text and "macro" not in text:
        file.rename(file.with_name("renamed_" + file.name))
        return f"{name}: renamed"
    if file.suffix == ".sql" and turn < 0.25 and "macro" not in text:
        file.with_name("added_" + file.name).write_text(text)
        return f"{name}: doubled"
    if turn < 0.5:
        file.write_text(text + "\n\n  ")
        return f"{name}: white space"
    if file.suffix == ".sql" and turn < 0.7 and "macro" not in text:
        more = chance.choice(["{{ config(tags=['more']) }}", "{{ config(alias='other') }}", "{{ config(meta={'more': 1}) }}",
                              "{{ config(materialized='table') }}", "{{ config(schema='else') }}", "{{ config(enabled=false) }}"])
        file.write_text(more + "\n" + text)
        return f"{name}: {more}"
    at = chance.randrange(len(text) + 1)
    lines = text.splitlines(keepends=True)
    file.write_text("".join([*lines[:-1], "-- changed\n", *lines[-1:]]) if file.suffix == ".sql" else text + "changed\n")
    return f"{name}: changed {at}"


# What an earlier invocation says of its nodes.
STATUSES = ("success", "error", "skipped", "pass", "fail", "warn", "partial success")


def results(manifest, chance, folder):
    """run_results.json and sources.json as an invocation might have left them."""
    metadata = {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json", "dbt_version": "1.11.16",
                "generated_at": "2026-01-01T00:00:00Z", "invocation_id": None, "env": {}}
    rows = [{"status": chance.choice(STATUSES), "timing": [], "thread_id": "Thread-1", "execution_time": 0.1, "adapter_response": {},
             "message": None, "failures": None, "unique_id": key, "compiled": True, "compiled_code": "", "relation_name": None,
             "batch_results": None} for key in sorted([*manifest["nodes"], *manifest["unit_tests"]]) if chance.random() < 0.7]
    (folder / "run_results.json").write_text(json.dumps({"metadata": metadata, "results": rows, "elapsed_time": 0.1, "args": {}}))
    sources(manifest, chance, folder)


def sources(manifest, chance, folder):
    metadata = {"dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json", "dbt_version": "1.11.16",
                "generated_at": "2026-01-01T00:00:00Z", "invocation_id": None, "env": {}}
    times = ("2026-01-01T00:00:00+00:00", "2026-01-02T00:00:00+00:00", "2026-01-02T00:00:00.5+00:00")
    rows = [{"unique_id": key, "max_loaded_at": chance.choice(times), "snapshotted_at": "2026-01-03T00:00:00+00:00",
             "max_loaded_at_time_ago_in_s": 1.0, "status": chance.choice(("pass", "warn", "error")),
             "criteria": {"warn_after": {"count": 1, "period": "day"}, "error_after": {"count": 2, "period": "day"}, "filter": None},
             "adapter_response": {}, "timing": [], "thread_id": "Thread-1", "execution_time": 0.1}
            for key in sorted(manifest["sources"]) if chance.random() < 0.8]
    folder.mkdir(exist_ok=True)
    (folder / "sources.json").write_text(json.dumps({"metadata": metadata, "results": rows, "elapsed_time": 0.1}))


def prepared(tool, python, source, folder):
    """A project in a folder, and beside it what both wrote of it: state_ours and state_theirs."""
    project, packages = manifests.copied(source, folder)
    if packages:
        manifests.run(pathlib.Path(python).with_name("dbt"), project, ["deps"])
    for engine, name in ((str(tool), "ours"), (str(pathlib.Path(python).with_name("dbt")), "theirs")):
        ended = manifests.run(engine, project, ["--quiet", "parse"])
        if ended.returncode:
            raise SystemExit(f"{engine} does not parse {source.name}: {ended.stdout}")
        (folder / ("state_" + name)).mkdir()
        (project / "target/manifest.json").rename(folder / f"state_{name}/manifest.json")
    return project


def deferred(tool, python, project, manifest, chance, told):
    """How many nodes two kinds of deferral compile to other code."""
    words = ["--quiet", "compile", "--defer", "--state", "../state_theirs", "--target-path", "deferred"]
    if chance.random() < 0.5:
        words.append("--favor-state")
    models = sorted(each for each, node in manifest["nodes"].items() if node["resource_type"] == "model")
    if not models:
        return 0
    words += ["--select", manifest["nodes"][chance.choice(models)]["name"] + chance.choice(("", "+", ""))]
    made, codes = [], []
    for engine in (tool, pathlib.Path(python).with_name("dbt")):
        ended = manifests.run(str(engine), project, words)
        file = project / "deferred/manifest.json"
        written = json.loads(file.read_text())["nodes"] if file.exists() else {}
        own = manifests.own_words({"nodes": written})
        made.append({key: (node.get("compiled_code") or "").split() for key, node in written.items() if key not in own})
        codes.append(ended.returncode)
        shutil.rmtree(project / "deferred", ignore_errors=True)
    differing = [key for key in made[1] if made[0].get(key) != made[1][key]]
    if codes[0] != codes[1] or differing and codes[1] == 0:
        print(f"  {told}: {' '.join(words)}: exit codes {codes}, {len(differing)} differ")
        for key in differing[:2]:
            print("    ", key, "\n      reference", " ".join(made[1][key])[:300], "\n      weir     ", " ".join(made[0].get(key, ()))[:300])
        return 1
    return 0


def states(tool, python, source, seed, count):
    found = 0
    if not count:
        return found
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        original = prepared(tool, python, source, folder)
        for at in range(count):
            chance = random.Random(f"{seed} edit {at}")
            project = folder / f"edit_{at}"
            shutil.copytree(original, project)
            (project / "target/partial_parse.msgpack").unlink(missing_ok=True)  # the reference forgets less than it should
            did = [each for each in (edited(project, chance) for _ in range(chance.choice((1, 1, 2, 3)))) if each]
            earlier = json.loads((folder / "state_theirs/manifest.json").read_text())
            for name in ("ours", "theirs"):
                results(earlier, random.Random(f"{seed} results {at}"), folder / ("state_" + name))
            sources(earlier, chance, project / "target")
            lists = [["--select", each] for each in STATES] + [["--exclude", "state:modified"],
                     ["--select", "state:modified+", "--defer"], ["--select", "state:modified", "--indirect-selection", "cautious"]]
            lists += [["--select", "result:" + each + chance.choice(("", "+"))] for each in (*STATUSES, "nothing")]
            lists += [["--select", "source_status:fresher+"], ["--exclude", "result:success", "state:new"]]
            words = [each + ["--resource-type", "all", "--state", "../state_theirs"] for each in lists]
            theirs = ask(python, project, words)
            told = f"{source.name}, edit {seed} {at} {did}"
            if theirs["exit of parse"]:
                print(f"  {told}: refused by the reference: {theirs.get('why', '')[:150]!r}")
                (code, said), = manifests.calls(tool, project, [["--no-use-colors", "--quiet", "parse"]])
                if code == 0:
                    found += 1
                    print("    weir takes it")
                continue
            for state in ("theirs", "ours"):
                ours = [{"words": [each.replace("state_theirs", "state_" + state) for each in line]} for line in words]
                answers = {"ls": {" ".join(one["words"]): theirs["ls"][" ".join(line)] for one, line in zip(ours, words)}}
                found += compared(tool, project, [{**each, "made by": "state of " + state} for each in ours], answers, told)
            if "WEIR_CONFORMANCE_DATABASE" in os.environ:
                found += deferred(tool, python, project, theirs["manifest"], chance, told)
            shutil.rmtree(project)
    return found


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--reference", default=os.environ.get("WEIR_REFERENCE_PYTHON", "python3"))
    words.add_argument("--weir", default=str(manifests.ROOT / "weir"))
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--count", type=int, default=200)
    words.add_argument("--edits", type=int, default=0)
    words.add_argument("projects", nargs="*", type=pathlib.Path)
    words = words.parse_args()
    found = 0
    for project in words.projects:
        project = project.resolve()
        differing = selections(words.weir, words.reference, project, words.seed, words.count) if words.count else 0
        differing += states(words.weir, words.reference, project, words.seed, words.edits)
        print(f"{project.name}: {differing} differ", flush=True)
        found += differing
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
