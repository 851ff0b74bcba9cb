#!/usr/bin/env python3
"""Records what `dbt deps` does in the cases of deps_cases.py, against the world that deps_world.py wrote.

For each case below packages/src/test/resources/golden/deps: `project/` and `steps.txt` are what is given, `expected.txt` is
what the reference printed, its exit codes, and what it left on disk: the lock file, changed project files, the tree of
dbt_packages with the first line of each dbt_project.yml.

Usage: deps.py <path of dbt> [case ...]       REWRITE=no with another program shows the differences instead of recording them
"""
import difflib
import http.server
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading

import deps_cases

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORLD = ROOT / "packages/src/test/resources/world"
CASES = ROOT / "packages/src/test/resources/golden/deps"
STARTER = "name: shop\nversion: '1.0'\nconfig-version: 2\nprofile: shop\n"


class Proxy(http.server.BaseHTTPRequestHandler):
    """Serves http://<host>/<path> from world/<host>/<path>; /status/<n>/ before the path answers with that status."""

    def do_GET(self):
        path = self.path.removeprefix("http://").split("?")[0]
        self.server.asked.append(path)
        status = re.search(r"/status/(\d+)/", path)
        file = WORLD / path
        if status or not file.is_file():
            body, code = b"not here\n", int(status[1]) if status else 404
        else:
            body, code = file.read_bytes(), 200
        self.send_response(code)
        self.send_header("Content-Type", "application/json" if path.endswith(".json") else "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def repositories(folder):
    for stream in (WORLD / "git").glob("*.fast-import"):
        bare = folder / (stream.stem + ".git")
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", bare], check=True)
        subprocess.run(["git", "fast-import", "--quiet"], cwd=bare, stdin=stream.open(), check=True)


def environment(port, repos, home):
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "JAVA_HOME") if key in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_PACKAGE_HUB_URL": "http://hub.test/",
        "http_proxy": f"http://127.0.0.1:{port}",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": f"url.{repos.as_uri()}/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://git.test/",
        "GIT_CONFIG_KEY_1": "safe.directory",
        "GIT_CONFIG_VALUE_1": "*",
    }


def trimmed(text, project):
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    text = text.replace(str(project), "<PROJECT>").replace(os.path.realpath(project), "<PROJECT>")
    text = text.replace(str(pathlib.Path(project).parent), "<FOLDER>")
    text = re.sub(r"/tmp/dbt-downloads-\w+|<PROJECT>/.weir/deps-[\w-]+/downloads", "<DOWNLOADS>", text)
    text = re.sub(r"(?<='|/)/tmp/tmp\w+/repos", "<REPOSITORIES>", text)
    text = re.sub(r"(?m)^\d\d:\d\d:\d\d ? ?", "", text)
    text = re.sub(r"(?m)^Traceback [^\n]*\n(?: [^\n]*\n)+[\s\S]*", "", text)
    return re.sub(r"(?m)[ \t]+$", "", text).strip("\n") + "\n"


def event(line, project):
    e = json.loads(line)
    info = e["info"]
    data = trimmed(json.dumps({k: v for k, v in e["data"].items()}, sort_keys=True, ensure_ascii=False), project).strip()
    return f"{info['level']} {info['code']} {info['name']} {data}\n"


def tree(folder):
    out = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if ".git" in name.parts:
            continue
        if path.is_symlink():
            out.append(f"{name} ->\n")
        elif path.name == "dbt_project.yml":
            lines = path.read_text().splitlines()
            out.append(f"{name}: {lines[0]}, {lines[1]}\n")
        else:
            out.append(f"{name}{'/' if path.is_dir() else ''}\n")
    return "".join(out)


def run_case(dbt, name, proxy, repos, folder):
    case = CASES / name
    project = folder / name / "project"
    shutil.copytree(case / "project", project)
    env = environment(proxy.server_address[1], repos, folder)
    out = []
    for step in (case / "steps.txt").read_text().splitlines():
        word, _, rest = step.partition(" ")
        if word == "env":
            key, _, value = rest.partition("=")
            env[key] = value
        elif word == "take":
            shutil.copytree(case / rest, project, dirs_exist_ok=True)
        elif word == "remove":
            target = project / rest
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        elif word == "offline":
            env["http_proxy"] = "http://127.0.0.1:9"
            env["GIT_CONFIG_KEY_0"] = "url.file:///nowhere/.insteadOf"
        elif word == "dbt":
            proxy.asked.clear()
            out.append(f"$ {step}\n")
            try:
                ran = subprocess.run([*dbt, *shlex.split(rest)], cwd=project, env=env, capture_output=True, text=True,
                                     timeout=60)
            except subprocess.TimeoutExpired:
                out.append("(does not end)\n")
                continue
            if "json" in rest:
                out.extend(event(line, project) for line in ran.stdout.splitlines() if line.startswith("{")
                           if json.loads(line)["info"]["name"] not in deps_cases.OTHER_EVENTS)
            else:
                out.append(trimmed(ran.stdout, project))
            if ran.stderr.strip():
                out.append("stderr: " + trimmed(ran.stderr, project))
            if os.environ.get("SHOW_ASKED"):
                out.extend(f"asked {url}\n" for url in proxy.asked)
            out.append(f"exit {ran.returncode}\n")
        elif word == "show":
            file = project / rest
            out.append(f"--- {rest}\n" + (trimmed(file.read_text(), project) if file.exists() else "(none)\n"))
        else:
            raise ValueError(step)
    for file in ("package-lock.yml",):
        path = project / file
        out.append(f"--- {file}\n" + (trimmed(path.read_text(), project) if path.exists() else "(none)\n"))
    for folder_name in ("dbt_packages", "vendor"):
        if (project / folder_name).exists():
            out.append(f"--- {folder_name}/\n" + tree(project / folder_name))
    return "".join(out)


def write_inputs(name, case):
    folder = CASES / name
    shutil.rmtree(folder, ignore_errors=True)
    files = {"dbt_project.yml": STARTER, **case["files"]}
    for path, text in files.items():
        file = folder / "project" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    for take, more in case.get("takes", {}).items():
        for path, text in more.items():
            file = folder / take / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    (folder / "steps.txt").write_text("\n".join(case.get("steps", ["dbt deps"])) + "\n")


def main():
    dbt, wanted = [os.path.abspath(sys.argv[1])], sys.argv[2:]
    record = os.environ.get("REWRITE") != "no"
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    proxy.asked = []
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        repos = folder / "repos"
        repos.mkdir()
        repositories(repos)
        for name, case in deps_cases.CASES.items():
            if wanted and name not in wanted:
                continue
            if record:
                write_inputs(name, case)
            got = run_case(dbt, name, proxy, repos, folder)
            file = CASES / name / "expected.txt"
            if record:
                file.write_text(got)
                print(f"=== {name}\n{got}")
            else:
                print(f"=== {name}")
                sys.stdout.writelines(difflib.unified_diff(
                    file.read_text().splitlines(True), got.splitlines(True), "expected", "got"))
    proxy.shutdown()


if __name__ == "__main__":
    main()
