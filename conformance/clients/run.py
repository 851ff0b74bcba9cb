#!/usr/bin/env python3
"""Client libraries, unmodified, against the sandbox: each connects, asks, writes, prepares, copies and looks at the catalog.

usage: run.py [psql|psycopg2|psycopg3|sqlalchemy|node|jdbc ...]

CLIENTS_PYTHON: a Python with psycopg2, psycopg and sqlalchemy; CLIENTS_NODE: a folder in which `npm install pg` was run;
CLIENTS_JDBC: pgjdbc's jar. One that is not there is said to be skipped. Ends with 1 when a suite fails.
"""

import glob
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WEIR = os.environ.get("WEIR_CONFORMANCE_CLI", str(ROOT / "weir"))
PYTHON = os.environ.get("CLIENTS_PYTHON", sys.executable)
NODE = os.environ.get("CLIENTS_NODE", "")
JDBC = os.environ.get("CLIENTS_JDBC") or next(
    iter(sorted(glob.glob(os.path.expanduser("~/.m2/repository/org/postgresql/postgresql/*/postgresql-*[0-9].jar")), reverse=True)), "")
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"


def has(module):
    return subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True).returncode == 0


def suites(url):
    """Name, whether it can run, command, environment."""
    yield "psql", shutil.which("psql"), ["sh", str(HERE / "psql.sh"), url], {}
    yield "psycopg2", has("psycopg2"), [PYTHON, str(HERE / "psycopg2_suite.py"), url], {}
    yield "psycopg3", has("psycopg"), [PYTHON, str(HERE / "psycopg3_suite.py"), url], {}
    yield "sqlalchemy", has("sqlalchemy"), [PYTHON, str(HERE / "sqlalchemy_suite.py"), url], {}
    yield "node", NODE and shutil.which("node"), ["node", str(HERE / "node_suite.js"), url], {
        "NODE_PATH": os.path.join(NODE, "node_modules")}
    yield "jdbc", JDBC, [JAVA, "-cp", JDBC, str(HERE / "JdbcSuite.java"), url], {}


def main():
    wanted = sys.argv[1:]
    sound = True
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([WEIR, "sandbox", "start", "--detach"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        try:
            url = subprocess.run(
                [WEIR, "sandbox", "psql-url"], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
            for name, there, command, environment in suites(url):
                if wanted and name not in wanted:
                    continue
                if not there:
                    print("skip", name)
                    continue
                done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)
                print("ok  " if done.returncode == 0 else "FAIL", name, flush=True)
                if done.returncode != 0:
                    sound = False
                    print(done.stdout, done.stderr)
        finally:
            subprocess.run([WEIR, "sandbox", "stop"], cwd=folder, stdout=subprocess.DEVNULL)
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
