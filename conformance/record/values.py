"""Records what expressions yield in the reference, again and in place.

Run with the Python that the reference is installed in:

    /tmp/reference/bin/python conformance/record/values.py

Each file in jinja/src/test/resources/golden/values holds one expression a line; behind it this script writes the repr of
its value, or the error. New cases are lines with an expression and nothing behind it.
"""

import itertools
import pathlib

import dbt.context.base
import dbt_common.clients.jinja

ROOT = pathlib.Path(__file__).resolve().parents[2] / "jinja/src/test/resources/golden/values"
ENVIRONMENT = dbt_common.clients.jinja.get_environment(None)


def modules():
    found = dbt.context.base.get_context_modules()
    # The reference wraps itertools to warn of its use, which needs flags that only a command sets.
    found["itertools"] = {name: getattr(itertools, name) for name in found["itertools"]}
    return found


def outcome(expression):
    kept = []
    context = {"modules": modules(), "keep": lambda value: kept.append(value) or ""}
    try:
        ENVIRONMENT.from_string("{{ keep(%s) }}" % expression).render(context)
        text = repr(kept[0])
        return "=>", "~" + text.split(" at 0x")[0] if " at 0x" in text else text
    except Exception as error:
        return "!!", f"{type(error).__name__}: {error}".replace("\n", "\\n")


for path in sorted(ROOT.glob("*.tsv")):
    lines = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("# "):
            expression = line.split("\t")[0]
            line = "\t".join((expression, *outcome(expression)))
        lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8")
    print(path.name, len(lines))
