#!/usr/bin/env python3
"""Compares what the reference and Weir make of projects: the manifest, field by field, compiled code, and answers of ls.

manifests.py [--reference PYTHON] [--weir WEIR] [--keep FOLDER] [--record] [PROJECT…]

A PROJECT is a folder with a dbt_project.yml; it is copied, never changed. Without any it is those below conformance/projects and
examples. PYTHON is that of an environment with dbt-core and dbt-postgres (or $WEIR_REFERENCE_PYTHON), WEIR the program to compare.
Code is compiled where $WEIR_CONFORMANCE_DATABASE gives host:port:user:password:database of a PostgreSQL; nothing is run in it.
--keep keeps the reference's answers by the content of the project, so that it is asked once. --record writes those of
conformance/projects as golden files of the build.

Left out is what differs from one invocation to the next (ids, times) and where the copy lies. What is meant to differ stands in
MEANT with its number in COMPATIBILITY.md. Differences are printed by field with an example; the exit code is 1 when there are any.
"""
import argparse
import collections
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROJECTS = ROOT / "conformance/projects"
GOLDEN = ROOT / "cli/src/test/resources/golden/manifests"
ASKING = ROOT / "conformance/ask_reference.py"
LEFT_OUT = {"created_at", "generated_at", "invocation_id", "invocation_started_at", "user_id", "send_anonymous_usage_stats",
            "root_path", "project_id", "dbt_version", "run_started_at"}
# Macros of dbt and its adapters are written afresh: their text differs, their names must not. (4)
OWN_TEXT = {"macro_sql", "path", "original_file_path", "depends_on", "arguments", "description", "patch_path", "meta", "block_contents",
            "supported_languages"}
BUILT_IN = ("macro.dbt.", "macro.dbt_postgres.", "doc.dbt.")
# Number in COMPATIBILITY.md: the paths (joined by "/") where it shows.
MEANT = {
    120: [r"manifest/(exposures|disabled)/[^/]*/(config/)?tags(/\d+)?"],
    129: [r"manifest/nodes/analysis[^/]*/columns/[^/]*/(config|tags)(/.*)?"],
    91: [r"manifest/groups/[^/]*/config/(?!meta$).*"],
    92: [r"manifest/(unit_tests|disabled)/unit_test[^/]*(/0)?/checksum"],
    94: [r"manifest/functions/[^/]*/unrendered_config/.*", r"manifest/(functions|disabled|child_map|parent_map)/function\.funs\.off_fn"],
    93: [r"manifest/macros/macro\.dbt\.(\w+__)?(build_\w+|py_script_\w+|resolve_model_name|\w+_javascript|get_\w*aggregate\w*"
         r"|get_function_\w+)", r"manifest/docs/doc\.dbt\.__overview__/block_contents"],
}
# Macros of dbt that write SQL in other words than ours (98).
OWN_WORDS = re.compile(r"macro\.dbt\.(test_\w+|date_spine|generate_series|get_intervals_between)")
SKIPPED = ("target", "logs", ".user.yml", ".weir", "dbt_packages", "__pycache__")


def target():
    host, port, user, password, database = os.environ.get("WEIR_CONFORMANCE_DATABASE", "localhost:1:u:p:outside").split(":")
    return {"type": "postgres", "host": host, "port": int(port), "user": user, "password": password, "dbname": database,
            "schema": "manifests", "threads": 4}


def profile(project):
    name = re.search(r"^profile:\s*['\"]?([\w-]+)", (project / "dbt_project.yml").read_text(), re.M)
    outputs = "".join(f"    {each}: {json.dumps(target())}\n" for each in ("dev", "in_memory", "duckdb", "default", "prod"))
    return f"{name.group(1) if name else 'p'}:\n  target: dev\n  outputs:\n{outputs}"


def environment(project):
    env = {key: value for key, value in os.environ.items() if not key.startswith("DBT_")}
    env.update(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DBT_VERSION_CHECK="false", DBT_PROFILES_DIR=str(project.parent / "profiles"),
               DAGSTER_DBT_PYTEST_XDIST_DUCKDB_DBFILE_NAME="outside", SHOP_TARGET="server", SHOP_DATABASE="outside")
    return env


def run(tool, project, words, **more):
    return subprocess.run([tool, *words], cwd=project, env=environment(project), capture_output=True, text=True, **more)


def copied(source, folder):
    """The project in an empty folder, with the neighbours it has as packages, a profile, and its packages installed by `deps`."""
    text = "".join(each.read_text() for each in (source / "packages.yml", source / "dependencies.yml") if each.exists())
    neighbours = [(source / each).resolve() for each in re.findall(r"local:\s*['\"]?(\.\./[\w./-]+)", text)]
    neighbours = [each for each in neighbours if each.exists()]
    for each in [source, *neighbours]:
        shutil.copytree(each, folder / each.name, ignore=shutil.ignore_patterns(*SKIPPED))
    (folder / "profiles").mkdir()
    (folder / "profiles/profiles.yml").write_text(profile(source))
    return folder / source.name, bool(text)


def content(source):
    digest = hashlib.sha256(ASKING.read_bytes() + os.environ.get("WEIR_CONFORMANCE_DATABASE", "").encode())
    for file in sorted(source.rglob("*")):
        if file.is_file() and not any(part in SKIPPED for part in file.relative_to(source).parts):
            digest.update(str(file.relative_to(source)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:24]


def reference(python, source, keep):
    kept = keep / f"{source.name}-{content(source)}.json" if keep else None
    if kept and kept.exists():
        return json.loads(kept.read_text())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        project, packages = copied(source, folder)
        if packages:
            run(pathlib.Path(python).with_name("dbt"), project, ["deps"])
        asked = {"lists": [], "compile": "WEIR_CONFORMANCE_DATABASE" in os.environ}
        said = run(python, project, ["-W", "ignore", str(ASKING), str(folder / "answers.json")], input=json.dumps(asked))
        if not (folder / "answers.json").exists():
            return {"exit of parse": 2, "why": said.stdout[-1500:] + said.stderr[-1500:]}
        text = (folder / "answers.json").read_text().replace(str(folder), "<FOLDER>")
    if kept:
        keep.mkdir(parents=True, exist_ok=True)
        kept.write_text(text)
    return json.loads(text)


def calls(tool, project, lines):
    """Answers of our program to several lines of words, from one process: (exit code, lines said) of each.

    $WEIR_CLASSES: folders of classes that come before those of the built program."""
    app = pathlib.Path(tool).parent / "cli/target/app"
    classpath = ":".join(str(app / "lib" / jar) for jar in (app / "classpath").read_text().split())
    classpath = ":".join(filter(None, (os.environ.get("WEIR_CLASSES"), classpath)))
    java = [os.environ.get("JAVA_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64") + "/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-cp", classpath, str(ROOT / "conformance/Calls.java"), str(project)]
    asked = "".join(json.dumps(words) + "\n" for words in lines)
    said = subprocess.run(java, cwd=project, env=environment(project), capture_output=True, text=True, input=asked)
    out, rest = [], said.stdout.splitlines()
    while len(rest) > 1:
        count = int(rest[1])
        out.append((int(rest[0]), rest[2:2 + count]))
        rest = rest[2 + count:]
    if len(out) != len(lines):
        raise SystemExit(f"{project.name}: {len(out)} answers of {len(lines)}\n{said.stderr[-2000:]}")
    return out


def weir(tool, source, theirs):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        project, packages = copied(source, folder)
        if packages:
            run(tool, project, ["deps"])
        lists = [words for words, _ in theirs.get("ls", {}).values()]
        asked = [["--no-use-colors", "parse"], *(["--no-use-colors", "--quiet", "--no-write-json", "ls", *words] for words in lists)]
        (code, said), *listed = calls(tool, project, asked)
        found = {"exit of parse": code}
        if code == 0:
            manifest = project / "target/manifest.json"
            found["manifest"] = json.loads(manifest.read_text())
            found["ls"] = {}
            for words, (ended, lines) in zip(lists, listed):
                lines = [json.loads(line) if line.startswith("{") else line for line in lines]
                found["ls"][" ".join(words)] = [words, lines if ended == 0 else "error: " + "\n".join(map(str, lines))]
            if "compiled" in theirs:
                compiled = run(tool, project, ["--no-use-colors", "compile"])
                found["compile ends well"] = compiled.returncode == 0
                written = json.loads(manifest.read_text())["nodes"]
                found["compiled"] = {key: node.get("compiled_code") for key, node in written.items()}
                found["ctes"] = {key: sorted(each["id"] for each in node.get("extra_ctes") or []) for key, node in written.items()}
        else:
            found["why"] = "\n".join(said)[-3000:]
        return json.loads(json.dumps(found).replace(str(folder), "<FOLDER>"))


def meant(path, counted):
    text = "/".join(path)
    for number, places in MEANT.items():
        if any(re.fullmatch(place, text) for place in places):
            counted[number] += 1
            return True
    return False


def unordered(path):
    """Lists whose order in the reference is that of the file system (86) or of hashes (16, 119)."""
    return (path[:2] == ["manifest", "group_map"] or path[-1] == "primary_key" or "columns" in path and path[-1] == "tags"
            or path[:2] == ["manifest", "nodes"] and path[-1] in ("sources", "nodes"))


def walk(path, left, right, out):
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(set(left) | set(right), key=str):
            if key in LEFT_OUT or path and path[-1].startswith(BUILT_IN) and key in OWN_TEXT:
                continue
            if key not in left and path == ["manifest", "macros"] and key.startswith(BUILT_IN):
                continue  # pieces of ours (4)
            if key not in left or key not in right:
                out.append((path + [key], left.get(key, "(nothing)"), right.get(key, "(nothing)")))
            else:
                walk(path + [key], left[key], right[key], out)
    elif isinstance(left, list) and isinstance(right, list) and unordered(path):
        if sorted(left) != sorted(right):
            out.append((path, left, right))
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for at, (one, other) in enumerate(zip(left, right)):
            walk(path + [str(at)], one, other, out)
    elif path[:1] == ["compiled"] and isinstance(left, str) and isinstance(right, str):
        if left.split() != right.split():
            out.append((path, left, right))
    elif left != right or type(left) is not type(right):
        out.append((path, left, right))


def own_words(manifest):
    """The nodes whose code is written by macros of dbt."""
    return {key for key, node in manifest.get("nodes", {}).items()
            if any(OWN_WORDS.fullmatch(each) for each in node["depends_on"]["macros"])}


def field(path):
    """manifest.nodes.model.shop.orders.config.tags -> manifest.nodes.model.config.tags"""
    return ".".join(re.sub(r"^(\w+)\.[\w.-]+$", r"\1", each) if at and "." in each else ("*" if each.isdigit() else each)
                    for at, each in enumerate(path))


def trimmed(value):
    """What the build compares: nothing that changes, nothing of built-in macros but their names."""
    if isinstance(value, dict):
        return {key: trimmed(each) for key, each in value.items() if key not in LEFT_OUT}
    return [trimmed(each) for each in value] if isinstance(value, list) else value


def telling(lists):
    """Answers of ls without those that say nothing or what another one said."""
    seen = set()
    for words, lines in lists:
        text = json.dumps(lines)
        if lines and text not in seen:
            seen.add(text)
            yield [words, lines]


def record(python, projects, keep):
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for project in projects:
        answers = reference(python, project, keep)
        if answers["exit of parse"]:
            print(project.name, "fails in the reference:", answers["why"])
            continue
        kept = {"recorded with": answers["manifest"]["metadata"]["dbt_version"], "target": {**target(), "port": 1, "password": "-"}}
        manifest = trimmed(answers["manifest"])
        for section in ("macros", "docs"):
            manifest[section] = {key: each for key, each in manifest[section].items() if not key.startswith(BUILT_IN)}
        kept.update(manifest=manifest, ls=list(telling(answers["ls"].values())))
        (GOLDEN / f"{project.name}.json").write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).replace("},\"", "},\n\"") + "\n")
        print("recorded", project.name, len(kept["ls"]), "lists")


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--reference", default=os.environ.get("WEIR_REFERENCE_PYTHON", "python3"))
    words.add_argument("--weir", default=str(ROOT / "weir"))
    words.add_argument("--keep", type=pathlib.Path)
    words.add_argument("--record", action="store_true")
    words.add_argument("--examples", type=int, default=1)
    words.add_argument("projects", nargs="*", type=pathlib.Path)
    words = words.parse_args()
    own = sorted(each.parent for each in PROJECTS.glob("*/dbt_project.yml") if not each.parent.name.startswith("run_"))
    projects = [each.resolve() for each in words.projects] or own
    if words.record:
        record(words.reference, projects, words.keep)
        return
    if not words.projects:
        projects += sorted(each.parent for each in (ROOT / "examples").glob("*/dbt_project.yml"))
    totals, counted, same = collections.Counter(), collections.Counter(), 0
    for project in projects:
        theirs = reference(words.reference, project, words.keep)
        ours = weir(words.weir, project, theirs)
        why_theirs, why = theirs.pop("why", None), ours.pop("why", None)
        differences = []
        walk([], theirs, ours, differences)
        for section in ("compiled", "ctes") if theirs.get("compile ends well") is False else ():
            differences = [each for each in differences if each[0][0] != section]  # the reference stopped somewhere
        written = own_words(theirs.get("manifest", {}))
        kept = [each for each in differences if not (each[0][0] == "compiled" and each[0][1] in written)]
        counted[98] += len(differences) - len(kept)
        differences = [each for each in kept if not meant(each[0], counted)]
        fields = collections.defaultdict(list)
        for path, left, right in differences:
            fields[field(path)].append((path, left, right))
        nodes, lists = len(theirs.get("manifest", {}).get("nodes", {})), len(theirs.get("ls", {}))
        state = "same" if not fields else f"{len(differences)} differences"
        if theirs["exit of parse"]:
            state += f", fails in the reference: {why_theirs.strip()[:300]!r}"
        print(f"{project.name}: {nodes} nodes, {lists} lists, {state}", flush=True)
        same += not fields
        if (why or why_theirs) and theirs["exit of parse"] != ours["exit of parse"]:
            print("  reference", why_theirs, "\n  weir", why)
        for name, found in sorted(fields.items()):
            totals[name] += len(found)
            print(f"  {name} ({len(found)})")
            for path, left, right in found[:words.examples]:
                print(f"    {'/'.join(path)}\n      reference {json.dumps(left)[:400]}\n      weir      {json.dumps(right)[:400]}")
    for name, count in totals.most_common():
        print(count, name)
    print(f"{same} of {len(projects)} projects the same; meant to differ: " + (", ".join(f"{count} by number {number}" for number, count in sorted(counted.items())) or "nothing"))
    sys.exit(1 if totals else 0)


if __name__ == "__main__":
    main()
