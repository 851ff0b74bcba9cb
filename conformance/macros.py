"""Whether the macros of published wheels parse here exactly when they parse in the reference.

    <reference>/bin/python conformance/macros.py <folder with .sql files> > /tmp/reference.txt
    java -cp <classes of base, jinja, core and their libraries> conformance/Macros.java <the same folder> > /tmp/ours.txt
    diff /tmp/reference.txt /tmp/ours.txt

Fill the folder with pip download --no-deps and unzip; nothing of it enters the project. A line is a file, the number of macros in
it, or the line of its syntax error.
"""
import pathlib
import sys

import jinja2
from dbt_common.clients.jinja import get_environment

environment = get_environment(None, True)
root = pathlib.Path(sys.argv[1])
for path in sorted(root.rglob("*.sql"), key=str):
    text = path.read_text("utf-8")
    try:
        tree = environment.parse(text)
        count = sum(isinstance(node, jinja2.nodes.Macro) for node in tree.body)
        environment.from_string(text)
        answer = "parses, %d macros" % count
    except jinja2.TemplateSyntaxError as error:
        answer = "error in line %d" % error.lineno
    print("%s: %s" % (path.relative_to(root), answer))
