"""Asks the reference again what it says to the small projects of cli/src/test/resources/golden/judged/cases.json, and keeps it there.

<reference>/bin/python -W ignore conformance/record/judged.py [name…]

A case has the files of a project, and what parsing them came to: the exit code, and the lines said (white space and times left out,
`<FOLDER>` for the project's). A new case needs a name and files; `deps` says that its packages are installed first. Of cases with
`events` the warnings of the JSON log are kept too: name, code and fields of each.
"""
import json
import os
import pathlib
import re
import sys
import tempfile

os.environ.update(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DBT_VERSION_CHECK="false")
import dbt.adapters.postgres  # noqa: F401, E402  loaded once, before each case has a process of its own
from dbt.cli.main import dbtRunner  # noqa: E402

CASES = pathlib.Path(__file__).resolve().parents[2] / "cli/src/test/resources/golden/judged/cases.json"
PROFILE = "p: {target: d, outputs: {d: {type: postgres, host: h, port: 1, user: u, password: p, dbname: d, schema: s, threads: 1}}}\n"
PROJECT = "name: p\nversion: '1.0'\nprofile: p\n"
NOISE = ("Running with dbt=", "Registered adapter", "Unable to do partial", "Performance info", "Encountered an error")


def call(folder, words):
    """The exit code and what was said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        os.chdir(folder)
        result = dbtRunner().invoke(["--no-use-colors", *words])
        os._exit(0 if result.success else 2)
    os.close(writing)
    with os.fdopen(reading, errors="replace") as said:
        text = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


def lines(text, folder):
    text = text.replace(str(folder), "<FOLDER>")
    text = re.sub(r"FilePath\(searched_path='([^']*)', relative_path='([^']*)'.*?project_root='[^']*'\)", r"\1/\2", text)
    for line in text.partition("Traceback (most recent call last)")[0].splitlines():  # (97)
        line = " ".join(re.sub(r"^\d\d:\d\d:\d\d ", "", line).split())
        if line and not line.startswith(NOISE) and not re.match(r"Found \d.* macros", line):
            yield line


def warnings(text):
    for event in map(json.loads, text.splitlines()):
        if event["info"]["level"] == "warn" and event["info"]["name"] != "DeprecationsSummary":
            yield [event["info"]["name"], event["info"]["code"], event["data"]]


def main():
    cases = json.loads(CASES.read_text())
    for case in cases:
        if sys.argv[1:] and case["name"] not in sys.argv[1:]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            for name, text in {"dbt_project.yml": PROJECT, "profiles.yml": PROFILE, **case["files"]}.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text)
            if case["deps"]:
                call(folder, ["--quiet", "deps"])
            case["exit"], text = call(folder, ["parse"])
            case["words"] = list(lines(text, folder))
            if "events" in case:
                _, text = call(folder, ["--log-format", "json", "--show-all-deprecations", "parse", "--no-partial-parse"])
                case["events"] = list(warnings(text))
    CASES.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


main()
