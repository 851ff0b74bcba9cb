#!/usr/bin/env python3
"""Records what the reference's `ls` answers to the command lines of selection_cases.py.

Run it with the Python that has dbt-core: the project is parsed once and each line is asked of that manifest.
Writes core/src/test/resources/golden/select/features/answers.json: for each line what is listed, what is warned of and the
error. Usage: selection.py
"""
import json
import os
import pathlib
import shlex
import shutil
import sys
import tempfile

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
for name in [name for name in os.environ if name.startswith("DBT_") and name != "DBT_SEND_ANONYMOUS_USAGE_STATS"]:
    del os.environ[name]
from dbt.cli.main import dbtRunner  # noqa: E402

from selection_cases import CASES, ENVIRONMENT, FILES  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
FEATURES = ROOT / "core/src/test/resources/golden/select/features"
KEPT = {"NoNodesForSelectionCriteria", "NoNodesSelected"}


def ask(words, manifest, project):
    said = []

    def hear(event):
        if event.info.name in KEPT:
            said.append(event.info.msg)

    result = dbtRunner(manifest=manifest, callbacks=[hear]).invoke(["--quiet"] + words)
    answer = {}
    if result.result is not None and not hasattr(result.result, "nodes"):
        answer["listed"] = list(result.result)
    if said:
        answer["said"] = said
    if result.exception is not None:
        answer["error"] = str(result.exception).replace(str(project), "<PROJECT>")
    return answer


def main():
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder) / "project"
        shutil.copytree(FEATURES / "project", project)
        os.chdir(project)
        manifest = dbtRunner().invoke(["--quiet", "parse"]).result
        sys.stdout, real = open(os.devnull, "w"), sys.stdout
        for line in CASES:
            answers.append({"line": line, **ask(["ls"] + shlex.split(line), manifest, project)})
        for variable, line in ENVIRONMENT:
            name, value = variable.split("=", 1)
            os.environ[name] = value
            answers.append({"environment": variable, "line": line, **ask(["ls"] + shlex.split(line), manifest, project)})
            del os.environ[name]
        for file, (text, lines) in FILES.items():
            (project / "selectors.yml").write_text(text)
            for line in lines:
                answers.append({"file": file, "line": line, **ask(["ls"] + shlex.split(line), manifest, project)})
        sys.stdout = real
    files = {file: text for file, (text, _) in FILES.items()}
    text = json.dumps({"files": files, "answers": answers}, indent=1, ensure_ascii=False)
    (FEATURES / "answers.json").write_text(text + "\n")
    print(len(answers), "answers,", sum("error" in answer for answer in answers), "errors")


main()
