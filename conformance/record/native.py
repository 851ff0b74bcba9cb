#!/usr/bin/env python3
"""Records what the reference makes of templates rendered for a value (as in YAML) and for text (as in SQL).

Run it with the Python that has dbt-core. Reads core/src/test/resources/golden/native/templates.txt, one template a line, with
\\n for a line end; writes answers.tsv beside it: template, value, text. A value is its type and repr, an error its class and message.
"""
import os
import pathlib
import warnings

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
warnings.simplefilter("ignore")
from dbt.clients.jinja import get_rendered  # noqa: E402

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/native"
NAMES = {"x": 1, "s": "a", "l": [1, 2], "f": 1.5, "n": None, "b": True, "d": {"k": 1}}
# NativeMarker and its like are texts
TYPES = {"NativeMarker": "str", "TextMarker": "str", "BoolMarker": "str", "NumberMarker": "str"}


def shown(template, native):
    try:
        value = get_rendered(template, dict(NAMES), native=native)
        kind = TYPES.get(type(value).__name__, type(value).__name__)
        return kind + " " + (repr(str(value)) if kind == "str" else repr(value))
    except Exception as failed:  # the class is part of the answer
        return type(failed).__name__ + " " + str(failed)


def main():
    lines = []
    for line in (GOLDEN / "templates.txt").read_text().splitlines():
        if line:
            template = line.replace("\\n", "\n")
            answers = [shown(template, True), shown(template, False)]
            lines.append("\t".join([line] + [each.replace("\\", "\\\\").replace("\n", "\\n") for each in answers]))
    (GOLDEN / "answers.tsv").write_text("\n".join(lines) + "\n")
    print(len(lines), "templates")


main()
