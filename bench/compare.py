#!/usr/bin/env python3
"""Times commands of several dbt-compatible programs on the same synthetic projects, in one run on one machine.

usage: compare.py --project DIR:MODELS [...] --program NAME=COMMAND [...] [--repeat N] [--run-models N] [--seed-rows N]
                  [--only WORD] [--json FILE]

Each command is run in a copy of the project of its own; the report has wall seconds (the median of the repeats) and the
peak memory of the process tree's largest process. `parse cold` starts without a target folder, `parse again` right after.
What runs needs a PostgreSQL (BENCH_HOST, BENCH_PORT, BENCH_USER, BENCH_PASSWORD, BENCH_DATABASE) and psql, and is done on projects
of up to --run-models models: views, tables, models with their tests, and on the smallest project a CSV of --seed-rows rows.
Before these are timed the project is parsed, since a change of its files is not what is measured. --only times the rows
whose label holds the word. A command that fails is reported as failed, with the first line of its
complaint below the row.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def once(command, folder, env):
    """One run in a child of its own: wall seconds, peak MiB, exit code, output."""
    script = (
        "import os,resource,subprocess,sys,time,json\n"
        "start=time.perf_counter()\n"
        "done=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,stderr=subprocess.STDOUT)\n"
        "wall=time.perf_counter()-start\n"
        "peak=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024\n"
        "sys.stderr.write(json.dumps([wall,peak,done.returncode,done.stdout.decode(errors='replace')[-2000:]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=folder, env=env, stderr=subprocess.PIPE, check=True
    )
    return json.loads(done.stderr.decode())


def complaint(output):
    """The first line that says what is wrong, without colours and time; else the last line."""
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in output.splitlines()]
    lines = [line for line in lines if line] or ["no output"]
    return next((line for line in lines if re.search(r"error|failed", line, re.IGNORECASE)), lines[-1])


def verbs(models, run_models):
    """Rows of label, words, what is done to the copy before each repeat, and what is done to it before the first."""
    rows = [
        ("--version", ["--version"], None, None),
        ("parse cold", ["parse"], forget, None),
        ("parse again", ["parse"], None, None),
        ("compile", ["compile"], None, None),
        ("ls", ["--quiet", "ls"], None, None),
    ]
    if models <= run_models:
        rows.append(("run views", ["run", "--threads", "8"], None, materialized("view")))
        rows.append(("run tables", ["run", "--threads", "8"], None, materialized("table")))
        rows.append(("build", ["build", "--threads", "8"], None, materialized("view")))
    return rows


def forget(folder):
    shutil.rmtree(os.path.join(folder, "target"), ignore_errors=True)


def schema(program, label):
    """Of its own for each row that runs: views of a row before that become tables are dropped under each other's feet."""
    return "".join(c if c.isalnum() else "_" for c in f"bench_{program}_{label}").rstrip("_").lower()


def drop(name):
    """What an earlier run left: views replaced by many threads at once can deadlock in the reference."""
    words = ["psql", "-q", "-c", f"set client_min_messages = error; drop schema if exists {name} cascade"]
    env = dict(
        os.environ,
        PGHOST=os.environ.get("BENCH_HOST", "localhost"),
        PGPORT=os.environ.get("BENCH_PORT", "5432"),
        PGUSER=os.environ.get("BENCH_USER", "weir"),
        PGPASSWORD=os.environ.get("BENCH_PASSWORD", "weir"),
        PGDATABASE=os.environ.get("BENCH_DATABASE", "weir"),
    )
    subprocess.run(words, env=env, check=True)


def materialized(how):
    def change(folder):
        path = os.path.join(folder, "dbt_project.yml")
        with open(path) as project:
            text = project.read()
        with open(path, "w") as project:
            project.write(re.sub(r"\+materialized: \w+", f"+materialized: {how}", text))

    return change


def csv(rows):
    """A seed of so many rows, the same each time: numbers, texts with quotes, dates, empty values."""

    def write(folder):
        os.makedirs(os.path.join(folder, "seeds"), exist_ok=True)
        with open(os.path.join(folder, "seeds", "rows.csv"), "w") as seed:
            seed.write("id,name,amount,day,note\n")
            for i in range(rows):
                note = "" if i % 3 else f'"said ""{i}"", then left"'
                seed.write(f"{i},name {i % 977},{i % 10007}.{i % 100:02},2024-{i % 12 + 1:02}-{i % 28 + 1:02},{note}\n")

    return write


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--project", action="append", required=True)
    arguments.add_argument("--program", action="append", required=True)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--run-models", type=int, default=100)
    arguments.add_argument("--seed-rows", type=int, default=0)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--json")
    options = arguments.parse_args()
    programs = [each.split("=", 1) for each in options.program]
    report = []
    smallest = min(int(project.rsplit(":", 1)[1]) for project in options.project)
    for project in options.project:
        folder, models = project.rsplit(":", 1)
        models = int(models)
        print(f"\n{models} models", flush=True)
        print(f"{'':14}" + "".join(f"{name:>22}" for name, _ in programs), flush=True)
        copies = {}
        for name, _ in programs:
            copies[name] = os.path.join(tempfile.mkdtemp(prefix="weir-bench-"), "project")
            shutil.copytree(folder, copies[name])
        rows = verbs(models, options.run_models)
        if options.seed_rows and models == smallest:
            rows.append((f"seed {options.seed_rows}", ["seed", "--full-refresh"], None, csv(options.seed_rows)))
        for label, words, before_each, before_all in rows:
            if options.only not in label:
                continue
            cells = []
            for name, command in programs:
                env = dict(
                    os.environ,
                    DBT_SEND_ANONYMOUS_USAGE_STATS="false",
                    DBT_PROFILES_DIR=copies[name],
                    DBT_ALLOW_EXPERIMENTAL_ADAPTERS="true",
                    BENCH_SCHEMA=schema(name, label if before_all else ""),
                )
                walls, peaks, failure = [], [], None
                if before_all:
                    before_all(copies[name])
                    drop(env["BENCH_SCHEMA"])
                    once(shlex.split(command) + ["parse"], copies[name], env)
                for _ in range(options.repeat):
                    if before_each:
                        before_each(copies[name])
                    wall, peak, code, output = once(shlex.split(command) + words, copies[name], env)
                    walls.append(wall)
                    peaks.append(peak)
                    if code != 0:
                        failure = complaint(output)
                        break
                wall, peak = statistics.median(walls), max(peaks)
                cells.append("failed" if failure else f"{wall:8.2f} s {peak:6.0f} MiB")
                report.append(
                    {"models": models, "verb": label, "program": name, "seconds": wall, "peak_mib": peak, "failure": failure}
                )
            print(f"{label:14}" + "".join(f"{cell:>22}" for cell in cells), flush=True)
            for each in report[-len(programs) :]:
                if each["failure"]:
                    print(f"{'':14}{each['program']}: {each['failure']}", flush=True)
        for copy in copies.values():
            shutil.rmtree(os.path.dirname(copy), ignore_errors=True)
    if options.json:
        with open(options.json, "w") as out:
            json.dump(report, out, indent=1)


if __name__ == "__main__":
    main()
