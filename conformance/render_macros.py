"""Renders macros of published wheels with the reference and with Weir, and prints where the texts differ.

    <reference>/bin/python conformance/render_macros.py <folder with unpacked wheels>

A macro is rendered with the macros it names, of any package, and with values for its parameters that go by their names: texts,
numbers, lists, a stand-in for a relation, columns. Names of dbt's context that are not there are a function that prints what it is
called with, on both sides. What ends in an error must end in the same one. WEIR_CLASSPATH as for differential/differ.py. Nothing
of the wheels enters the project.
"""

import collections
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "differential"))
import differ  # noqa: E402
import jinja2.meta  # noqa: E402
import reference  # noqa: E402

MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\s*\((.*?)\)\s*-?%\}.*?\{%-?\s*endmacro\s*-?%\}", re.S)
ENVIRONMENT = reference.ENVIRONMENTS["text"]
COLUMN = "namespace(name='%s', column='%s', quoted='\"%s\"', dtype='text', data_type='text', char_size=9)"
COLUMNS = "[" + ", ".join(COLUMN % (name, name, name) for name in ("id", "b c")) + "]"
GIVEN = {
    "target": "{'name': 'dev', 'schema': 'sch', 'database': 'db', 'type': 'postgres', 'profile_name': 'p'}", "this": "relation", "model": "{'name': 'm', 'alias': 'm', 'schema': 'sch', 'database': 'db', 'config': {'materialized': 'table'}, 'columns': {'id': {'name': 'id', 'data_type': 'int', 'quote': true}}, 'unique_id': 'model.p.m', 'resource_type': 'model'}",
    "config": "{'materialized': 'table', 'unique_key': 'id', 'contract': {'enforced': false}}", "flags": "{'FULL_REFRESH': false, 'WHICH': 'run'}", "execute": "true", "var": "{}.get", "graph": "{'nodes': {}, 'sources': {}}", "exceptions": "{'raise_compiler_error': echo, 'warn': echo}",
    "api": "{'Relation': {'create': echo}, 'Column': {'create': echo}}", "invocation_id": "'abc'", "run_started_at": "modules.datetime.datetime(2024, 1, 2, 3)", "dbt_version": "'1.11.16'", "builtins": "{'ref': echo, 'source': echo}", "sql": "'select 1 as id'", "project_name": "'p'",
}


def value(name, variant):
    """What a parameter of that name is given: what it is likely to want, a text, or a number, list or none."""
    if variant == 1:
        return "'%s'" % name
    if variant == 2:
        return {0: "7", 1: "['x', 'y']", 2: "none"}[len(name) % 3]
    if re.search(r"relation|^(this|source|target|from|to|tmp|temp)$", name):
        return "[relation, relation]" if name.endswith("relations") else "relation"
    if re.search(r"col(umn)?s|columns?_list", name):
        return COLUMNS if "names" not in name else "['id', 'b c']"
    if "column" in name:
        return COLUMN % ("id", "id", "id") if name in ("column", "col") else "'id'"
    if re.search(r"part$", name):
        return "'day'"
    if re.search(r"interval|num|count|limit|length|upper|size|precision|scale|days|hours|index|number|offset", name):
        return "3"
    if re.search(r"s$|list|array|fields|keys|args|values", name):
        return "['a', 'b']"
    if re.search(r"^(is|has|should|include|exclude|add|use|with)_|enabled|flag|quote|temporary", name):
        return "true"
    if re.search(r"dict|config|meta|map|node|kwargs|grants|model", name):
        return "{'a': ['x'], 'name': 'm', 'b': 1}"
    return "'%s'" % name


def templates(macros, name, variants=(0, 1, 2)):
    """The macro with all it names, called in each way; nothing for one that cannot be parsed alone."""
    needed, open_names = {}, [name]
    while open_names and len(needed) < 60:
        one = open_names.pop()
        if one in needed or one not in macros:
            continue
        needed[one] = macros[one][0]
        for word in sorted(set(re.findall(r"\w+", macros[one][0]))):
            open_names += [found for found in (word, "default__" + word) if found in macros]
    text = "\n".join(needed.values())
    free = jinja2.meta.find_undeclared_variables(ENVIRONMENT.parse(text))
    head = "".join("{%% set %s = dbt_macro__%s %%}" % (one, one) for one in needed)
    known = ", ".join("'%s': dbt_macro__%s" % (one, one) for one in needed)
    dispatched = ", ".join("'%s': dbt_macro__%s" % (one.removeprefix("default__"), one) for one in needed if one.startswith("default__"))
    for other in sorted(free - set(needed) - {"modules", "echo", "relation", "namespace", "range", "dict", "loop", "caller", "varargs", "kwargs", "set"}):
        if other in ("dbt", "elementary", "context"):
            head += "{%% set %s = {%s} %%}" % (other, known)
        elif other == "adapter":
            head += "{%% set adapter = {'dispatch': {%s}.get, 'quote': echo, 'type': echo, 'get_relation': echo, 'convert_type': echo} %%}" % dispatched
        elif not other.startswith("dbt_macro__"):
            head += "{%% set %s = %s %%}" % (other, GIVEN.get(other, "echo"))
    parameters = re.findall(r"(\w+)\s*(?:=(?:[^,(\[{]|\([^)]*\)|\[[^\]]*\]|\{[^}]*\})*)?(?:,|$)", macros[name][1].strip())
    for variant in variants if parameters else (0,):
        yield text + head + "{{ dbt_macro__%s(%s) }}" % (name, ", ".join(value(one, variant) for one in parameters))


def main():
    macros, packages = {}, collections.OrderedDict()
    for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.sql"), key=str):
        package = path.relative_to(sys.argv[1]).parts[0]
        for match in MACRO.finditer(path.read_text("utf-8")):
            macros.setdefault(match.group(1), (match.group(0), match.group(2)))
            packages.setdefault(package, []).append(match.group(1))
    weir = differ.Weir()
    total = collections.Counter()
    for package, names in packages.items():
        seen = collections.Counter(macros=len(names))
        for name in names:
            try:
                made = list(templates(macros, name))
            except jinja2.TemplateSyntaxError as error:
                seen["not alone"] += 1
                continue
            texts = 0
            for template, actual in zip(made, weir.outcomes([(template, "text") for template in made])):
                expected = reference.outcome(template, "text")
                seen["renderings"] += 1
                seen["texts"] += expected is not None and expected.startswith("ok")
                texts += expected is not None and expected.startswith("ok")
                if expected == actual:
                    continue
                if expected is None:
                    seen["too slow for the reference"] += 1
                    continue
                number = differ.explanation(template, "text", expected, actual)
                seen["meant (%s)" % number if number else "DIFFER"] += 1
                if not number:
                    print("---- %s %s\n%s\n  reference %r\n  weir      %r" % (package, name, template[-200:], *differ.around(expected, actual)))
            seen["macros with a text"] += texts > 0
        print(package, dict(seen))
        total += seen
    print("all", dict(total))


if __name__ == "__main__":
    main()
