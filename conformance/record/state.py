#!/usr/bin/env python3
"""Records which nodes the reference calls new, old and modified after each edit of state_cases.py.

Run it with the Python that has dbt-core. Writes core/src/test/resources/golden/select/state/answers.json.
Usage: state.py [name of a case …]
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
from dbt.cli.main import dbtRunner  # noqa: E402

from state_cases import CASES, PARTS, WORDS  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
STATE = ROOT / "core/src/test/resources/golden/select/state"
KEPT = {"NoNodesForSelectionCriteria", "NoNodesSelected", "SeedIncreased", "SeedExceedsLimitSamePath",
        "SeedExceedsLimitAndPathChanged", "SeedExceedsLimitChecksumChanged", "UnversionedBreakingChange",
        "WarnStateTargetEqual", "StateCheckVarsDiff"}


def apply(project, steps):
    for path, *step in steps:
        file = project / path
        if not step:
            file.unlink()
        elif len(step) == 1 or isinstance(step[1], int):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step[0] * (step[1] if len(step) == 2 else 1))
        else:
            text = file.read_text()
            assert step[0] in text, (path, step[0])
            file.write_text(text.replace(step[0], step[1]))


def invoke(words, project, manifest=None):
    said = []

    def hear(event):
        if event.info.name in KEPT:
            said.append(event.info.msg)

    result = dbtRunner(manifest=manifest, callbacks=[hear]).invoke(["--quiet"] + words)
    answer = {}
    if isinstance(result.result, list):
        answer["listed"] = result.result
    if said:
        answer["said"] = sorted(set(said))
    if result.exception is not None:
        answer["error"] = str(result.exception).replace(str(project), "<PROJECT>")
    return answer, result


def case(folder, name, spec):
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(STATE / "project", project)
    os.chdir(project)
    apply(project, spec.get("base", []))
    _, parsed = invoke(["parse", "--no-partial-parse"], project)
    assert parsed.success, (name, parsed.exception)
    (project / "state").mkdir()
    shutil.copy(project / "target/manifest.json", project / "state/manifest.json")
    apply(project, spec["edits"])
    os.environ.update(spec.get("env", {}))
    options = []
    if "target" in spec:
        options += ["--target", spec["target"]]
    if "vars" in spec:
        options += ["--vars", spec["vars"]]
    answer, parsed = invoke(["parse", "--no-partial-parse"] + options, project)
    answers = {}
    if parsed.success:
        words = ["state:" + part for part in os.environ.get("STATE_PARTS", " ".join(PARTS)).split()] + (WORDS if name == "body" else [])
        for word in words:
            answers[word], _ = invoke(["ls", "--select", word, "--state", "state"] + options, project, parsed.result)
            # the manifest is not changed by a comparison
    else:
        answers["error"] = answer["error"]
    for variable in spec.get("env", {}):
        del os.environ[variable]
    return {**spec, "answers": answers}


def main():
    wanted = sys.argv[1:] or list(CASES)
    file = STATE / "answers.json"
    kept = json.loads(file.read_text()) if file.exists() and sys.argv[1:] else {}
    real, sys.stdout = sys.stdout, open(os.devnull, "w")
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            try:
                kept[name] = case(pathlib.Path(folder), name, CASES[name])
            except AssertionError as failed:
                print(name, failed, file=sys.stderr)
                continue
            text = json.dumps(kept, indent=1, ensure_ascii=False)
            file.write_text(text + "\n")
    print(len(kept), "cases", file=real)


main()
