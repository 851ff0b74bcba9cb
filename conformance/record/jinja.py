"""Records what the reference makes of small templates, as golden cases of the jinja room.

    <reference>/bin/python conformance/record/jinja.py [name-prefix]

Each case becomes a folder under jinja/src/test/resources/golden/jinja: input.jinja, context.json (when there is one) and
expected.txt. A case whose name starts with err_ records the exception: its type, for syntax errors the line, and the message.
A case whose name starts with native_ is rendered for its value, recorded as type and repr. One whose name holds lenient_ is
rendered as while a project is parsed.
"""
import json
import pathlib
import shutil
import sys

from dbt_common.clients.jinja import get_environment
import jinja2

from jinja_cases import CASES

HERE = pathlib.Path(__file__).resolve()
GOLDEN = HERE.parents[2] / "jinja" / "src" / "test" / "resources" / "golden" / "jinja"


def echo(*args, **kwargs):
    return "%r %r" % (args, kwargs)


def outcome(name, template, context):
    native = "native_" in name
    environment = get_environment(None, "lenient_" in name, native)
    context = dict(context, echo=echo)
    try:
        value = environment.from_string(template).render(context)
    except jinja2.exceptions.TemplateSyntaxError as error:
        return True, "TemplateSyntaxError\n%d\n%s" % (error.lineno, error.message)
    except Exception as error:
        return True, "%s\n%s" % (type(error).__name__, error)
    if native:
        return False, "%s %r" % (type(value).__name__, value)
    return False, value


def main():
    prefix = sys.argv[1] if len(sys.argv) > 1 else ""
    seen = set()
    for name, template, context in CASES:
        assert name not in seen, name
        seen.add(name)
        if not name.startswith(prefix):
            continue
        failed, text = outcome(name, template, context)
        if failed != name.startswith("err_"):
            print("%s: %r gave %s" % (name, template, text))
            continue
        folder = GOLDEN / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "input.jinja").write_bytes(template.encode())
        if context:
            (folder / "context.json").write_text(json.dumps(context) + "\n")
        (folder / "expected.txt").write_bytes(text.encode())
    if not prefix:
        for folder in GOLDEN.iterdir():
            if folder.name not in seen:
                shutil.rmtree(folder)


if __name__ == "__main__":
    main()
