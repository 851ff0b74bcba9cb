#!/usr/bin/env python3
"""Records what the reference makes of the projects in semantic_cases.py.

Run it with the Python that has dbt-core: each project is parsed by a fork of this process, which is quick.
Writes core/src/test/resources/golden/semantic/answers.json: for each case its files (but those of the sound project that it
shares), what was said (warnings and errors), and where parsing succeeded the parts of manifest.json that
describe semantic models, metrics, saved queries and what depends on them, and the semantic manifest.
Usage: semantic.py [case ...]
"""
import json
import os
import pathlib
import re
import sys
import tempfile

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
for name in [name for name in os.environ if name.startswith("DBT_") and name != "DBT_SEND_ANONYMOUS_USAGE_STATS"]:
    del os.environ[name]
from dbt.cli.main import dbtRunner  # noqa: E402
import dbt.adapters.postgres  # noqa: E402, F401

from semantic_cases import CASES, SOUND  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = ROOT / "core/src/test/resources/golden/semantic"
# traces, and what is counted
LEFT_OUT = {"MainEncounteredError", "MainStackTrace", "DeprecationsSummary"}
FILE = r"FilePath\(searched_path='([^']*)', relative_path='([^']*)', modification_time=[\d.]+, project_root='[^']*'\)"
SECTIONS = ["metrics", "semantic_models", "saved_queries", "exposures"]


def trimmed(value):
    if isinstance(value, dict):
        return {k: trimmed(v) for k, v in value.items() if k != "created_at"}
    if isinstance(value, list):
        return [trimmed(item) for item in value]
    return value


def described(project):
    file = project / "target/manifest.json"
    if not file.exists():
        return {}
    manifest = json.loads(file.read_text())
    kept = {name: trimmed(manifest[name]) for name in SECTIONS}
    kept["spines"] = {k: node["time_spine"] for k, node in manifest["nodes"].items() if node.get("time_spine")}
    kept["disabled"] = trimmed(manifest["disabled"])
    kept["parent_map"] = manifest["parent_map"]
    kept["child_map"] = manifest["child_map"]
    kept["group_map"] = manifest["group_map"]
    kept["node_metrics"] = {k: node["metrics"] for k, node in manifest["nodes"].items() if node.get("metrics")}
    semantic = project / "target/semantic_manifest.json"
    return {"manifest": kept, "semantic_manifest": json.loads(semantic.read_text()) if semantic.exists() else None}


def parse(project):
    said = []

    def hear(event):
        if event.info.level in ("warn", "error") and event.info.name not in LEFT_OUT:
            text = re.sub("\x1b\\[[0-9;]*m", "", event.info.msg).split("\nTraceback:\n")[0]
            said.append({"event": event.info.name, "code": event.info.code, "level": str(event.info.level), "text": text})

    result = dbtRunner(callbacks=[hear]).invoke(["--quiet", "--show-all-deprecations", "parse", "--no-partial-parse"])
    answer = {"said": said}
    if result.exception is not None:
        answer["error"] = re.sub(FILE, r"\1/\2", str(result.exception))
        answer["type"] = type(result.exception).__name__
        return answer
    return {**answer, **described(project)}


def in_fork(project):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.chdir(project)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            text = json.dumps(parse(project))
        except BaseException as failed:  # the program's own mistake
            text = json.dumps({"crash": repr(failed)})
        with os.fdopen(writing, "w") as out:
            out.write(text)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text.replace(str(project), "<PROJECT>"))


def ask(files):
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "project"
        for name, text in files.items():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_text(text)
        return in_fork(project)


def main():
    wanted = sys.argv[1:]
    file = KEPT / "answers.json"
    KEPT.mkdir(parents=True, exist_ok=True)
    old = {each["name"]: each for each in json.loads(file.read_text())["answers"]} if wanted else {}
    answers = []
    for name, files in CASES.items():
        if wanted and name not in wanted:
            answers.append(old[name])
            continue
        differ = {path: text for path, text in files.items() if SOUND.get(path) != text}
        without = [path for path in SOUND if path not in files]
        answers.append({"name": name, "files": differ, "without": without, **ask(files)})
        print(name, flush=True)
    lines = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers)
    file.write_text('{"sound": ' + json.dumps(SOUND, ensure_ascii=False) + ',\n"answers": [\n' + lines + "\n]}\n")
    print(len(answers), "answers,", sum("error" in answer for answer in answers), "errors")


main()
