#!/usr/bin/env python3
"""The published dbt-materialize against the sandbox: the quickstart, a blue/green deployment from start to clean-up, docs.

    REFERENCE=<environment with dbt-materialize==1.9.11>/bin/dbt python3 conformance/sandbox.py

Ends with 1 when a command does not end as it should; the commands' output is then shown.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEIR = os.environ.get("WEIR_CONFORMANCE_CLI", str(ROOT / "weir"))
REFERENCE = os.environ.get("REFERENCE") or sys.exit("say with REFERENCE which dbt of Python to run")

DEPLOY = ["--vars", "{deploy: true}"]
QUICKSTART = [["debug"], ["build"], ["build"], ["test"], ["docs", "generate"], ["run", "--full-refresh"]]
BLUE_GREEN = [
    ["run-operation", "create_cluster", "--args", "{cluster_name: ingest, size: 25cc, ignore_existing_objects: true}"],
    ["run-operation", "create_cluster", "--args", "{cluster_name: serving, size: 25cc, ignore_existing_objects: true}"],
    ["run"],
    ["test"],
    ["run-operation", "deploy_init"],
    ["run", "--exclude", "config.materialized:source", *DEPLOY],
    ["run-operation", "deploy_await", "--args", "{poll_interval: 1}"],
    ["run-operation", "deploy_promote", "--args", "{dry_run: true}"],
    ["run-operation", "deploy_promote", "--args", "{wait: true, poll_interval: 1}"],
    ["run-operation", "deploy_cleanup"],
    ["test"],
    ["docs", "generate"],
]


def profile(folder: Path, port: str, schema: str, name: str) -> None:
    (folder / "profiles.yml").write_text(
        f"""{name}:
  target: sandbox
  outputs:
    sandbox: {{type: materialize, host: 127.0.0.1, port: {port}, user: materialize, password: any, database: materialize,
              schema: {schema}, cluster: quickstart, threads: 4}}
"""
    )


def play(folder: Path, steps: list[list[str]]) -> bool:
    sound = True
    for step in steps:
        done = subprocess.run(
            [REFERENCE, *step, "--profiles-dir", "."],
            cwd=folder,
            env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
            capture_output=True,
            text=True,
        )
        print("ok  " if done.returncode == 0 else "FAIL", folder.name, *step, flush=True)
        if done.returncode != 0:
            sound = False
            print(done.stdout, done.stderr)
    return sound


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        server = subprocess.Popen(
            [WEIR, "sandbox", "start"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            port = None
            while port is None:
                line = server.stdout.readline()
                if not line:
                    sys.exit("the sandbox did not start")
                found = re.search(r"127\.0\.0\.1:(\d+)/", line)
                port = found and found.group(1)
            quickstart = folder / "quickstart"
            shutil.copytree(ROOT / "examples/quickstart", quickstart, ignore=shutil.ignore_patterns("target", "logs", ".weir"))
            name = re.search(r"^profile: *(\S+)", (quickstart / "dbt_project.yml").read_text(), re.M).group(1)
            profile(quickstart, port, "public", name)
            blue_green = folder / "blue_green"
            shutil.copytree(ROOT / "conformance/sandbox/blue_green", blue_green)
            profile(blue_green, port, "bg", "blue_green")
            sound = [play(quickstart, QUICKSTART), play(blue_green, BLUE_GREEN)]
        finally:
            server.terminate()
            server.wait(20)
    sys.exit(0 if all(sound) else 1)


main()
