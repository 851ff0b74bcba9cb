#!/usr/bin/env python3
"""Projects on Materialize, beside the published dbt-materialize on the same sandbox: a run of materialized views, the time until the
first statement, and a promotion of many schemas and clusters.

usage: materialize.py --weir COMMAND [--reference DBT] [--models N] [--repeat N]

The reference is a dbt with dbt-materialize; without it only Weir is measured. Times are medians in seconds.
"""

import argparse
import datetime
import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from sandbox import Session

SCHEMAS, CLUSTERS = 20, 10


def write(folder, port, models):
    (folder / "models").mkdir()
    (folder / "dbt_project.yml").write_text(
        "name: many\nversion: 1.0.0\nprofile: many\nmodels: {+materialized: materialized_view}\nvars:\n  deployment:\n    dev:\n"
        f"      schemas: [{', '.join(f's{i}' for i in range(SCHEMAS))}]\n      clusters: [{', '.join(f'c{i}' for i in range(CLUSTERS))}]\n"
    )
    (folder / "profiles.yml").write_text(
        f"many: {{target: dev, outputs: {{dev: {{type: materialize, host: 127.0.0.1, port: {port}, user: materialize, password: any,"
        " database: materialize, schema: many, cluster: quickstart, threads: 8, sslmode: disable}}}\n"
    )
    for i in range(models):
        reads = f"{{{{ ref('m{i // 10 - 1}') }}}}" if i >= 10 else "public.numbers"
        (folder / f"models/m{i}.sql").write_text(f"select a, b || '{i}' as b from {reads} where a > {i}\n")


def log(folder):
    lines = []
    for line in (folder / ".weir/sandbox/statements.jsonl").read_text().splitlines():
        lines.append(json.loads(line))
    return lines


def began(entry):
    ended = datetime.datetime.fromisoformat(entry["time"].replace("Z", "+00:00")).timestamp()
    return ended - entry["ms"] / 1000


def measure(command, arguments, folder, server):
    """Seconds in all, until the first statement, and in the server."""
    before = len(log(server))
    started = time.time()
    done = subprocess.run([command, *arguments], cwd=folder, capture_output=True, text=True, env=os.environ | {"DBT_PROFILES_DIR": str(folder)})
    seconds = time.time() - started
    if done.returncode:
        raise SystemExit(f"{command} {' '.join(arguments)} ends with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    time.sleep(0.3)  # the log gathers
    sent = [entry for entry in log(server)[before:] if entry["application"] != "bench"]
    first = min(began(entry) for entry in sent) - started
    return seconds, first, sum(entry["ms"] for entry in sent) / 1000


def spun(command, folder):
    """Lambdas that a run makes itself, because the AOT cache does not keep them; the first of a run costs 40 ms."""
    loaded = folder / "loaded.txt"
    options = {"DBT_PROFILES_DIR": str(folder), "WEIR_JAVA_OPTS": f"-Xlog:class+load:file={loaded}"}
    subprocess.run([command, "run"], cwd=folder, capture_output=True, env=os.environ | options, check=True)
    return re.findall(r"(\S+)\$\$Lambda/\S+ source: (?!shared objects file)", loaded.read_text())


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--weir", required=True)
    arguments.add_argument("--reference")
    arguments.add_argument("--models", type=int, default=100)
    arguments.add_argument("--repeat", type=int, default=5)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        server = Path(scratch) / "server"
        server.mkdir()
        os.chmod(scratch, 0o755)
        os.chmod(server, 0o755)
        try:
            subprocess.run([options.weir, "sandbox", "start", "--detach"], cwd=server, check=True, capture_output=True)
            url = subprocess.run([options.weir, "sandbox", "psql-url"], cwd=server, check=True, capture_output=True, text=True).stdout
            port = int(re.search(r":(\d+)/", url).group(1))
            front = Session(port, "materialize", "any", "materialize")
            front.ask("set application_name = 'bench'")
            front.ask("create table public.numbers (a int, b text)")
            for i in range(SCHEMAS):
                front.ask(f"create schema s{i}")
                front.ask(f"create schema s{i}_dbt_deploy")
            for i in range(CLUSTERS):
                front.ask(f"create cluster c{i} (size '25cc')")
                front.ask(f"create cluster c{i}_dbt_deploy (size '25cc')")
            programs = {"weir": (options.weir, options.repeat)}
            if options.reference:
                programs["reference"] = (options.reference, max(1, options.repeat // 3))
            for name, (command, times) in programs.items():
                folder = Path(scratch) / name
                folder.mkdir()
                write(folder, port, options.models)
                measure(command, ["run"], folder, server)  # warm
                runs = [measure(command, ["run"], folder, server) for _ in range(times)]
                promotions = [measure(command, ["run-operation", "deploy_promote"], folder, server) for _ in range(times)]
                median = lambda values: statistics.median(values)
                print(
                    f"{name:10} run of {options.models} {median([r[0] for r in runs]):6.2f} s ({median([r[2] for r in runs]):.2f} s of statements), first statement after"
                    f" {median([r[1] for r in runs]):5.2f} s; deploy_promote {median([p[0] for p in promotions]):6.2f} s,"
                    f" of it in the server {median([p[2] for p in promotions]):5.2f} s",
                    flush=True,
                )
                if name == "weir":
                    print(f"{name:10} lambdas not in the cache: {', '.join(spun(command, folder)) or 'none'}", flush=True)
        finally:
            subprocess.run([options.weir, "sandbox", "stop"], cwd=server, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
