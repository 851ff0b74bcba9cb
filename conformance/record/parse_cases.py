#!/usr/bin/env python3
"""Records what the reference parses out of the projects below core/src/test/resources/golden/parse.

For each case: runs `dbt parse` in a copy of `project/` and keeps, as `reference.json`, the sections of the manifest that
describe the project, without instants, the reference's own macros and docs, and paths of this machine.

Usage: parse_cases.py <path of dbt>
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "core/src/test/resources/golden/parse"
SECTIONS = ["nodes", "sources", "exposures", "groups", "unit_tests", "docs", "macros", "parent_map", "child_map", "group_map"]
LEFT_OUT = {"created_at", "root_path"}


def trimmed(value):
    if isinstance(value, dict):
        return {k: trimmed(v) for k, v in value.items() if k not in LEFT_OUT}
    if isinstance(value, list):
        return [trimmed(item) for item in value]
    return value


def own(key):
    return not key.startswith(("macro.dbt.", "macro.dbt_postgres.", "doc.dbt."))


for case in sorted(CASES.iterdir()):
    if not (case / "project").is_dir():
        continue
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "project"
        shutil.copytree(case / "project", project)
        environment = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
        subprocess.run([sys.argv[1], "--quiet", "parse"], cwd=project, env=environment, check=True)
        manifest = json.loads((project / "target/manifest.json").read_text())
    kept = {name: {k: trimmed(v) for k, v in manifest[name].items() if own(k)} for name in SECTIONS}
    kept["disabled"] = sorted(manifest["disabled"])
    (case / "reference.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    print(case.name, len(kept["nodes"]), "nodes")
