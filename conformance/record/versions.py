#!/usr/bin/env python3
"""Records how the reference reads, orders and chooses versions of packages.

Run it with the Python that has dbt-core; writes packages/src/test/resources/golden/versions.tsv.
"""
import itertools
import pathlib
import random

from dbt_common import semver

OUT = pathlib.Path(__file__).resolve().parents[2] / "packages/src/test/resources/golden/versions.tsv"
READ = ["1.0.0", "v1.0.0", "=1.0.0", ">=1.0.0", "> 1.0.0", "<=0.0.1", "<2.0.0", ">2.0.0", "1.0", "1", "1.0.0-rc1", "1.0.0rc1",
        "1.0.0.dev1", "1.0.0-a.1+b", ">=1.0.0,<2.0.0", "==1.0.0", "!=1.0.0", "01.0.0", "=>1.0.0", "~1.0.0",
        "1.0.0b2", "latest", "1.0.0+build.7", ">=1.0.0-rc.1"]
ORDER = ["1.0.0-a1", "1.0.0-a2", "1.0.0-b1", "1.0.0-rc1", "1.0.0-rc10", "1.0.0-rc9", "1.0.0", "1.0.0-alpha.1",
         "1.0.0-alpha.beta", "1.0.0-1", "1.0.0-2", "1.0.0+b1", "1.0.0a3", "1.0.1", "1.1.0", "2.0.0", "10.0.0"]
BOUNDS = ["1.0.0", ">=1.0.0", ">1.0.0", "<=1.0.0", "<1.0.0", ">=1.1.0", "<1.1.0", "<2.0.0", ">=1.2.0-a1", "<1.2.0",
          "1.2.0-rc1", "<=1.1.1", ">0.9.0", "=1.1.1"]
VERSIONS = "0.9.0 1.0.0 1.1.0 1.1.1 1.2.0-a1 1.2.0-rc1 1.2.0-rc2 2.0.0 10.0.0"


def spec(text):
    return semver.VersionSpecifier.from_version_string(text)


def read(text):
    try:
        return spec(text).to_version_string()
    except Exception:
        return "no"


def ranged(bounds):
    try:
        return semver.reduce_versions(*bounds)
    except semver.VersionsNotCompatibleError:
        return None


lines = ["# question\twords\tanswer, as dbt-core 1.11.16 gives it"]
lines += [f"read\t{text}\t{read(text)}" for text in READ]
lines += [f"order\t{a} {b}\t{spec(a).compare(spec(b))}" for a, b in itertools.permutations(ORDER, 2)]
sets = [[b] for b in BOUNDS] + [list(p) for p in itertools.combinations(BOUNDS, 2)]
rng = random.Random(1)
sets += [rng.sample(BOUNDS, 3) for _ in range(30)]
for bounds in sets:
    found = ranged(bounds)
    lines.append("range\t" + " ".join(bounds) + "\t" + (", ".join(found.to_version_string_pair()) if found else "no"))
    if found:
        chosen = semver.resolve_to_specific_version(found, VERSIONS.split())
        lines.append("choose\t" + " ".join(bounds) + " | " + VERSIONS + "\t" + (chosen or "no"))
OUT.write_text("\n".join(lines) + "\n")
print(len(lines), "lines")
