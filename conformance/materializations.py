#!/usr/bin/env python3
"""Runs projects with the published dbt-materialize and with Weir, each on a sandbox of its own, and compares what was sent and what came of it.

materializations.py [--weir WEIR] [--record] [PROJECT…]       a PROJECT is a folder conformance/projects/mz_*

A project holds a profile and a file `steps`, a line each: a command line of both tools; `sql: …` for the database; `put: TO FROM` and
`remove: FILE` for the project's files; `env: NAME=VALUE`. A file sandbox.yml tells the sandbox what stands behind connections. After every command are written down: the exit code, what each node came to,
what was logged and warned of, the statements that the sandbox was sent (its own log; look-ups in the catalog aside) in their order, and
what differs from before in what stands there (schemas, clusters, objects with their definitions, columns, comments, privileges, rows).

The sandbox's clock stands still, so that load generators and schedules yield the same rows. What both tools came to is kept side by side
in cli/src/test/resources/golden/materializations/PROJECT.txt, which the build compares with what Weir does: a line is the same for both
or begins with -N (the reference alone) or +N (Weir alone), N being the number in COMPATIBILITY.md that gives the reason. --record writes
the file anew, with the numbers it had and those that EXPLAINED and the project's file `known` (lines of NUMBER | PATTERN) give; what has
none is marked with ?, printed, and makes the exit code 1.

Needs the Python that has dbt-materialize==1.9.11.
"""
import argparse
import difflib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import psycopg2

import runs

HERE = pathlib.Path(__file__).resolve().parent
KEPT = HERE.parent / "cli/src/test/resources/golden/materializations"
STATE = (KEPT / "state.sql").read_text()
# Roles a profile may name, so that nothing else of a step depends on who set it up.
CLOCK = "2026-01-01 00:00:00Z"

# Statements that only look at the catalog: how many there are is not compared (11).
LOOKUP = re.compile(r"^(select|with|show)\b.*\b(mz_(?!now\b)\w+|pg_\w+|information_schema|current_database|current_role|current_user"
                    r"|has_system_privilege)\b|^select count\(\*\)from pg_namespace", re.S | re.I)
NODE = re.compile(r"^(model|seed|snapshot|test|unit_test|operation|source)\.")
SAID = {"JinjaLogInfo", "JinjaLogWarning", "RunningOperationCaughtError", "RunningOperationUncaughtError", "MainEncounteredError"}
NOT_SAID = {"MainReportVersion", "RunResultWarning", "RunResultError", "RunResultWarningMessage", "LogTestResult", "LogModelResult", "UnusedTables"}
EXPLAINED = [
    ("26", re.compile(r"^[+-]sent unit_test\.")),
    ("161", re.compile(r"^[+-]sent \S+ create temporary view __dbt_sbq<N> as select ")),
]


def squeezed(text):
    """A statement without comments, with blanks only where they part words, and without what differs from one run to the next."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    text = re.sub(r"--[^\n]*", " ", text)
    text = re.sub(r" ?([(),;=]) ?", r"\1", " ".join(text.split()))
    return plain(text.rstrip(";"))


def plain(text):
    text = re.sub(r"__dbt_tmp\d{6,}", "__dbt_tmp<N>", text)
    text = re.sub(r"__dbt_sbq\d+", "__dbt_sbq<N>", text)
    text = re.sub(r"\[[su]\d+( AS|\])", r"[<ID>\1", text)
    return text


def line_of(text, folder):
    """A message on one line."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).replace(str(folder), "<FOLDER>")
    text = re.sub(r"\(macros/[\w/.-]+(:\d+:\d+)?\)", "(<MACRO>)", " ".join(text.split()))
    return plain(re.sub(r"LINE \d+:.*|> in macro .*", "", text)).strip()  # the macros are Weir's own (4)


class Sandbox:
    """A sandbox that is started for one tool and one project, and a session with it."""

    def __init__(self, weir, folder, source):
        self.folder = folder / "server"
        self.folder.mkdir()
        if (source / "sandbox.yml").exists():
            shutil.copy(source / "sandbox.yml", self.folder)
        self.process = subprocess.Popen([weir, "sandbox", "start", "--port", "0"], cwd=self.folder, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        self.port = None
        while self.port is None:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("the sandbox did not start")
            found = re.search(r"127\.0\.0\.1:(\d+)/", line)
            self.port = found and found[1]
        self.connection = psycopg2.connect(host="127.0.0.1", port=self.port, user="materialize", password="any", dbname="materialize")
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        self.execute(f"alter system set sandbox_clock = '{CLOCK}'")
        self.log = self.folder / ".weir/sandbox/statements.jsonl"
        self.seen = 0
        self.marks = 0
        self.stood = set(self.state())
        self.sent()

    def execute(self, sql):
        self.cursor.execute(sql)

    def sent(self):
        """What others sent since this was asked last."""
        self.marks += 1
        mark = f"select 'mark {self.marks}'"
        self.execute(mark)
        while True:
            lines = self.log.read_text().rpartition("\n")[0].split("\n")
            entries = [json.loads(line) for line in lines[self.seen:]]
            if entries and entries[-1]["text"] == mark:
                break
            time.sleep(0.01)
        self.seen = len(lines)
        ours = self.connection.info.backend_pid
        return [(entry["session"], squeezed(entry["text"]), entry.get("sqlstate")) for entry in entries if entry["session"] != ours]

    def state(self):
        """What stands there, a line for each thing and row."""
        self.execute(STATE)
        lines = [plain(" ".join(line.split())) for (line,) in self.cursor.fetchall()]
        self.execute("select d.name, s.name, o.name from mz_objects o join mz_schemas s on s.id = o.schema_id join mz_databases d on"
                     " d.id = s.database_id where o.id like 'u%' and o.type in ('table', 'view', 'materialized-view', 'source')")
        for database, schema, name in self.cursor.fetchall():
            path = f"{database}.{schema}.{name}"
            try:
                self.execute(f'select to_jsonb(t)::text from "{database}"."{schema}"."{name}" t')
                rows = sorted(row for (row,) in self.cursor.fetchall())
            except psycopg2.Error as failure:
                rows = [" ".join(failure.diag.message_primary.split())]
            if len(rows) > 8:
                lines.append(f"rows {path} {len(rows)}")
            else:
                lines.extend(f"row {path} {row}" for row in rows)
        return lines

    def changed(self):
        """How what stands there differs from when this was asked last."""
        stands = set(self.state())
        lines = ["gone " + each for each in sorted(self.stood - stands)] + ["there " + each for each in sorted(stands - self.stood)]
        self.stood = stands
        return lines

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait(30)


def by_node(statements, events):
    """The statements that are compared, each node's together; which node sent one is what the tool's own log says, or the session."""
    asked = [(event["data"]["conn_name"], squeezed(event["data"]["sql"])) for event in events if event["info"]["name"] == "SQLQuery"]
    last, found = {}, {}
    for session, text, failure in statements:
        at = next((at for at, (_, sql) in enumerate(asked) if text == sql or len(text) > 20 and text in sql), None)
        if at is not None:
            name, sql = asked[at]
            if text == sql:
                del asked[at]
            last[session] = name if NODE.match(name) else ""
        if text and not LOOKUP.search(text):
            found.setdefault(last.get(session, ""), []).append(text + (f" -- {failure}" if failure else ""))
    made = [each for each in found.get("", []) if each.startswith("create schema if not exists")]
    found[""] = sorted(made) + [each for each in found.get("", []) if each not in made]
    return [f"sent {name}{': ' if name else ''}{text}" for name in sorted(found) for text in found[name]]


def outcomes(project, folder):
    path = project / "target/run_results.json"
    if not path.exists():
        return []
    found = []
    for each in json.loads(path.read_text())["results"]:
        failures = f" ({each['failures']} failures)" if each.get("failures") is not None else ""
        message = line_of(str(each.get("message") or ""), folder)
        found.append(f"{each['unique_id']}: {each['status']}{failures} {message}".rstrip())
    return sorted(found)


def logged(project):
    path = project / "logs/dbt.log"
    return [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")] if path.exists() else []


def said(events, folder):
    found = []
    for event in events:
        info, data = event["info"], event["data"]
        if info["name"] in SAID or info["level"] == "warn" and info["name"] not in NOT_SAID:
            message = data["msg"] if info["name"].startswith("JinjaLog") else info["msg"]
            found.append(f"said {info['name']}: {line_of(message, folder)}")
    parsed = [each for each in found if each.startswith("said Unsupported")]  # what is wrong with files comes in another order
    return sorted(parsed) + [each for each in found if each not in parsed]


def play(tool, weir, source, folder):
    """[(command, lines)] of one tool."""
    project = folder / "project"
    shutil.copytree(source, project)
    server = Sandbox(weir, folder, source)
    env = {key: value for key, value in os.environ.items() if not key.startswith("DBT_") and key != "CI_TAG"}
    env.update(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DBT_VERSION_CHECK="false", DBT_PARTIAL_PARSE="false", DBT_PROFILES_DIR=str(project), DBT_LOG_FORMAT_FILE="json",
               DBT_LOG_LEVEL_FILE="debug", DBT_USE_COLORS="false", DBT_USE_COLORS_FILE="false", SANDBOX_PORT=server.port)
    answers = []
    try:
        for line in (source / "steps").read_text().splitlines():
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("sql:"):
                server.execute(line[4:])
                server.changed()
            elif line.startswith("put:"):
                to, origin = line[4:].split()
                (project / to).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(project / origin, project / to)
            elif line.startswith("remove:"):
                (project / line[7:].strip()).unlink()
            elif line.startswith("env:"):
                name, value = line[4:].strip().split("=", 1)
                env[name] = value
            else:
                (project / "logs/dbt.log").unlink(missing_ok=True)
                (project / "target/run_results.json").unlink(missing_ok=True)
                server.sent()
                exit_code, text = tool(shlex.split(line), project, env)
                events = logged(project)
                lines = [f"exit {exit_code}"] + said(events, folder) + outcomes(project, folder)
                lines += by_node(server.sent(), events) + server.changed()
                answers.append((line, lines))
                if os.environ.get("SHOW_CONSOLE"):
                    print(line, text, sep="\n")
    finally:
        server.stop()
    return answers


def read(path):
    """{command number: {sign + text: [numbers]}} of a file that is kept."""
    found, at = {}, -1
    for line in path.read_text().splitlines() if path.exists() else []:
        tag, _, text = line.partition("\t")
        if tag == ">":
            at += 1
        elif tag[:1] in "+-" and tag:
            found.setdefault(at, {}).setdefault(tag[0] + text, []).append(tag[1:])
    return found


def merged(theirs, ours, earlier, rules):
    """The lines of both side by side, and those without a reason."""
    lines, unexplained = [], []
    for at, ((command, left), (_, right)) in enumerate(zip(theirs, ours)):
        lines.append(">\t" + command)
        for each in difflib.ndiff(left, right):
            sign, text = each[0], each[2:]
            if sign == " ":
                lines.append("\t" + text)
            elif sign in "+-":
                numbers = earlier.get(at, {}).get(sign + text) or []
                number = numbers.pop(0) if numbers else "?"
                if number == "?":
                    number = next((number for number, pattern in rules if pattern.search(sign + text)), "?")
                lines.append(f"{sign}{number}\t{text}")
                if number == "?":
                    unexplained.append((command, sign + text))
    return lines, unexplained


def rules(source):
    found = list(EXPLAINED)
    if (source / "known").exists():
        for line in (source / "known").read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                number, pattern = line.split("|", 1)
                found.append((number.strip(), re.compile(pattern.strip())))
    return found


def compare(words, source):
    kept = KEPT / (source.name.removeprefix("mz_") + ".txt")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        theirs = play(runs.forked, words.weir, source, pathlib.Path(one).resolve())
        ours = play(runs.program(words.weir), words.weir, source, pathlib.Path(other).resolve())
    lines, unexplained = merged(theirs, ours, read(kept), rules(source))
    text = "#\tdbt-materialize 1.9.11 and Weir, side by side; see conformance/materializations.py\n" + "\n".join(lines) + "\n"
    before = None
    for command, line in unexplained:
        if command != before:
            print(f"{source.name}: {command}")
        before = command
        print("    " + line[: words.width])
    changed = not kept.exists() or kept.read_text() != text
    if words.record:
        kept.write_text(text)
    elif changed:
        print(f"{source.name}: {kept.name} says otherwise")
    counted = sum(1 for line in lines if re.match(r"[+-]\d", line))
    print(f"{source.name}: {len(theirs)} commands, {len(lines)} lines, {counted} differ for a reason, {len(unexplained)} without", flush=True)
    return bool(unexplained) or changed and not words.record


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--weir", default=os.environ.get("WEIR_CONFORMANCE_CLI", str(HERE.parent / "weir")))
    words.add_argument("--record", action="store_true")
    words.add_argument("--width", type=int, default=400)
    words.add_argument("projects", nargs="*", type=pathlib.Path)
    words = words.parse_args()
    from dbt.cli.main import cli
    import dbt.adapters.materialize  # noqa: F401
    runs.REFERENCE = cli
    projects = [each.resolve() if (each / "steps").exists() else HERE / "projects" / ("mz_" + each.name) for each in words.projects]
    found = [compare(words, each) for each in projects or sorted((HERE / "projects").glob("mz_*"))]
    sys.exit(1 if any(found) else 0)


if __name__ == "__main__":
    main()
