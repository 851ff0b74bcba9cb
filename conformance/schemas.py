#!/usr/bin/env python3
"""Holds the artifacts of target folders against the JSON Schemas that the reference makes of its own classes.

Run it with the Python that has dbt-core and jsonschema: `schemas.py <target folder>…`. What is not there is left out. Prints each
fault with its path; ends with 1 when there is any. `semantic_manifest.json` is read with the classes of dbt-semantic-interfaces.
"""
import json
import pathlib
import sys

import dbt.cli.main  # noqa: F401  (the order of the reference's imports)
import jsonschema
from dbt.artifacts.schemas.catalog import CatalogArtifact
from dbt.artifacts.schemas.freshness import FreshnessExecutionResultArtifact
from dbt.artifacts.schemas.manifest import WritableManifest
from dbt.artifacts.schemas.run import RunResultsArtifact
from dbt_semantic_interfaces.implementations.semantic_manifest import PydanticSemanticManifest

ARTIFACTS = {
    "manifest.json": WritableManifest,
    "run_results.json": RunResultsArtifact,
    "catalog.json": CatalogArtifact,
    "sources.json": FreshnessExecutionResultArtifact,
}


def leaves(error):
    """The innermost complaints of an error that has alternatives: those of the alternative that fits best."""
    if not error.context:
        return [error]
    kinds = {}
    for inner in error.context:
        kinds.setdefault(inner.schema_path[0], []).extend(leaves(inner))
    return min(kinds.values(), key=len)


def faults(validator, name, tree):
    for error in validator.iter_errors(tree):
        for leaf in leaves(error):
            path = "/".join(str(part) for part in leaf.absolute_path)
            yield f"{name}: {path}: {leaf.message[:300]}"


def main():
    validators = {name: jsonschema.Draft202012Validator(artifact.json_schema()) for name, artifact in ARTIFACTS.items()}
    found = []
    read = 0
    for folder in map(pathlib.Path, sys.argv[1:]):
        for name, validator in validators.items():
            file = folder / name
            if file.exists():
                found.extend(faults(validator, file, json.loads(file.read_text())))
                read += 1
        semantic = folder / "semantic_manifest.json"
        if semantic.exists():
            try:
                PydanticSemanticManifest.parse_raw(semantic.read_text())
            except ValueError as wrong:
                found.append(f"{semantic}: {wrong}")
            read += 1
    print("\n".join(found))
    print(read, "artifacts,", len(found), "faults")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
