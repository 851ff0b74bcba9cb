"""Asks the reference which changes of configs and properties count, and keeps its answers in cli/src/test/resources/golden/changes.

<reference>/bin/python -W ignore conformance/record/changes.py

A case has the files of a project before and after, in which each resource differs in one config or property, and the answers of `ls` to
selections of state, unique ids in order. Of a new case only the files are needed.
"""
import json
import os
import pathlib
import tempfile

os.environ.update(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DBT_VERSION_CHECK="false")
from dbt.cli.main import dbtRunner  # noqa: E402

CASES = pathlib.Path(__file__).resolve().parents[2] / "cli/src/test/resources/golden/changes"
PROFILE = "p: {target: d, outputs: {d: {type: postgres, host: h, port: 1, user: u, password: p, dbname: d, schema: s, threads: 1}}}\n"
SELECTIONS = ["state:modified", "state:modified.configs", "state:modified.relation"]


def call(*words):
    result = dbtRunner().invoke(["--quiet", "--no-partial-parse", *words])
    if not result.success:
        raise SystemExit(f"{words}: {result.exception}")
    return result.result


def main():
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text())
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            os.chdir(folder)
            for when in ("before", "after"):
                for name, text in {"profiles.yml": PROFILE, **case[when]}.items():
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_text(text)
                if when == "before":
                    call("parse", "--target-path", "state")
            ls = ["ls", "--resource-type", "all", "--output", "json", "--output-keys", "unique_id", "--state", "state", "--select"]
            case["lists"] = {each: sorted(json.loads(line)["unique_id"] for line in call(*ls, each)) for each in SELECTIONS}
        path.write_text(json.dumps(case, indent=1) + "\n")


main()
