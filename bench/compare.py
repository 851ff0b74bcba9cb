#!/usr/bin/env python3
"""Times commands of several dbt-compatible programs on the same synthetic projects, in one run on one machine.

usage: compare.py --project DIR:MODELS [...] --program NAME=COMMAND [...] [--repeat N] [--run-models N] [--json FILE]

Each command is run in a copy of the project of its own; the report has wall seconds (the median of the repeats) and the
peak memory of the process tree's largest process. `parse cold` starts without a target folder, `parse again` right after.
`run` needs a PostgreSQL (BENCH_HOST, BENCH_PORT, BENCH_USER, BENCH_PASSWORD, BENCH_DATABASE) and is done on projects of
up to --run-models models. A command that fails is reported as failed, with the first line of its complaint.
"""

import argparse
import json
import os
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


def verbs(models, run_models):
    rows = [
        ("--version", ["--version"], False),
        ("parse cold", ["parse"], True),
        ("parse again", ["parse"], False),
        ("compile", ["compile"], False),
        ("ls", ["--quiet", "ls"], False),
    ]
    if models <= run_models:
        rows.append(("run", ["run", "--threads", "8"], False))
    return rows


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--project", action="append", required=True)
    arguments.add_argument("--program", action="append", required=True)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--run-models", type=int, default=100)
    arguments.add_argument("--json")
    options = arguments.parse_args()
    programs = [each.split("=", 1) for each in options.program]
    report = []
    for project in options.project:
        folder, models = project.rsplit(":", 1)
        models = int(models)
        print(f"\n{models} models", flush=True)
        print(f"{'':14}" + "".join(f"{name:>22}" for name, _ in programs), flush=True)
        copies = {}
        for name, _ in programs:
            copies[name] = os.path.join(tempfile.mkdtemp(prefix="weir-bench-"), "project")
            shutil.copytree(folder, copies[name])
        for label, words, clean in verbs(models, options.run_models):
            cells = []
            for name, command in programs:
                env = dict(
                    os.environ,
                    DBT_SEND_ANONYMOUS_USAGE_STATS="false",
                    DBT_PROFILES_DIR=copies[name],
                    DBT_ALLOW_EXPERIMENTAL_ADAPTERS="true",
                    BENCH_SCHEMA="bench_" + "".join(c if c.isalnum() else "_" for c in name),
                )
                walls, peaks, failure = [], [], None
                for _ in range(options.repeat):
                    if clean:
                        shutil.rmtree(os.path.join(copies[name], "target"), ignore_errors=True)
                    wall, peak, code, output = once(shlex.split(command) + words, copies[name], env)
                    walls.append(wall)
                    peaks.append(peak)
                    if code != 0:
                        failure = output.strip().splitlines()[-1:] or ["no output"]
                        break
                wall, peak = statistics.median(walls), max(peaks)
                cells.append("failed" if failure else f"{wall:8.2f} s {peak:6.0f} MiB")
                report.append(
                    {"models": models, "verb": label, "program": name, "seconds": wall, "peak_mib": peak, "failure": failure}
                )
            print(f"{label:14}" + "".join(f"{cell:>22}" for cell in cells), flush=True)
        for copy in copies.values():
            shutil.rmtree(os.path.dirname(copy), ignore_errors=True)
    if options.json:
        with open(options.json, "w") as out:
            json.dump(report, out, indent=1)


if __name__ == "__main__":
    main()
