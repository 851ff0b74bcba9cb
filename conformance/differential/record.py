"""Records templates of one or many lines as golden cases in one file each.

    <reference>/bin/python conformance/differential/record.py [file.cases]   # the cases of the files, again and in place
    <reference>/bin/python conformance/differential/record.py pick NAME COUNT                # adds short generated templates
    <reference>/bin/python conformance/differential/record.py add NAME differences.jsonl   # adds what differ.py found

A file holds cases: a line "=== mode context", the template, a line "---", and the outcome.
"""

import json
import pathlib
import re
import sys

import differ
import generate
import reference

ROOT = pathlib.Path(__file__).resolve().parents[2] / "jinja/src/test/resources/golden/templates"


def read(path):
    cases = []
    if path.exists():
        for part in path.read_bytes().decode().split("\n=== ")[0:]:
            head, rest = part.removeprefix("=== ").split("\n", 1)
            mode, context = head.split(" ", 1)
            cases.append((mode, context, rest.split("\n---\n", 1)[0]))
    return cases


def write(path, cases):
    parts = []
    for mode, context, template in cases:
        text = reference.outcome(template, mode, json.loads(context))
        parts.append("=== %s %s\n%s\n---\n%s\n" % (mode, context, template, text))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(parts).encode())
    print(path.name, len(cases))


def used(template):
    words = set(re.findall(r"\w+", template))
    return json.dumps({name: value for name, value in generate.CONTEXT.items() if name in words}, ensure_ascii=False)


def pick(path, count):
    """Adds generated templates that are short, at most a third of them failing."""
    cases = read(path)
    failing = 0
    for seed in range(1_000_000, 2_000_000):
        template, mode = generate.template(seed)
        if len(cases) >= count:
            break
        if not 12 < len(template) < 140 or "{" not in template or re.search(r"\n(---|===)|pytz", template):
            continue
        outcome = reference.outcome(template, mode)
        if outcome is None or differ.named(outcome) or len(outcome) > 400:
            continue
        if outcome.startswith("error"):
            failing += 1
            if failing > count // 3:
                continue
        cases.append((mode, used(template), template))
    write(path, cases)


def main():
    if sys.argv[1:2] == ["pick"]:
        pick(ROOT / (sys.argv[2] + ".cases"), int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["add"]:
        path = ROOT / (sys.argv[2] + ".cases")
        cases = read(path)
        known = {(mode, template) for mode, _, template in cases}
        for line in open(sys.argv[3]):
            _, mode, template = json.loads(line)
            outcome = reference.outcome(template, mode)
            if outcome is None or differ.named(outcome) or re.search(r"extends|include|import", template):
                continue
            if (mode, template) not in known and "\n---" not in template and "\n===" not in template:
                known.add((mode, template))
                cases.append((mode, used(template), template))
        write(path, cases)
        return
    for path in [pathlib.Path(name) for name in sys.argv[1:]] or sorted(ROOT.glob("*.cases")):
        write(path, read(path))


if __name__ == "__main__":
    main()
