#!/usr/bin/env python3
"""The documentation site of a large project in headless Chromium, beside the published docs page on the same artifacts.

usage: site.py --weir COMMAND [--models N] [--tests N] [--columns N] [--published index.html] [--folder DIR]

Makes a project of so many models, data tests and documented columns (each a share of them), runs `docs generate` without a
database, writes a catalog of the same columns, and looks at what `docs serve` serves: the first view, answers of the search,
pages, graphs, and the memory of the tab. Wants selenium (PyPI) and Debian's chromium and chromium-driver. The published page is
`task/docs/index.html` of the reference's package. Milliseconds are medians; a reading of the page's own clock where it has one.
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By

ADJECTIVES = "daily weekly open closed gross net late early raw clean active lost new old paid due".split()
NOUNS = "orders customers payments shipments returns sessions visits carts products prices stock invoices refunds leads".split()


def write_project(folder, models, tests, columns):
    chance = random.Random(20261122)
    per_model_columns, per_model_tests = max(1, columns // models), max(0, tests // models)
    (folder / "dbt_project.yml").write_text("name: large\nversion: 1.0.0\nprofile: large\nmodels: {large: {+materialized: view}}\n")
    (folder / "profiles.yml").write_text(
        "large: {target: dev, outputs: {dev: {type: postgres, host: localhost, port: 1, user: u, password: p, dbname: d, schema: s, threads: 4}}}\n"
    )
    names = [f"{chance.choice(ADJECTIVES)}_{chance.choice(NOUNS)}_{i}" for i in range(models)]
    layers = 12
    width = max(1, models // layers)
    by_folder = {}
    for i, name in enumerate(names):
        layer = min(layers - 1, i // width)
        place = folder / f"models/layer_{layer:02}/area_{i % 20:02}"
        place.mkdir(parents=True, exist_ok=True)
        before = range((layer - 1) * width, layer * width) if layer else range(0)
        parents = sorted(chance.sample(before, min(len(before), chance.choice([1, 2, 2, 3, 4]))))
        lines = [f"-- {name}: what is known of it", "with"]
        lines += [f"    p{k} as (select * from {{{{ ref('{names[parent]}') }}}} where c1 > {k})," for k, parent in enumerate(parents)]
        lines += [f"    own as (select {i} as c0" + "".join(f", {j} as c{j}" for j in range(1, per_model_columns)) + ")"]
        lines += ["select * from own"] + [f"join p{k} using (c1)" for k in range(len(parents))]
        (place / f"{name}.sql").write_text("\n".join(lines) + "\n")
        text = [f"  - name: {name}", f"    description: The {name.replace('_', ' ')} of layer {layer}, **kept** for area {i % 20}.", "    columns:"]
        for j in range(per_model_columns):
            text += [f"      - name: c{j}", f"        description: Column {j} of {name}."]
            if j < per_model_tests:
                text += ["        data_tests: [" + ["not_null", "unique", "{accepted_values: {arguments: {values: [1, 2]}}}"][j % 3] + "]"]
        by_folder.setdefault(place, []).extend(text)
    for place, text in by_folder.items():
        (place / "models.yml").write_text("models:\n" + "\n".join(text) + "\n")
    return names


def write_catalog(target):
    manifest = json.loads((target / "manifest.json").read_text())
    nodes = {}
    for key, node in manifest["nodes"].items():
        if node["resource_type"] == "model":
            nodes[key] = {
                "metadata": {"type": "VIEW", "schema": "s", "name": node["alias"], "database": "d", "comment": None, "owner": "u"},
                "columns": {c: {"type": "integer", "index": i + 1, "name": c, "comment": None} for i, c in enumerate(node["columns"])},
                "stats": {"has_stats": {"id": "has_stats", "label": "Has Stats?", "value": False, "include": False, "description": ""}},
                "unique_id": key,
            }
    (target / "catalog.json").write_text(json.dumps({"metadata": manifest["metadata"], "nodes": nodes, "sources": {}, "errors": None}))


def browser():
    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,900", "--enable-precise-memory-info"):
        options.add_argument(word)
    options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_page_load_timeout(300)
    driver.set_script_timeout(300)
    return driver


def until(driver, script, seconds=300):
    """Waits inside the page until the script is true; milliseconds by the page's clock."""
    return driver.execute_async_script(
        "const done = arguments[arguments.length - 1], from = performance.now(), end = from + " + str(seconds * 1000) + ";"
        "(function look() { let now; try { now = (() => { " + script + " })(); } catch { now = false; }"
        " if (now) done(performance.now() - from); else if (performance.now() > end) done(-1); else setTimeout(look, 4); })();"
    )


def memory(driver):
    """MiB: the heap of the page's own thread after a collection, and what the largest process of a tab holds by itself."""
    driver.execute_cdp_cmd("HeapProfiler.enable", {})
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    heap = driver.execute_script("return performance.memory.usedJSHeapSize") / 2**20
    largest = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (process / "cmdline").read_bytes():
                held = re.search(r"^RssAnon:\s+(\d+)", (process / "status").read_text(), re.M)
                largest = max(largest, int(held.group(1)) / 1024)
        except OSError:
            pass
    return heap, largest


def ours(address, names):
    chance = random.Random(7)
    driver = browser()
    try:
        first = []
        for _ in range(5):
            driver.get("about:blank")
            driver.get(address)
            until(driver, "return document.documentElement.dataset.ready")
            first.append(driver.execute_script("return performance.now()"))
        print(f"ours: first view {statistics.median(first):7.0f} ms", flush=True)
        print("ours: memory at first view: heap %.0f MiB, tab %.0f MiB" % memory(driver), flush=True)

        def visit(route, ready):
            return driver.execute_async_script(
                "const done = arguments[arguments.length - 1], from = performance.now(); location.hash = arguments[0];"
                "(function look() { let now = false; try { now = (() => { " + ready + " })(); } catch {} if (now) done(performance.now() - from); else setTimeout(look, 2); })();",
                route,
            )

        pages = [visit(f"#!/model/model.large.{name}", f"return document.querySelector('main h1')?.textContent === '{name}'") for name in chance.sample(names, 30)]
        print(f"ours: a page     {statistics.median(pages):7.1f} ms, worst of 30 {max(pages):.0f}", flush=True)

        driver.find_element(By.ID, "query").click()
        took = until(driver, "return document.documentElement.dataset.search === 'ready'")
        print(f"ours: search reads its texts in {took:7.0f} ms", flush=True)
        answers = []
        for word in ("orders", "net_returns", "column 7", "layer", "p1 as", names[len(names) // 2], "c1", "nothing_like_it"):
            answers.append(
                driver.execute_async_script(
                    "const done = arguments[arguments.length - 1], box = document.getElementById('query'), from = performance.now();"
                    "box.value = arguments[0]; box.dispatchEvent(new Event('input'));"
                    "(function look() { if (document.querySelector('[data-query]')?.dataset.query === arguments[0]) done(performance.now() - from); else setTimeout(() => look(arguments[0]), 1); })(arguments[0]);",
                    word,
                )
            )
        print(f"ours: an answer  {statistics.median(answers):7.1f} ms, all: {', '.join(f'{each:.0f}' for each in answers)}", flush=True)

        drawn = "const c = document.querySelector('canvas'); return c && c.dataset.drawn && c !== window.last && (window.last = c)"
        around = []
        for name in chance.sample(names, 10):
            around.append(visit("#!/graph?g_i=" + urllib.parse.quote(f"2+{name}+2"), drawn))
        print(f"ours: graph around a node {statistics.median(around):7.0f} ms, worst of 10 {max(around):.0f}", flush=True)
        whole = visit("#!/graph", drawn)
        frames = driver.execute_async_script(
            "const done = arguments[arguments.length - 1], graph = document.querySelector('canvas').weirGraph, times = []; let last = performance.now(), n = 0;"
            "(function frame() { graph.zoom(n++ % 20 < 10 ? 1.1 : 1 / 1.1); requestAnimationFrame(() => { const now = performance.now(); times.push(now - last); last = now; n < 60 ? frame() : done(times); }); })();"
        )
        print(f"ours: whole graph {whole:7.0f} ms, a frame while zooming {statistics.median(frames):.0f} ms, worst {max(frames):.0f}", flush=True)
        print("ours: memory at the end: heap %.0f MiB, tab %.0f MiB" % memory(driver), flush=True)
    finally:
        driver.quit()


def published(address, names):
    driver = browser()
    try:
        started = time.time()
        driver.get(address)
        took = until(driver, "return document.querySelector('.app-content h1, .app-details h1, .app-header h1, .markdown h1')", 240)
        seen = time.time() - started
        print(f"published: first view {seen * 1000:7.0f} ms" if took >= 0 else "published: no first view in 240 s", flush=True)
        print("published: memory: heap %.0f MiB, tab %.0f MiB" % memory(driver), flush=True)
        pages = []
        for name in names[5:10]:
            started = time.time()
            driver.execute_script("location.hash = arguments[0]", f"#!/model/model.large.{name}")
            until(driver, f"return [...document.querySelectorAll('h1')].some((h) => h.textContent.includes('{name}'))", 120)
            pages.append((time.time() - started) * 1000)
        print(f"published: a page     {statistics.median(pages):7.0f} ms", flush=True)
        started = time.time()
        driver.execute_script("location.hash = arguments[0]", f"#!/model/model.large.{names[7]}?g_v=1&g_i=2%2B{names[7]}%2B2")
        took = until(driver, "return document.querySelector('.graph-expanded, .launch-graph-panel canvas, canvas')", 120)
        print(f"published: graph around a node {(time.time() - started) * 1000:7.0f} ms" if took >= 0 else "published: no graph in 120 s", flush=True)
        print("published: memory at the end: heap %.0f MiB, tab %.0f MiB" % memory(driver), flush=True)
    finally:
        driver.quit()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--weir", required=True)
    arguments.add_argument("--models", type=int, default=10_000)
    arguments.add_argument("--tests", type=int, default=30_000)
    arguments.add_argument("--columns", type=int, default=120_000)
    arguments.add_argument("--published")
    arguments.add_argument("--folder", help="where to keep the project; one that is there is used again")
    options = arguments.parse_args()
    folder = Path(options.folder or tempfile.mkdtemp(prefix="weir-bench-site."))
    folder.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"DBT_PROFILES_DIR": str(folder)}
    names = write_project(folder, options.models, options.tests, options.columns)

    def generate():
        started = time.time()
        done = subprocess.run([options.weir, "docs", "generate", "--no-compile", "--empty-catalog"], cwd=folder, env=env, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stdout[-3000:] + done.stderr[-3000:])
        return time.time() - started

    target = folder / "target"
    subprocess.run([options.weir, "parse"], cwd=folder, env=env, check=True, capture_output=True)
    print(f"docs generate --no-compile {generate():6.1f} s", flush=True)
    write_catalog(target)
    site = sum(each.stat().st_size for each in (target / "site").rglob("*") if each.is_file())
    print(f"manifest {(target / 'manifest.json').stat().st_size / 2**20:.0f} MiB, site {site / 2**20:.0f} MiB", flush=True)
    serve = subprocess.Popen([options.weir, "docs", "serve", "--port", "0", "--no-browser"], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        address = next(found.group(0) for found in (re.search(r"http://[\w.\[\]:]+", line) for line in serve.stdout) if found)
        ours(address, names)
    finally:
        serve.terminate()
        serve.wait(20)
    if options.published:
        with tempfile.TemporaryDirectory() as scratch:
            for name, path in {"index.html": Path(options.published), "manifest.json": target / "manifest.json", "catalog.json": target / "catalog.json"}.items():
                os.symlink(path.resolve(), Path(scratch) / name)
            server = subprocess.Popen([sys.executable, "-m", "http.server", "8765", "--bind", "127.0.0.1"], cwd=scratch, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1)
            try:
                published("http://127.0.0.1:8765/", names)
            finally:
                server.terminate()
    if not options.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
