#!/usr/bin/env python3
"""Runs feature projects with the reference and with Weir, in two schemas of one database, and compares what came of it.

runs.py [--reference DBT] --weir WEIR [--cache FOLDER] [--show N] [PROJECT…]   a PROJECT is a folder of conformance/projects

A project holds a file `steps`, a line each: a command line of both tools; `sql: …` for the database (`{schema}` is the schema of
the target); `put: TO FROM` and `remove: FILE` for the project's files; `env: NAME=VALUE`. After every command are compared: the
exit code, what stands in the database (relations, columns, rows, definitions, comments, privileges, indexes, constraints,
functions), run_results.json, sources.json, catalog.json, the lines of the console, events, and the statements sent for each node. Numbers in
COMPATIBILITY.md that explain a difference stand in EXPLAINED, and in the file `known` of a project, lines of NUMBER | COMMAND |
NAMES: what is told of resources with these names, what is counted and the console differ after that command; without a name
everything but the exit code does, with the word everything that does, too. What else differs is printed, and makes the exit code 1.

Needs a Python with psycopg2 (the reference's) and a PostgreSQL: RUNS_DSN, or host=localhost user=weir password=weir dbname=weir.
"""
import argparse
import collections
import datetime
import difflib
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import psycopg2

HERE = pathlib.Path(__file__).resolve().parent
DSN = dict(word.split("=", 1) for word in os.environ.get("RUNS_DSN", "host=localhost port=5432 user=weir password=weir dbname=weir").split())

# Statements that only look at the catalog, or keep house: how many there are is not compared (11).
HOUSEKEEPING = re.compile(r"^(begin$|commit$|rollback$|close$|set |select nspname|select distinct nspname|select count\(\*\)from pg_namespace"
                          r"|.*\b(pg_tables|pg_depend|pg_class|pg_index|pg_namespace|information_schema)\b"
                          r"|.*__dbt_sbq where false limit 0$|create schema if not exists|select current_role|select version|show )", re.S)
# Lines of the console that say how, not what: (number in COMPATIBILITY.md, pattern).
EXPLAINED = [
    ("1", re.compile(r"^Running with dbt=|^Registered adapter|adapter version")),
    ("4", re.compile(r"^Found \d|Building catalog|^Completed building catalog|^Error uploading artifacts")),
    ("7", re.compile(r"^Unable to do partial parsing|^Performance info|saved model parse|partial parsing")),
    ("97", re.compile(r"^Parsing Error( in model .*)?$")),
    ("101", re.compile(r"Error: Invalid value for '--sample'|^\s*Unable to load SAMPLE")),
    ("2", re.compile(r"^Usage Error$")),
]
# What Weir adds below a message (2).
OURS = re.compile(r"^\s*(= (hint|detail)|--> |error\[|warning\[|\d* \| |> called by macro .*:\d+:\d+\))")
LEVELS = ("info", "warn", "error")
# Events at debug level that are worth comparing.
DEBUG_EVENTS = {"MicrobatchExecutionDebug", "HooksRunning", "HookFinished", "FinishedRunningStats"}
NOT_COMPARED = {"MainReportVersion", "FoundStats", "Formatting", "PerformanceInfo", "UnableToPartialParse", "MainEncounteredError", "MainStackTrace",
                "ArtifactUploadError", "ParsePerfInfoPath"}
# To be raised when what is kept of an answer changes.
FORM = 3
REFERENCE = None
# Tests whose SQL is in words of our own (98).
OWN_WORDS = re.compile(r"^test\..*(accepted_|relationships_)")
LEFT_OUT = {"execution_time", "execution", "elapsed", "node_started_at", "node_finished_at", "started_at", "completed_at", "log_version",
            "version", "ts", "index", "total", "num_models", "thread_id", "node_checksum", "node_count", "diagnostic", "exc_info", "conn_name"}


class Words:
    """Takes out of a text what differs from one run to the next."""

    def __init__(self, schema, folder):
        self.schema, self.folder = schema, str(folder)

    def plain(self, text):
        text = text.replace(self.folder, "<FOLDER>").replace(self.schema, "<SCHEMA>")
        text = re.sub(r"\x1b\[[0-9;]*m", "", text)
        text = re.sub(r"__dbt_tmp\d{6,}", "__dbt_tmp<N>", text)
        text = re.sub(r"%s-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?" % datetime.date.today().year, "<NOW>", text)
        text = re.sub(r"\bin \d+\.\d+s|\(\d+\.\d+s\)|\d+ hours \d+ minutes and \d+\.\d+ seconds|\d+\.\d+ seconds", "<TIME>", text)
        return text

    def deep(self, value):
        if isinstance(value, dict):
            return {self.plain(str(key)): self.deep(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.deep(each) for each in value]
        return self.plain(value) if isinstance(value, str) else value


def squeezed(sql):
    """A statement without comments, and with blanks only where they part words."""
    sql = re.sub(r"/\*.*?\*/", " ", sql, flags=re.S)
    sql = re.sub(r"--[^\n]*", " ", sql)
    sql = re.sub(r"\s+", " ", sql.strip().rstrip(";").strip()).lower()
    sql = re.sub(r" ?([(),;=<>|+*/:\[\]-]) ?", r"\1", sql)
    sql = re.sub(r"(__dbt_tmp(_\d{4,8}(t\d\d)?)?)\d{12}", r"\1<N>", sql)
    return re.sub(r'"[0-9a-f]{32}"', '"<MD5>"', sql)


def state(cursor, words):
    """What stands in the schema of the target and in those whose name starts with it."""
    found = {}
    cursor.execute("select oid, nspname from pg_namespace where nspname like %s order by 2", (words.schema.replace("_", "\\_") + "%",))
    for schema_id, schema in cursor.fetchall():
        cursor.execute("""
            select c.oid, relname, relkind::text, relpersistence::text, obj_description(c.oid, 'pg_class'),
              (select array_agg(x order by x) from unnest(relacl::text[]) x)
            from pg_class c where relnamespace = %s and relkind in ('r', 'v', 'm', 'p', 'S') order by relname""", (schema_id,))
        for oid, name, kind, persistence, comment, privileges in cursor.fetchall():
            cursor.execute("""
                select attname || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end
                  || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') || coalesce(' -- ' || col_description(attrelid, attnum), '')
                from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
                where attrelid = %s and attnum > 0 and not attisdropped order by attnum""", (oid,))
            columns = [each[0] for each in cursor.fetchall()]
            shown = {"kind": kind + persistence, "columns": columns, "comment": comment, "privileges": privileges}
            if kind in ("v", "m"):
                cursor.execute("select pg_get_viewdef(%s::oid)", (oid,))
                shown["definition"] = cursor.fetchone()[0]
            cursor.execute("select regexp_replace(pg_get_indexdef(indexrelid), 'INDEX \\S+ ON', 'INDEX ON') from pg_index"
                           " where indrelid = %s order by 1", (oid,))
            shown["indexes"] = [each[0] for each in cursor.fetchall()]
            cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conrelid = %s order by 1", (oid,))
            shown["constraints"] = [each[0] for each in cursor.fetchall()]
            try:
                cursor.execute('select t::text from "%s"."%s" t limit 1000' % (schema, name))
                rows = [words.plain(str(each[0])) for each in cursor.fetchall()]
            except psycopg2.Error as failure:
                rows = [str(failure)]
            shown["rows"] = sorted(re.sub(r"\b[0-9a-f]{32}\b", "<MD5>", each) if "<NOW>" in each else each for each in rows)
            found[schema + "." + name] = shown
        cursor.execute("select proname, pg_get_functiondef(oid) from pg_proc where pronamespace = %s order by 1, 2", (schema_id,))
        for name, definition in cursor.fetchall():
            found[schema + "." + name + "()"] = squeezed(definition)
    return words.deep(found)


def results(path, words):
    if not path.exists():
        return None
    tree = json.loads(path.read_text())
    found = {}
    for each in tree.get("results", []):
        shown = {key: value for key, value in each.items() if key not in ("timing", "thread_id", "execution_time", "compiled_code", "compiled")}
        shown["timing"] = [one["name"] for one in each.get("timing", [])]
        if each.get("compiled_code"):
            shown["compiled_code"] = squeezed(each["compiled_code"])
        if isinstance(shown.get("adapter_response"), dict):
            shown["adapter_response"] = {key: value for key, value in shown["adapter_response"].items() if key != "query_id"}
        if "max_loaded_at_time_ago_in_s" in shown:
            shown["max_loaded_at_time_ago_in_s"] = "<TIME>"
        found[words.plain(str(each["unique_id"]))] = shown
    args = tree.get("args", {}).get("which")
    return words.deep({"which": args, **found})


def catalog(path, words):
    """The catalog without when it was made; nothing where a command wrote none."""
    if not path.exists():
        return None
    tree = json.loads(path.read_text())
    return words.deep({key: tree.get(key) for key in ("nodes", "sources", "errors")})


def events(path, words):
    """Events as they were said, and statements by connection."""
    said, statements = [], collections.defaultdict(list)
    if not path.exists():
        return said, {}
    for line in path.read_text().splitlines():
        if not line.startswith("{"):
            continue
        event = json.loads(line)
        info, data = event["info"], event["data"]
        if info["name"] == "SQLQuery":
            statements[words.plain(data["conn_name"])].append(words.plain(data["sql"]))
        elif info["level"] in LEVELS or info["name"] in DEBUG_EVENTS:
            said.append({"name": info["name"], "code": info["code"], "level": info["level"], "data": words.deep(data)})
    return said, dict(statements)


def leaves(value, path=""):
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in LEFT_OUT:
                yield from leaves(each, f"{path}.{key}" if path else key)
        if not value:
            yield path, value
    else:
        yield path, value


def comparable(answer):
    """An answer without what differs by a number."""
    shown = dict(answer)
    shown["console"] = console(answer["console"])
    facts = []
    for event in answer["events"]:
        if event["name"] == "PrintEvent" and str(event["data"].get("msg")).startswith("| "):  # 132
            continue
        if event["name"] in NOT_COMPARED or str(event["data"].get("msg")).startswith("Waiting for microbatch"):  # 97
            continue
        data = event["data"]
        node = (data.get("node_info") or {}).get("unique_id", "") if isinstance(data, dict) else ""
        head = f"{event['name']} {event['code']} {event['level']} {node}"
        facts.append(head)
        for path, value in leaves(data):
            if not path.startswith("node_info.node_relation") or path.endswith("relation_name"):
                facts.append(f"{head} {path}: " + loose(str(value)))
    shown["events"] = sorted(facts)
    statements = {}
    for name, sent in answer["statements"].items():
        kept = [re.sub(r"[()]+", " ", each).strip() for each in map(squeezed, sent) if not HOUSEKEEPING.match(each)]
        if name.startswith("snapshot."):
            kept = [in_our_words(each) for each in kept]
        if kept and not OWN_WORDS.match(name):  # 98
            statements[name] = [each.replace('"', "") for each in kept]
    shown["statements"] = statements
    shown["results"] = loosened(answer["results"])
    shown["sources"] = {name: each for name, each in (answer["sources"] or {}).items()
                        if not (isinstance(each, dict) and each.get("status") == "runtime error")} or None  # 113
    for name, each in (shown["results"] or {}).items():
        if isinstance(each, dict) and "compiled_code" in each:
            each["compiled_code"] = squeezed(each["compiled_code"])
        if OWN_WORDS.match(name):
            each.pop("compiled_code", None)
    catalog = answer["catalog"] or {}
    shown["catalog"] = {**catalog.get("nodes", {}), **catalog.get("sources", {}), "errors": catalog.get("errors")}
    shown["state"] = {name: each for name, each in answer["state"].items() if not re.search(r"__audit\.relationships_", name)}  # 98
    return shown


def in_our_words(sql):
    """What the reference says otherwise when it takes a snapshot (98)."""
    name = r"((?:snapshotted|source)_data\.[^.]+?)"
    sql = re.sub(name + r" is null and not " + name + r" is null or not \1 is null and \2 is null", r"\1 is null != \2 is null", sql)
    sql = re.sub(r"(snapshotted_data\.dbt_unique_key(_\d+)?) as dbt_unique_key(_\d+)?", r"\1", sql)
    sql = re.sub(r"snapshotted_data\.\w+ as (dbt_unique_key_\d+)", r"snapshotted_data.\1", sql)
    sql = re.sub(r"cast snapshotted_data\.(\w+) as varchar", r"cast \1 as varchar", sql)
    return re.sub(r"(='true' and (snapshotted_data\.\w+)=\S+(?: '[^']*','[^']*')?) or \2 is null", r"\1", sql)


def loose(text):
    """A text without the blanks that macros write, where they stand, and the column at which the server points (4)."""
    text = re.sub(r"\(macros/[\w/.-]+(:\d+:\d+)?\)", "(<MACRO>)", text)
    text = text.replace("/./", "/").replace("'weir ", "'dbt ").replace("Usage: weir ", "Usage: dbt ")
    text = re.sub(r"LINE \d+:.*", "LINE", text)
    text = re.sub(r"(Exception on worker thread. Database Error) in model .*", r"\1", text)  # 88
    return "\n".join(line for line in (" ".join(each.split()) for each in text.splitlines()) if line not in ("", "^"))


def loosened(value):
    if isinstance(value, dict):
        return {key: loosened(each) for key, each in value.items()}
    if isinstance(value, list):
        return [loosened(each) for each in value]
    return loose(value) if isinstance(value, str) else value


def console(text):
    lines = []
    text = re.sub(r"Traceback \(most recent call last\):\n(\s+.*\n)*[\w.]+: .*\n", "", text)  # 97
    text = "\n".join(line for line in text.splitlines() if not OURS.search(line))
    text = re.sub(r"^(\S+ +\[WARNING\].*(?:\n(?!\d\d:\d\d:\d\d).*)*)", lambda found: " ".join(found[1].split()), text, flags=re.M)
    for line in text.splitlines():
        line = re.sub(r"^\d\d:\d\d:\d\d\s{0,2}", "", line)
        if "resource_tracker" in line:
            continue
        if any(pattern.search(line) for _, pattern in EXPLAINED):
            continue
        line = loose(re.sub(r"[ .]+\[", " [", re.sub(r"^\d+ of \d+ ", "N of M ", line)))
        if line:
            lines.append(line)
    return sorted(lines)


def profile(schema):
    return json.dumps({"runs": {"target": "dev", "outputs": {name: {
        "type": "postgres", "host": DSN["host"], "port": int(DSN.get("port", 5432)), "user": DSN["user"], "password": DSN["password"],
        "dbname": DSN["dbname"], "schema": schema + suffix, "threads": 1} for name, suffix in (("dev", ""), ("other", "_other"))}}})


def program(path):
    """A tool that is a program."""
    def run(words, folder, env):
        done = subprocess.run([path, *words], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        return done.returncode, done.stdout + done.stderr
    return run


def forked(words, folder, env):
    """The reference in a fork of this process, which imported it once: a second less for each command."""
    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if child == 0:
            try:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                os.chdir(folder)
                os.environ.clear()
                os.environ.update(env)
                sys.argv = ["dbt", *words]
                REFERENCE(words, prog_name="dbt")
            except SystemExit as ended:
                sys.stdout.flush()
                os._exit(ended.code if isinstance(ended.code, int) else 1)
            finally:
                sys.stdout.flush()
                os._exit(2)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read()


def play(tool, source, schema, folder):
    """The answers of one tool, a map for each command among the steps."""
    project = folder / "project"
    shutil.copytree(source, project)
    (folder / "profiles.yml").write_text(profile(schema))
    words = Words(schema, folder)
    env = {key: value for key, value in os.environ.items() if not key.startswith("DBT_")}
    env.update(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DBT_VERSION_CHECK="false", DBT_PROFILES_DIR=str(folder), DBT_LOG_FORMAT_FILE="json",
               DBT_LOG_LEVEL_FILE="debug", DBT_USE_COLORS="false", DBT_USE_COLORS_FILE="false")
    connection = psycopg2.connect(**{("dbname" if key == "dbname" else key): value for key, value in DSN.items()})
    connection.autocommit = True
    cursor = connection.cursor()
    drop(cursor, schema)
    cursor.execute('create schema "%s"' % schema)
    answers = []
    for line in (source / "steps").read_text().splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("sql:"):
            cursor.execute(line[4:].replace("{schema}", schema))
        elif line.startswith("put:"):
            to, origin = line[4:].split()
            (project / to).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(project / origin, project / to)
        elif line.startswith("remove:"):
            path = project / line[7:].strip()
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif line.startswith("env:"):
            name, value = line[4:].strip().split("=", 1)
            env[name] = value
        else:
            (project / "logs/dbt.log").unlink(missing_ok=True)
            for name in ("run_results.json", "sources.json", "catalog.json"):
                if not line.startswith("retry"):
                    (project / "target" / name).unlink(missing_ok=True)
            exit_code, text = tool(shlex.split(line.replace("{schema}", schema)), project, env)
            said, statements = events(project / "logs/dbt.log", words)
            answers.append({
                "command": line, "exit code": exit_code, "console": words.plain(text), "events": said,
                "statements": statements, "state": state(cursor, words), "results": results(project / "target/run_results.json", words),
                "sources": results(project / "target/sources.json", words), "catalog": catalog(project / "target/catalog.json", words)})
    drop(cursor, schema)
    connection.close()
    return json.loads(json.dumps(answers))


def drop(cursor, schema):
    cursor.execute("select nspname from pg_namespace where nspname like %s", (schema.replace("_", "\\_") + "%",))
    for (each,) in cursor.fetchall():
        cursor.execute('drop schema "%s" cascade' % each)


def remembered(tool, source, schema, folder, cache):
    """As play, but what the reference did for the same files is kept."""
    if cache is None:
        return play(tool, source, schema, folder)
    digest = hashlib.sha256(str(FORM).encode())
    for each in sorted(source.rglob("*")):
        if each.is_file() and each.name != "known":
            digest.update(str(each.relative_to(source)).encode() + each.read_bytes())
    kept = cache / (source.name + "-" + digest.hexdigest()[:16] + ".json")
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(play(tool, source, schema, folder)))
    return json.loads(kept.read_text())


def differences(theirs, ours, path, out):
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted(set(theirs) | set(ours)):
            if key in theirs and key in ours:
                differences(theirs[key], ours[key], path + [key], out)
            else:
                out.append((path + [key], [f"- {theirs[key]}"] if key in theirs else [f"+ {ours[key]}"]))
    elif theirs != ours:
        left = theirs if isinstance(theirs, list) else str(theirs).splitlines()
        right = ours if isinstance(ours, list) else str(ours).splitlines()
        lines = [each for each in difflib.ndiff([str(each) for each in left], [str(each) for each in right]) if each[0] in "+-"]
        if len(lines) == 2 and lines[0][0] == "-" and len(lines[0]) > 200 < len(lines[1]):
            lines = parts(lines[0][2:], lines[1][2:])
        out.append((path, lines or [f"- {theirs}", f"+ {ours}"]))


def parts(theirs, ours):
    """What differs in two long lines, with a few words around it."""
    left, right = re.split(r"(?<=[ ,;])", theirs), re.split(r"(?<=[ ,;])", ours)
    found = []
    for group in difflib.SequenceMatcher(None, left, right, autojunk=False).get_grouped_opcodes(4):
        found.append("- …" + "".join(left[group[0][1]:group[-1][2]]) + "…")
        found.append("+ …" + "".join(right[group[0][3]:group[-1][4]]) + "…")
    return found


# Counts of what the nodes of a command came to.
COUNTS = re.compile(r"^(StatsLine|EndOfRunSummary|FinishedRunningStats|ConcurrencyLine|LogSkipBecauseError) ")


def known(source):
    """What a project's file `known` says: names by command."""
    found = {}
    if (source / "known").exists():
        for line in (source / "known").read_text().splitlines():
            if line.strip() and not line.startswith("#"):
                _, command, names = (each.strip() for each in line.split("|"))
                found.setdefault(command, []).extend(names.split() or ["*"])
    return found


def without(answer, names):
    """A comparable answer without what is told of resources with these names."""
    if "everything" in names:
        return {}
    if "*" in names:
        return {"exit code": answer["exit code"]}
    named = re.compile("|".join(r"(?<![\w])" + re.escape(each) + r"(?![\w])" for each in names))
    left = {key: {name: each for name, each in (value or {}).items() if not named.search(name)} if isinstance(value, dict) else value
            for key, value in answer.items() if key not in ("console", "exit code")}
    left["events"] = [each for each in answer["events"] if not named.search(each) and not COUNTS.match(each)]
    return left


def said_again(earlier, theirs, ours):
    """Takes out of our answer what the reference said when it parsed a file, and does not say again (7, 115)."""
    logged = {each.partition(" msg: ")[2] for each in ours["events"] if each.startswith("JinjaLogInfo ")}
    for key in ("events", "console"):
        def again(line):
            if key == "events":
                return re.match(r"JinjaLogInfo |\S+ \S+ warn ", line)
            return line.startswith("[WARNING]") or line in logged
        left, kept = collections.Counter(theirs[key]), []
        for each in ours[key]:
            if left[each] or each not in earlier or not again(each):
                kept.append(each)
            left[each] -= 1 if left[each] else 0
        ours[key] = kept
        earlier.update(theirs[key])


def compare(words, source):
    name = source.name.removeprefix("run_")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        reference = forked if words.reference is None else program(words.reference)
        theirs = remembered(reference, source, "runs_a_" + name, pathlib.Path(one).resolve(), words.cache)
        kept = words.cache / (source.name + "-weir.json") if words.cache else None
        if words.kept and kept and kept.exists():
            ours = json.loads(kept.read_text())
        else:
            ours = play(program(words.weir), source, "runs_b_" + name, pathlib.Path(other).resolve())
            if kept:
                kept.write_text(json.dumps(ours))
    found = 0
    explained, earlier = known(source), set()
    for left, right in zip(theirs, ours):
        out = []
        here, there = comparable(left), comparable(right)
        said_again(earlier, here, there)
        names = explained.get(left["command"])
        if names:
            here, there = without(here, names), without(there, names)
        differences(here, there, [], out)
        if out:
            found += len(out)
            print(f"{source.name}: {left['command']}")
        for path, lines in out:
            print("  " + " / ".join(path))
            for line in lines[:words.show]:
                print("    " + line[:words.width])
    print(f"{source.name}: {len(theirs)} commands, " + (f"{found} differences" if found else "same"), flush=True)
    return found


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--reference", help="the program; without it the dbt that this Python imports")
    words.add_argument("--weir", default=os.environ.get("WEIR_CONFORMANCE_CLI", str(HERE.parent / "weir")))
    words.add_argument("--cache", type=pathlib.Path)
    words.add_argument("--kept", action="store_true", help="compare what the cache holds of Weir, too")
    words.add_argument("--show", type=int, default=12, help="lines shown of a difference")
    words.add_argument("--width", type=int, default=600, help="width of a line shown")
    words.add_argument("projects", nargs="*", type=pathlib.Path)
    words = words.parse_args()
    if words.reference is None:
        global REFERENCE
        from dbt.cli.main import cli as REFERENCE
        import dbt.adapters.postgres  # noqa: F401
    projects = [each.resolve() if (each / "steps").exists() else HERE / "projects" / ("run_" + each.name) for each in words.projects]
    found = sum(compare(words, each) for each in projects or sorted((HERE / "projects").glob("run_*")))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
