#!/usr/bin/env python3
"""The published dbt-materialize against the sandbox: the quickstart, a blue/green deployment from start to clean-up, docs, and a
deployment that is slow to hydrate and lags behind, for which deploy_await must wait.

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
PYTHON = str(Path(REFERENCE).with_name("python"))

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


LATE = "serving_dbt_deploy"
AWAIT = ["run-operation", "deploy_await", "--args", "{poll_interval: 1, lag_threshold: '5 seconds'}"]


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


def waits(folder: Path, seconds: int) -> bool:
    """Whether deploy_await is still waiting after a while; it is then ended."""
    awaiting = subprocess.Popen(
        [REFERENCE, *AWAIT, "--profiles-dir", "."], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        told, _ = awaiting.communicate(timeout=seconds)
        print("FAIL", folder.name, "deploy_await did not wait")
        print(told)
        return False
    except subprocess.TimeoutExpired:
        awaiting.terminate()
        awaiting.communicate(timeout=20)
        print("ok  ", folder.name, *AWAIT, "waits", flush=True)
        return True


def late(folder: Path, port: str) -> list[bool]:
    """A deployment whose cluster is made slow and late before it is there."""

    def system(sql: str) -> None:
        ask = "import sys, psycopg2; c = psycopg2.connect(sys.argv[1]); c.autocommit = True; c.cursor().execute(sys.argv[2])"
        subprocess.run([PYTHON, "-c", ask, f"postgres://materialize@127.0.0.1:{port}/materialize", sql], check=True)

    system(f"ALTER SYSTEM SET sandbox_hydration_delay.{LATE} = '3s'")
    system(f"ALTER SYSTEM SET sandbox_lag.{LATE} = '1 hour'")
    sound = [play(folder, [["run-operation", "deploy_init"], ["run", "--exclude", "config.materialized:source", *DEPLOY]])]
    sound.append(waits(folder, 20))
    system(f"ALTER SYSTEM RESET sandbox_lag.{LATE}")
    steps = [AWAIT, ["run-operation", "deploy_promote"], ["run-operation", "deploy_cleanup"], ["test"]]
    sound.append(play(folder, steps))
    system(f"ALTER SYSTEM RESET sandbox_hydration_delay.{LATE}")
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
            sound = [play(quickstart, QUICKSTART), play(blue_green, BLUE_GREEN), *late(blue_green, port)]
        finally:
            server.terminate()
            server.wait(20)
    sys.exit(0 if all(sound) else 1)


main()
