#!/usr/bin/env python3
"""Records what the functions dbt gives to a model yield: each template of golden/context/templates.txt is a model and is compiled.

Run it with the Python that has dbt-core and dbt-postgres. Writes core/src/test/resources/golden/context/answers.json: for each
template the compiled text or the error, and what was said meanwhile. A line of the file is a template, with \\n for a line end.
Usage: context.py [template …]: those anew, else those without an answer.
"""
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
os.environ["GREETING"] = "hello"
os.environ["DBT_ENV_SECRET_KEY"] = "s3cret"
os.environ["DBT_ENV_CUSTOM_ENV_TEAM"] = "blue"
from dbt.cli.main import dbtRunner  # noqa: E402

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/context"
SAID = {"PrintEvent", "JinjaLogInfo", "JinjaLogWarning", "WarnOn"}


def answer(template, project):
    (project / "models/probe.sql").write_text(template)
    said = []

    def hear(event):
        if event.info.name in SAID:
            said.append(event.info.msg)

    words = ["--quiet", "compile", "--select", "probe", "--no-introspect", "--no-populate-cache"]
    result = dbtRunner(callbacks=[hear]).invoke(words)
    found = {}
    if result.exception is not None:
        found["error"] = str(result.exception)
    elif result.result is None:  # dbt ended without a word
        found["error"] = ""
    else:
        node = result.result.results[0]
        if str(node.status) == "error":
            found["error"] = node.message
        else:
            found["compiled"] = node.node.compiled_code
    if said:
        found["said"] = said
    text = json.dumps(found).replace(str(project), "<PROJECT>")
    return json.loads(re.sub(r"Thread-\d+", "Thread-N", text))


def main():
    file = GOLDEN / "answers.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    templates = [line for line in (GOLDEN / "templates.txt").read_text().splitlines() if line]
    wanted = sys.argv[1:] or [each for each in templates if each not in kept]
    real, sys.stdout = sys.stdout, open(os.devnull, "w")
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder).resolve() / "probes"
        shutil.copytree(GOLDEN / "project", project)
        os.environ["DBT_PROFILES_DIR"] = str(project)
        os.chdir(project)
        for line in wanted:
            kept[line] = answer(line.replace("\\n", "\n"), project)
            kept = {each: kept[each] for each in templates if each in kept}
            file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    print(len(wanted), "recorded,", len(kept), "in all", file=real)


main()
