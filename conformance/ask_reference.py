"""What the reference makes of one project: asked by manifests.py, with the reference's Python, in the project's folder.

Reads {"lists": [words of ls…], "compile": bool} from stdin, writes one JSON object to the file named. Without words of ls those that
fit the project are made of its manifest. One process asks all, since the reference's start takes longer than its answers.
"""
import json
import pathlib
import sys

from dbt.cli.main import dbtRunner

FORMS = [["--output", "json"], ["--output", "path"], ["--output", "selector"],
         ["--output", "json", "--output-keys", "unique_id fqn tags config depends_on"]]
# All of a kind, by the methods of selection; what matches nothing is listed as nothing.
ALWAYS = """*
path:models
path:models/*
file:*.sql
package:this
source:*
exposure:*
metric:*
semantic_model:*
saved_query:*
unit_test:*
+exposure:*
+metric:*
metric:*+
+saved_query:*
semantic_model:*+
+semantic_model:*
+unit_test:*
unit_test:*,resource_type:unit_test
source:*+
source:*+1
resource_type:model
resource_type:test
resource_type:snapshot
resource_type:seed
resource_type:unit_test
resource_type:semantic_model
resource_type:metric
resource_type:saved_query
resource_type:function
resource_type:exposure
test_type:generic
test_type:singular
test_type:data
test_type:unit
test_name:unique
test_name:not_null
config.materialized:view
config.materialized:table
config.materialized:incremental
config.enabled:true
access:public
access:private
access:protected
version:latest
version:old
version:prerelease
version:none
group:*""".splitlines()


def expressions(manifest):
    """Words of ls that fit a manifest: its tags, groups, some of its names with graph operators."""
    found = [["--select", each] for each in ALWAYS]
    tags, groups = set(), set()
    for node in [*manifest["nodes"].values(), *manifest["sources"].values(), *manifest["exposures"].values(),
                 *manifest["metrics"].values(), *manifest["saved_queries"].values()]:
        tags.update(node.get("tags") or [])
        if node.get("group"):
            groups.add(node["group"])
    found += [["--select", f"tag:{tag}"] for tag in sorted(tags)[:6]]
    found += [["--select", f"group:{group}"] for group in sorted(groups)[:3]]
    models = sorted((node for node in manifest["nodes"].values() if node["resource_type"] == "model"),
                    key=lambda node: (-len(node["depends_on"]["nodes"]), node["unique_id"]))[:3]
    for node in models:
        name = node["name"]
        found += [["--select", each] for each in (name, f"+{name}", f"{name}+1", f"@{name}", ".".join(node["fqn"]))]
        found += [["--exclude", f"+{name}+"]]
        found += [["--select", name, "--indirect-selection", mode] for mode in ("cautious", "buildable", "empty")]
    names = sorted({node["package_name"] for node in manifest["nodes"].values()})
    found += [["--select", f"package:{name}"] for name in names]
    found += [["--selector", name] for name in manifest["selectors"]]
    found += [["--resource-type", each] for each in ("all", "default")]
    found += [["--exclude-resource-type", "test"]]
    return FORMS + [["--resource-type", "all", *form] for form in FORMS[:1]] + found


def main():
    asked = json.load(sys.stdin)
    out = {}
    result = dbtRunner().invoke(["--no-use-colors", "--quiet", "parse"])
    out["exit of parse"] = 0 if result.success else 2
    if result.success:
        out["manifest"] = json.loads(pathlib.Path("target/manifest.json").read_text())
        lists = asked["lists"] or expressions(out["manifest"])
        out["ls"] = {}
        for words in lists:
            listed = dbtRunner(manifest=result.result).invoke(["--quiet", "ls", *words])
            if listed.success:
                lines = [json.loads(line) if isinstance(line, str) and line.startswith("{") else line for line in listed.result]
            else:
                lines = "error: " + str(listed.exception)
            out["ls"][" ".join(words)] = [words, lines]
        if asked["compile"]:
            compiled = dbtRunner().invoke(["--quiet", "compile"])
            out["compile ends well"] = compiled.success
            written = json.loads(pathlib.Path("target/manifest.json").read_text())
            out["compiled"] = {key: node.get("compiled_code") for key, node in written["nodes"].items()}
            out["ctes"] = {key: sorted(each["id"] for each in node.get("extra_ctes") or []) for key, node in written["nodes"].items()}
    else:
        out["why"] = str(result.exception)[:3000]
    pathlib.Path(sys.argv[1]).write_text(json.dumps(out))


main()
