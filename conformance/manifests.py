#!/usr/bin/env python3
"""Compares what the reference and Weir make of projects: the manifest, field by field, and every answer of ls.

manifests.py --reference DBT --weir WEIR PROJECT…   a PROJECT is a folder with a dbt_project.yml; it is copied, never changed

Both tools get a profile for PostgreSQL that leads nowhere; nothing is run. Left out are what differs from one invocation to the
next (ids, times) and where the copy lies. Differences are printed by field with an example; the exit code is 1 when there are any.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LEFT_OUT = {"created_at", "generated_at", "invocation_id", "invocation_started_at", "user_id", "send_anonymous_usage_stats",
            "root_path", "project_id", "dbt_version", "run_started_at", "env"}
# Macros of dbt and its adapters are written afresh: their text differs, their names must not.
OWN_TEXT = {"macro_sql", "path", "original_file_path", "depends_on", "arguments", "description", "patch_path", "meta"}
BUILT_IN = ("macro.dbt.", "macro.dbt_postgres.", "doc.dbt.")
LISTS = [["--resource-type", "all", "--output", "json"], ["--output", "path"], ["--output", "name"], ["--output", "selector"]]


def profile(project):
    name = re.search(r"^profile:\s*['\"]?([\w-]+)", (project / "dbt_project.yml").read_text(), re.M)
    target = "{type: postgres, host: localhost, port: 1, user: u, password: p, dbname: outside, schema: o, threads: 4}"
    outputs = "".join(f"    {each}: {target}\n" for each in ("dev", "in_memory", "duckdb", "default", "prod"))
    return f"{name.group(1) if name else 'p'}:\n  target: dev\n  outputs:\n{outputs}"


def run(tool, project, words):
    env = {key: value for key, value in os.environ.items() if not key.startswith("DBT_")}
    env.update(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DBT_VERSION_CHECK="false", DBT_PROFILES_DIR=str(project.parent / "profiles"),
               DAGSTER_DBT_PYTEST_XDIST_DUCKDB_DBFILE_NAME="outside")
    return subprocess.run([tool, "--no-use-colors", *words], cwd=project, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def answers(tool, source, neighbours, folder):
    for each in [source, *neighbours]:
        shutil.copytree(each, folder / each.name, ignore=shutil.ignore_patterns("target", "logs", ".user.yml", ".weir"))
    project = folder / source.name
    (folder / "profiles").mkdir()
    (folder / "profiles/profiles.yml").write_text(profile(project))
    if (project / "packages.yml").exists() or (project / "dependencies.yml").exists():
        run(tool, project, ["deps"])
    parsed = run(tool, project, ["parse"])
    found = {"exit of parse": parsed.returncode}
    manifest = project / "target/manifest.json"
    if parsed.returncode == 0:
        found["manifest"] = json.loads(manifest.read_text())
        for words in LISTS:
            lines = run(tool, project, ["--quiet", "ls", *words]).stdout.splitlines()
            found["ls " + " ".join(words)] = [json.loads(line) if line.startswith("{") else line for line in lines]
    else:
        found["why"] = parsed.stdout[-1500:]
    return found


def walk(path, left, right, out):
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(set(left) | set(right), key=str):
            if key in LEFT_OUT:
                continue
            if path and path[-1].startswith(BUILT_IN) and key in OWN_TEXT:
                continue
            if key not in left or key not in right:
                out.append((path + [key], left.get(key, "(nothing)"), right.get(key, "(nothing)")))
            else:
                walk(path + [key], left[key], right[key], out)
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for at, (one, other) in enumerate(zip(left, right)):
            walk(path + [str(at)], one, other, out)
    elif left != right:
        out.append((path, left, right))


def field(path):
    """nodes.model.shop.orders.config.tags -> nodes.model.config.tags"""
    return ".".join(re.sub(r"^(\w+)\.[\w.-]+$", r"\1", each) if at and "." in each else ("*" if each.isdigit() else each)
                    for at, each in enumerate(path))


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--reference", required=True)
    words.add_argument("--weir", required=True)
    words.add_argument("--examples", type=int, default=1)
    words.add_argument("projects", nargs="+", type=pathlib.Path)
    words = words.parse_args()
    totals = collections.Counter()
    for project in words.projects:
        project = project.resolve()
        text = "".join(each.read_text() for each in (project / "packages.yml", project / "dependencies.yml") if each.exists())
        neighbours = [(project / each).resolve() for each in re.findall(r"local:\s*['\"]?(\.\./[\w./-]+)", text)]
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            theirs = answers(words.reference, project, neighbours, pathlib.Path(one).resolve())
            ours = answers(words.weir, project, neighbours, pathlib.Path(other).resolve())
            theirs = json.loads(json.dumps(theirs).replace(str(pathlib.Path(one).resolve()), "<FOLDER>"))
            ours = json.loads(json.dumps(ours).replace(str(pathlib.Path(other).resolve()), "<FOLDER>"))
        theirs.pop("why", None)
        why = ours.pop("why", None)
        differences = []
        walk([], theirs, ours, differences)
        fields = collections.defaultdict(list)
        for path, left, right in differences:
            fields[field(path)].append((path, left, right))
        nodes = len(theirs.get("manifest", {}).get("nodes", {}))
        print(f"{project.name}: {nodes} nodes, " + ("same" if not fields else f"{len(differences)} differences"), flush=True)
        if why and theirs["exit of parse"] == 0:
            print(why)
        for name, found in sorted(fields.items()):
            totals[name] += len(found)
            print(f"  {name} ({len(found)})")
            for path, left, right in found[:words.examples]:
                print(f"    {'.'.join(path)}\n      reference {json.dumps(left)[:300]}\n      weir      {json.dumps(right)[:300]}")
    for name, count in totals.most_common():
        print(count, name)
    sys.exit(1 if totals else 0)


main()
