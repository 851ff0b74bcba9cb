#!/usr/bin/env python3
"""Writes the small world of packages that the cases of `deps` live in, below packages/src/test/resources/world:

hub.test/       a hub: api/v1/index.json and a document for each package
archives.test/  what the hub's documents point at, and archives that try to leave their folder
git/            git repositories, each as a stream for `git fast-import`, so that commits have the same ids everywhere

The files are checked in; run this only to change the world. The hosts do not exist: the recorder and the tests serve the
folders through a proxy on loopback, and git is told that https://git.test/ is a folder.
"""
import gzip
import hashlib
import io
import json
import pathlib
import shutil
import tarfile

WORLD = pathlib.Path(__file__).resolve().parents[2] / "packages/src/test/resources/world"


def tarball(path, members):
    """members: (name, text) for files, (name, ("sym"|"hard", target)) for links, (name, None) for folders."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": "0" * 40}) as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.mtime = 1700000000
            info.mode = 0o644
            if content is None:
                info.type, info.mode = tarfile.DIRTYPE, 0o755
                tar.addfile(info)
            elif isinstance(content, tuple):
                info.type = {"sym": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE}[content[0]]
                info.linkname = content[1]
                tar.addfile(info)
            else:
                data = content if isinstance(content, bytes) else content.encode()
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    file = WORLD / "archives.test" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(raw.getvalue(), 9, mtime=0)
    file.write_bytes(packed)
    return hashlib.sha1(packed).hexdigest()


def project(name, version, packages=None, extra=""):
    files = {
        "dbt_project.yml": f"name: {name}\nversion: '{version}'\nconfig-version: 2\n{extra}",
        f"macros/{name}.sql": "{% macro " + name + "_version() %}'" + version + "'{% endmacro %}\n",
    }
    if packages is not None:
        files["packages.yml"] = packages
    return files


def packed(path, top, files):
    members = [(top + "/", None)]
    for name, text in files.items():
        if "/" in name and (top + "/" + name.rsplit("/", 1)[0] + "/", None) not in members:
            members.append((top + "/" + name.rsplit("/", 1)[0] + "/", None))
        members.append((top + "/" + name, text))
    return tarball(path, members)


def hub():
    index = []

    def package(namespace, name, versions, redirect=None, listed=True, latest=None):
        if listed:
            index.append(f"{namespace}/{name}")
        document = {
            "id": f"{namespace}/{name}",
            "name": name,
            "namespace": namespace,
            "description": f"dbt models for {namespace}/{name}",
            "latest": latest or list(versions)[-1],
            "assets": {"logo": "logos/placeholder.svg"},
            "versions": {},
        }
        if redirect:
            document["redirectnamespace"], document["redirectname"] = redirect
        for version, more in versions.items():
            more = dict(more)
            wants = more.pop("packages", [])
            text = "packages:\n" + "".join(
                "  - package: %s\n    version: %s\n" % (w["package"], json.dumps(w["version"])) for w in wants)
            sha1 = packed(f"{namespace}/{name}/{version}.tar.gz", f"{name}-{version}",
                          project(name, version, text if wants else None))
            document["versions"][version] = {
                "id": f"{namespace}/{name}/{version}",
                "name": name,
                "version": version,
                "published_at": "2023-11-14T22:13:20.000000+00:00",
                "packages": wants,
                "require_dbt_version": more.pop("require_dbt_version", []),
                "works_with": [],
                "_source": {"type": "github", "url": "https://git.test/", "readme": ""},
                "downloads": {
                    "tarball": f"http://archives.test/{namespace}/{name}/{version}.tar.gz",
                    "format": "tgz",
                    "sha1": sha1,
                    **more.pop("downloads", {}),
                },
                **more,
            }
        file = WORLD / f"hub.test/api/v1/{namespace}/{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(document, indent=1) + "\n")

    package("acme", "tools", {
        "0.9.0": {},
        "1.0.0": {},
        "1.1.0": {"require_dbt_version": [">=1.3.0", "<2.0.0"]},
        "1.2.0-rc1": {},
        "1.1.1": {},
        "2.0.0": {"require_dbt_version": [">=2.0.0", "<3.0.0"]},
    })
    package("acme", "dates", {
        "0.1.0": {},
        "0.2.0": {"packages": [{"package": "acme/tools", "version": [">=1.0.0", "<1.1.0"]}]},
        "0.3.0": {"packages": [{"package": "acme/tools", "version": ">=1.1.0"}]},
    })
    package("acme", "beta", {"0.1.0-b1": {}, "0.1.0-b2": {}})
    package("acme", "future", {"1.0.0": {"require_dbt_version": ">=3.0.0"}})
    package("acme", "gone", {"1.0.0": {"downloads": {"tarball": "http://archives.test/acme/gone/missing.tar.gz"}}})
    package("acme", "wrongsum", {"1.0.0": {"downloads": {"sha1": "0" * 40}}})
    package("acme", "ping", {"1.0.0": {"packages": [{"package": "acme/pong", "version": "1.0.0"}]}})
    package("acme", "pong", {"1.0.0": {"packages": [{"package": "acme/ping", "version": "1.0.0"}]}})
    package("old", "tools", {"0.9.0": {}, "1.0.0": {}}, redirect=("acme", "tools"))
    package("other", "tools", {"1.0.0": {}})
    for name in ("broken", "nameless"):
        index.append(f"odd/{name}")
    odd = WORLD / "hub.test/api/v1/odd"
    odd.mkdir(parents=True, exist_ok=True)
    (odd / "broken.json").write_text("{ this is no JSON\n")
    (odd / "nameless.json").write_text('{"description": "has neither name nor versions"}\n')
    (WORLD / "hub.test/api/v1/index.json").write_text(json.dumps(index, indent=1) + "\n")
    # a hub whose documents are the same, but that lists nothing
    empty = WORLD / "hub.test/empty/api/v1"
    empty.mkdir(parents=True, exist_ok=True)
    (empty / "index.json").write_text("[]\n")


def archives():
    packed("plain/handy-1.0.tar.gz", "handy-1.0", project("handy", "1.0.0"))
    packed("plain/needy-1.0.tar.gz", "needy-1.0", project(
        "needy", "1.0.0", 'packages:\n  - package: acme/dates\n    version: 0.2.0\n'))
    packed("plain/no_project.tar.gz", "empty-1.0", {"README.md": "nothing here\n"})
    good = [("x/", None), ("x/dbt_project.yml", "name: x\nversion: '1.0'\n")]
    tarball("evil/dotdot.tar.gz", [*good, ("x/../../outside.txt", "out\n")])
    tarball("evil/absolute.tar.gz", [*good, ("/tmp/weir_outside.txt", "out\n")])
    tarball("evil/symlink.tar.gz", [*good, ("x/link", ("sym", "../../..")), ("x/link/outside.txt", "out\n")])
    tarball("evil/symlink_inside.tar.gz", [*good, ("x/copy.yml", ("sym", "dbt_project.yml"))])
    tarball("evil/hardlink.tar.gz", [*good, ("x/passwd", ("hard", "../../../../etc/passwd"))])
    tarball("evil/bomb.tar.gz", [*good, ("x/zeros.csv", b"0" * 60_000_000)])
    (WORLD / "archives.test/evil/not_an_archive.tar.gz").write_text("this is no archive\n")
    short = (WORLD / "archives.test/plain/handy-1.0.tar.gz").read_bytes()
    (WORLD / "archives.test/evil/truncated.tar.gz").write_bytes(short[: len(short) // 2])


def repository(name, commits):
    """commits: (branch, files, tags); a commit follows the one before it."""
    out, mark = [], 0
    at = None
    for number, (branch, files, tags) in enumerate(commits):
        blobs = {}
        for path, text in files.items():
            mark += 1
            blobs[path] = mark
            out.append(f"blob\nmark :{mark}\ndata {len(text.encode())}\n{text}\n")
        mark += 1
        when = 1700000000 + number * 60
        message = f"commit {number + 1}"
        out.append(f"commit refs/heads/{branch}\nmark :{mark}\nauthor A <a@git.test> {when} +0000\n"
                   f"committer A <a@git.test> {when} +0000\ndata {len(message)}\n{message}\n"
                   + (f"from :{at}\n" if at else ""))
        out.extend(f"M 100644 :{blob} {path}\n" for path, blob in blobs.items())
        out.append("\n")
        at = mark
        for tag in tags:
            out.append(f"reset refs/tags/{tag}\nfrom :{mark}\n\n")
    file = WORLD / f"git/{name}.fast-import"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(out))


def git():
    repository("handy", [
        ("main", project("handy", "0.1.0"), ["0.1.0"]),
        ("main", project("handy", "0.2.0"), ["0.2.0", "v2"]),
        ("next", project("handy", "0.3.0"), []),
    ])
    nested = {f"dbt/handy/{path}": text for path, text in project("nested", "1.0.0").items()}
    repository("nested", [("main", {"README.md": "a monorepo\n", **nested}, ["1.0.0"])])
    repository("bare", [("main", {"README.md": "no project\n"}, [])])
    repository("needy", [("main", project(
        "git_needy", "1.0.0", 'packages:\n  - package: acme/tools\n    version: [">=1.0.0", "<1.1.0"]\n'), ["1.0.0"])])
    repository("loop", [("main", project(
        "loop", "1.0.0", 'packages:\n  - git: https://git.test/loop.git\n    revision: "1.0.0"\n'), ["1.0.0"])])


if __name__ == "__main__":
    shutil.rmtree(WORLD, ignore_errors=True)
    hub()
    archives()
    git()
    print("written to", WORLD)
