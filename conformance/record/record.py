#!/usr/bin/env python3
"""Records what the reference (dbt-core) does with the projects of this repository.

The recordings are golden files for Weir's tests; see README.md beside this file.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import bad_input

ROOT = pathlib.Path(__file__).resolve().parents[2]
REFERENCE = os.environ.get("REFERENCE_DBT", "dbt")
GOLDEN = pathlib.Path(os.environ.get("RECORD_INTO", ROOT / "core/src/test/resources/golden"))
SHOP = ROOT / "examples/shop"

SERVER = {
    "host": os.environ.get("SHOP_HOST", "localhost"),
    "port": os.environ.get("SHOP_PORT", "5432"),
    "user": os.environ.get("SHOP_USER", "shop"),
    "password": os.environ.get("SHOP_PASSWORD", "shop"),
    "database": os.environ.get("SHOP_DATABASE", "shop"),
}

HOME = pathlib.Path("/tmp/record-home")
(HOME / ".dbt").mkdir(parents=True, exist_ok=True)


# ---- running ----------------------------------------------------------------------------------------------------


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DBT_")}
    kept.update(
        DBT_SEND_ANONYMOUS_USAGE_STATS="false",
        COLUMNS="80",
        SHOP_TARGET="server",
        SHOP_SCHEMA="shop",
        SHOP_HOST=SERVER["host"],
        SHOP_PORT=SERVER["port"],
        SHOP_USER=SERVER["user"],
        SHOP_PASSWORD=SERVER["password"],
        SHOP_DATABASE=SERVER["database"],
        # profiles.yml is looked for in the home folder too; none is there
        HOME=str(HOME),
    )
    kept.update(more)
    return kept


def run(arguments, folder, answers="", **env):
    return subprocess.run(
        [REFERENCE, *arguments], cwd=folder, env=environment(**env), input=answers.encode(), capture_output=True
    )


def sql(statement, rows=False):
    done = subprocess.run(
        ["psql", "-XqAt", "-h", SERVER["host"], "-p", SERVER["port"], "-U", SERVER["user"], "-d", SERVER["database"],
         "-v", "ON_ERROR_STOP=1", "-c", statement],
        env={**os.environ, "PGPASSWORD": SERVER["password"]}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"psql: {done.stderr}")
    return done.stdout.splitlines() if rows else None


def empty_database():
    for schema in sql("select nspname from pg_namespace where nspname like 'shop%'", rows=True):
        sql(f'drop schema "{schema}" cascade')


def version():
    printed = run(["--version"], ROOT).stdout.decode()
    core = re.search(r"installed: *([\w.]+)", printed).group(1)
    postgres = re.search(r"postgres: *([\w.]+)", printed).group(1)
    return f"dbt-core {core}, dbt-postgres {postgres}"


# ---- taking out what differs from run to run -----------------------------------------------------------------------

UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
INSTANT = re.compile(r"\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00|\+00)?")


def normalised(text, *folders):
    for number, folder in enumerate(folders):
        text = text.replace(str(folder), "<PROJECT>" if number == 0 else f"<FOLDER{number}>")
    text = re.sub(r"(?m)^((?:\x1b\[0m)?)\d\d:\d\d:\d\d(?= |$)", r"\g<1>00:00:00", text)
    text = re.sub(r"(?m): \d\d:\d\d:\d\d  ", ": 00:00:00  ", text)
    text = re.sub(r"(?m)^(.*)Traceback \(most recent call last\):\n(?:  .*\n)+", r"\1<TRACEBACK>\n", text)
    text = re.sub(r"\b\d\d:\d\d:\d\d(\.\d{6}) (\[\w+ *\])", r"00:00:00.000000 \2", text)
    text = re.sub(r"/tmp/record-\w+/", "<ABOVE>/", text)
    text = re.sub(r"in \d+\.\d\ds\b", "in 0.00s", text)
    text = re.sub(r"\d+ hours \d+ minutes and \d+\.\d\d seconds \(\d+\.\d\ds\)",
                  "0 hours 0 minutes and 0.00 seconds (0.00s)", text)
    text = re.sub(r"successful, took \d+\.\d+ seconds", "successful, took 0.000 seconds", text)
    text = re.sub(r"(?m)^/\S+/getpass.py:.*\n.*\n.*\n", "", text)
    text = re.sub(r"report at /\S+/(?=<)", "report at ", text)
    text = re.sub(r"(={10,}) \d\d:\d\d:\d\d\.\d+ \|", r"\1 00:00:00.000000 |", text)
    text = re.sub(r"modification_time=\d+\.\d+", "modification_time=0.0", text)
    text = UUID.sub("<UUID>", text).replace(str(HOME), "<HOME>")
    text = re.sub(r"(?m)((?:^|\")\S* *)(python version|python path|os info): [^\n\"]*", r"\1\2: <MACHINE>", text)
    return text


def plain_json(value, *folders):
    """A JSON line or document with clocks, ids, durations and process numbers set to fixed values."""
    if isinstance(value, dict):
        fixed = {}
        for key, inner in value.items():
            if key in ("ts", "generated_at", "created_at", "started_at", "completed_at", "invocation_started_at",
                       "reported_at", "node_started_at", "node_finished_at", "snapshotted_at", "max_loaded_at",
                       "latest_result_event_time", "run_started_at") and inner:
                fixed[key] = "<INSTANT>"
            elif key in ("execution_time", "execution", "elapsed", "elapsed_time", "completed_in", "execution_time_s",
                         "max_loaded_at_time_ago_in_s", "process_user_time", "process_kernel_time", "process_mem_max_rss",
                         "process_in_blocks", "process_out_blocks", "pid", "user_id", "command_wall_clock_time"):
                fixed[key] = 0 if inner not in (None, "") else inner
            else:
                fixed[key] = plain_json(inner, *folders)
        return fixed
    if isinstance(value, list):
        return [plain_json(inner, *folders) for inner in value]
    if isinstance(value, str):
        return normalised(value, *folders)
    return value


def plain_json_lines(text, *folders):
    lines = []
    for line in text.splitlines():
        try:
            lines.append(json.dumps(plain_json(json.loads(line), *folders), sort_keys=True))
        except json.JSONDecodeError:
            lines.append(normalised(line, *folders))
    return "\n".join(lines) + "\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(text)


def write_json(path, value):
    write(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def copied(project, name=None):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="record-")).resolve() / (name or project.name)
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("target", "logs", ".weir", "expected"))
    return folder


def fresh_folder(path):
    """Empties a folder but for its README, and notes the versions recorded."""
    readme = (path / "README.md").read_text() if (path / "README.md").exists() else None
    shutil.rmtree(path, ignore_errors=True)
    if readme:
        write(path / "README.md", readme)
    write(path / "VERSION", version() + "\n")


# ---- what is recorded ------------------------------------------------------------------------------------------


def own_parts(manifest):
    """The manifest without the reference's own macro and docs text, which is not ours to keep."""
    own = manifest["metadata"]["project_name"]
    for macro in manifest["macros"].values():
        if macro["package_name"] != own:
            macro["macro_sql"] = ""
            macro["description"] = ""
            macro["arguments"] = [dict(a, description="") for a in macro["arguments"]]
    for doc in manifest["docs"].values():
        if doc["package_name"] != own:
            doc["block_contents"] = ""
    return manifest


TABLES = {
    "shop_raw": ["raw_customers", "raw_products", "raw_orders", "raw_order_lines"],
    "shop_staging": ["stg_customers", "stg_products", "stg_orders", "stg_order_lines", "stg_visits"],
    "shop": ["customers", "orders", "product_sales", "category_sales", "visit_days"],
    "shop_history": ["product_prices"],
}


def contents():
    out = {}
    for schema, tables in TABLES.items():
        for table in tables:
            columns = sql(
                "select column_name || ' ' || data_type from information_schema.columns "
                f"where table_schema = '{schema}' and table_name = '{table}' order by ordinal_position", rows=True)
            names = [c.split(" ")[0] for c in columns]
            wanted = ", ".join(f'"{n}"' for n in names)
            rows = sql(f'select to_jsonb(x) from (select {wanted} from "{schema}"."{table}") x '
                       "order by to_jsonb(x)::text collate \"C\"", rows=True)
            out[f"{schema}.{table}"] = {"columns": columns, "rows": [json.loads(r) for r in rows]}
    return out


def statuses(folder):
    results = json.loads((folder / "target/run_results.json").read_text())["results"]
    return {r["unique_id"]: {"status": r["status"], "message": r["message"], "failures": r["failures"],
                             "relation_name": r["relation_name"]}
            for r in sorted(results, key=lambda r: r["unique_id"])}


def record_shop():
    out = GOLDEN / "reference/shop"
    fresh_folder(out)
    folder = copied(SHOP)
    empty_database()
    exits = {}

    def step(name, *arguments, keep_results=False):
        done = run([*arguments, "--no-use-colors"] if arguments[0] != "ls" else list(arguments), folder)
        exits[name] = {"command": " ".join(arguments), "exit": done.returncode}
        if keep_results:
            write_json(out / f"statuses/{name}.json", statuses(folder))
        return done.stdout.decode()

    step("parse", "parse")
    manifest = own_parts(plain_json(json.loads((folder / "target/manifest.json").read_text()), folder))
    write_json(out / "manifest_parse.json", manifest)
    step("build", "build", keep_results=True)
    results = json.loads((folder / "target/run_results.json").read_text())
    results["results"].sort(key=lambda result: result["unique_id"])  # they end in no fixed order
    for result in results["results"]:
        result["thread_id"] = "Thread-1 (worker)"
    write_json(out / "run_results_build.json", plain_json(results, folder))
    for sort in ("compiled", "run"):
        for file in sorted((folder / "target" / sort).rglob("*")):
            if file.is_file():
                write(out / sort / file.relative_to(folder / "target" / sort), file.read_text())
    write_json(out / "contents_build.json", contents())
    step("docs_generate", "docs", "generate")
    write_json(out / "catalog.json", plain_json(json.loads((folder / "target/catalog.json").read_text()), folder))
    step("build_again", "build", keep_results=True)
    write_json(out / "contents_build_again.json", contents())
    step("build_failing", "build", "--vars", "highest_line_total: 100", keep_results=True)
    step("run", "run", keep_results=True)
    step("run_full_refresh", "run", "--full-refresh", keep_results=True)
    step("test", "test", keep_results=True)
    step("seed", "seed", keep_results=True)
    step("snapshot", "snapshot", keep_results=True)
    step("compile", "compile", keep_results=True)
    step("freshness", "source", "freshness")
    write_json(out / "sources.json", plain_json(json.loads((folder / "target/sources.json").read_text()), folder))
    selections = {
        "all": [], "name": ["--select", "stg_orders"], "children": ["--select", "stg_orders+"],
        "parents": ["--select", "+customers"], "both": ["--select", "+orders+"], "one_up": ["--select", "1+customers"],
        "at": ["--select", "@stg_visits"], "tag": ["--select", "tag:nightly"], "path": ["--select", "path:models/staging"],
        "bare_path": ["--select", "models/marts"], "folder": ["--select", "staging"], "fqn_star": ["--select", "shop.marts.*"],
        "wildcard": ["--select", "stg_*"], "source": ["--select", "source:web+"], "exposure": ["--select", "+exposure:morning_report"],
        "intersection": ["--select", "tag:staging,stg_orders+"], "union": ["--select", "stg_orders", "customers"],
        "exclude": ["--select", "tag:staging", "--exclude", "stg_orders"], "config": ["--select", "config.materialized:view"],
        "config_meta": ["--select", "config.meta.grain:order"], "test_type": ["--select", "test_type:singular"],
        "test_name": ["--select", "test_name:at_least"], "resource_type": ["--resource-type", "snapshot"],
        "resource_type_method": ["--select", "resource_type:seed"], "package": ["--select", "package:shop"],
        "file": ["--select", "file:stg_orders.sql"], "indirect_cautious": ["--select", "stg_orders", "--indirect-selection", "cautious"],
        "indirect_buildable": ["--select", "stg_orders+", "--indirect-selection", "buildable"],
        "indirect_empty": ["--select", "stg_orders", "--indirect-selection", "empty"],
    }
    for name, words in selections.items():
        listed = step(f"ls_{name}", "ls", "--quiet", *words)
        write(out / f"ls/{name}.txt", listed)
    write_json(out / "exits.json", exits)
    shutil.rmtree(folder.parent)


def record_quickstart():
    """Parsed only: running it takes a Materialize. REFERENCE_MATERIALIZE is a dbt with dbt-materialize."""
    reference = os.environ.get("REFERENCE_MATERIALIZE")
    if not reference:
        print("record.py: quickstart left out, REFERENCE_MATERIALIZE is not set")
        return
    out = GOLDEN / "reference/quickstart"
    shutil.rmtree(out, ignore_errors=True)
    folder = copied(ROOT / "examples/quickstart")
    write(folder / "profiles.yml", "auction_house:\n  target: sandbox\n  outputs:\n    sandbox: {type: materialize, host: localhost, "
          "port: 6875, user: materialize, password: '', database: materialize, schema: public, cluster: quickstart, threads: 4}\n")
    def ask(*words):
        return subprocess.run([reference, *words], cwd=folder, env=environment(), capture_output=True, check=True).stdout.decode()
    ask("parse")
    write_json(out / "manifest_parse.json", own_parts(plain_json(json.loads((folder / "target/manifest.json").read_text()), folder)))
    write(out / "ls.txt", ask("ls", "--quiet"))
    printed = ask("--version")
    found = [re.search(rf"{name}: *([\w.]+)", printed).group(1) for name in ("installed", "materialize")]
    write(out / "VERSION", f"dbt-core {found[0]}, dbt-materialize {found[1]}\n")
    shutil.rmtree(folder.parent)


# ---- console ------------------------------------------------------------------------------------------------------


def record_case(folder, out, name, *arguments, text_only=False, colours=False, hide=(), **env):
    """One case: a folder with the command, its exit code, and what it printed."""
    case = out / name
    words = list(arguments)
    if not colours:
        words.append("--no-use-colors")
    done = run(words, folder, **env)
    printed = done.stdout.decode()
    if "--log-format" in words and "json" in words:
        printed = plain_json_lines(printed, folder, *hide)
    else:
        printed = normalised(printed, folder, *hide)
    write(case / "command.txt", normalised("dbt " + subprocess.list2cmdline(words) + "\n", folder, *hide))
    write(case / "exit.txt", f"{done.returncode}\n")
    write(case / "stdout.txt", printed)
    if done.stderr:
        write(case / "stderr.txt", normalised(done.stderr.decode(), folder, *hide))
    return done


def both(folder, out, name, *arguments, **more):
    record_case(folder, out, name, *arguments, **more)
    record_case(folder, out, name + "_json", *arguments, "--log-format", "json", **more)


def record_console():
    out = GOLDEN / "console"
    fresh_folder(out)
    folder = copied(SHOP)
    one = ("--threads", "1")
    empty_database()
    record_case(folder, out, "parse_first", "parse")
    both(folder, out, "parse", "parse")
    both(folder, out, "seed", "seed", *one)
    both(folder, out, "run", "run", *one)
    both(folder, out, "test", "test", *one)
    both(folder, out, "snapshot", "snapshot", *one)
    empty_database()
    both(folder, out, "build", "build", *one)
    record_case(folder, out, "build_colours", "build", *one, colours=True)
    both(folder, out, "build_failing", "build", *one, "--vars", "highest_line_total: 100")
    record_case(folder, out, "build_failing_colours", "build", *one, "--vars", "highest_line_total: 100", colours=True)
    record_case(folder, out, "build_fail_fast", "build", *one, "--vars", "highest_line_total: 100", "--fail-fast")
    record_case(folder, out, "build_warn_error", "build", *one, "--warn-error", "--select", "stg_customers+1")
    record_case(folder, out, "run_quiet", "--quiet", "run", *one)
    record_case(folder, out, "run_select_nothing", "run", *one, "--select", "no_such_model")
    record_case(folder, out, "run_vars_disable", "run", *one, "--select", "visit_days", "--vars", "{with_visits: false}")
    record_case(folder, out, "run_no_print", "run", *one, "--select", "stg_visits", "--printer-width", "120")
    record_case(folder, out, "run_log_level_warn", "run", *one, "--log-level", "warn")
    record_case(folder, out, "run_full_refresh", "run", *one, "--full-refresh", "--select", "orders")
    record_log_file(folder, out)
    record_case(folder, out, "run_log_format_debug", "run", *one, "--select", "stg_visits", "--log-format", "debug", text_only=True)
    both(folder, out, "debug", "debug")
    record_case(folder, out, "debug_connection", "debug", "--connection")
    record_case(folder, out, "debug_config_dir", "debug", "--config-dir")
    record_case(folder, out, "debug_wrong_password", "debug", SHOP_PASSWORD="wrong")
    record_case(folder, out, "debug_server_down", "debug", SHOP_PORT="1")
    record_case(folder, out, "debug_no_profile", "debug", "--profile", "nowhere")
    record_case(folder, out, "debug_no_target", "debug", "--target", "nowhere")
    record_case(folder, out, "debug_no_project", "debug", "--project-dir", "models")
    both(folder, out, "ls", "ls")
    for kind in ("json", "name", "path", "selector"):
        record_case(folder, out, f"ls_output_{kind}", "ls", "--output", kind)
    record_case(folder, out, "ls_output_keys", "ls", "--output", "json", "--output-keys", "name", "resource_type", "--select", "stg_orders")
    record_case(folder, out, "ls_quiet", "ls", "--quiet")
    record_case(folder, out, "ls_nothing", "ls", "--select", "no_such_model")
    record_case(folder, out, "ls_resource_types", "ls", "--resource-type", "model", "seed")
    both(folder, out, "compile", "compile", *one)
    both(folder, out, "compile_select", "compile", *one, "--select", "customers")
    record_case(folder, out, "compile_select_two", "compile", *one, "--select", "customers", "stg_orders")
    record_case(folder, out, "compile_select_two_json", "compile", *one, "--select", "stg_customers", "stg_orders", "--output", "json")
    record_case(folder, out, "compile_output_json", "compile", *one, "--select", "stg_orders", "--output", "json")
    both(folder, out, "compile_inline", "compile", *one, "--inline", "select * from {{ ref('stg_orders') }}")
    both(folder, out, "show", "show", *one, "--select", "customers")
    record_case(folder, out, "show_output_json", "show", *one, "--select", "customers", "--output", "json")
    record_case(folder, out, "show_limit", "show", *one, "--select", "orders", "--limit", "2")
    record_case(folder, out, "show_all", "show", *one, "--select", "orders", "--limit", "-1")
    record_case(folder, out, "show_two", "show", *one, "--select", "stg_customers", "stg_products")
    record_case(folder, out, "show_seed", "show", *one, "--select", "raw_orders")
    record_case(folder, out, "show_inline", "show", *one, "--inline", "select 1 as a, null as b, 1.5 as c, date '2026-01-01' as d, true as e")
    record_case(folder, out, "show_inline_json", "show", *one, "--output", "json", "--inline", "select 1 as a, null as b, 1.5 as c, date '2026-01-01' as d, true as e")
    record_case(folder, out, "show_quiet", "--quiet", "show", *one, "--select", "customers")
    # seed --show is left out: the reference ends in an internal error there
    record_case(folder, out, "seed_full_refresh", "seed", *one, "--full-refresh")
    run(["run"], folder)  # the full refresh of the seeds dropped the views that read them
    both(folder, out, "source_freshness", "source", "freshness", *one)
    sql("update shop_web.visits set seen_at = now() at time zone 'utc' - interval '2 days'")
    record_case(folder, out, "source_freshness_warn", "source", "freshness", *one)
    sql("update shop_web.visits set seen_at = now() at time zone 'utc' - interval '90 days'")
    record_case(folder, out, "source_freshness_stale", "source", "freshness", *one)
    sql("alter table shop_web.visits rename column seen_at to was_at")
    record_case(folder, out, "source_freshness_broken", "source", "freshness", *one)
    sql("alter table shop_web.visits rename column was_at to seen_at")
    both(folder, out, "docs_generate", "docs", "generate", *one)
    record_case(folder, out, "docs_generate_no_compile", "docs", "generate", *one, "--no-compile")
    both(folder, out, "run_operation", "run-operation", "count_rows", "--args", "{name: customers, label: people}")
    record_case(folder, out, "run_operation_unknown", "run-operation", "no_such_macro")
    record_case(folder, out, "run_operation_wrong_args", "run-operation", "count_rows", "--args", "{nome: customers}")
    record_case(folder, out, "deps_none", "deps")
    record_case(folder, out, "clean", "clean")
    record_case(folder, out, "version", "--version")
    record_case(folder, out, "build_nothing", "build", *one, "--select", "tag:no_such_tag")
    record_case(folder, out, "test_select", "test", *one, "--select", "stg_orders")
    record_case(folder, out, "test_store_failures", "test", *one, "--store-failures", "--select", "stg_customers", "stg_order_lines", "--vars", "highest_line_total: 100")
    record_case(folder, out, "retry", "retry", *one, "--vars", "highest_line_total: 500")
    package = folder.parent / "tools"
    write(package / "dbt_project.yml", 'name: tools\nversion: "1.0"\nconfig-version: 2\n')
    write(package / "macros/one.sql", "{% macro one() %}1{% endmacro %}\n")
    write(folder / "packages.yml", "packages:\n  - local: ../tools\n")
    record_case(folder, out, "packages_missing", "parse")
    both(folder, out, "deps_local", "deps")
    write(out / "deps_local/package-lock.yml", (folder / "package-lock.yml").read_text())
    shutil.rmtree(folder.parent)
    record_init(out)


def record_log_file(folder, out):
    """logs/dbt.log of one run: the lines that begin with a time; statements go on over further lines, left out here."""
    shutil.rmtree(folder / "logs", ignore_errors=True)
    run(["run", "--threads", "1", "--select", "stg_visits"], folder)
    log = (folder / "logs/dbt.log").read_text()
    kept = [line for line in log.splitlines() if re.match(r"(\x1b\[0m)?(\d\d:\d\d:\d\d\.|=====)", line)]
    text = re.sub(r"\d\d:\d\d:\d\d\.\d{6}", "00:00:00.000000", "\n".join(kept) + "\n")
    text = re.sub(r"in \d+\.\d{3} seconds", "in 0.000 seconds", text)
    text = re.sub(r"0x[0-9a-f]+|[0-9a-f]{64}", "<HEX>", text)
    write(out / "log_file/dbt.log", normalised(text, folder))


def record_init(out):
    home = pathlib.Path(tempfile.mkdtemp(prefix="record-")).resolve() / "work"
    home.mkdir()
    profiles = home.parent / "profiles"
    profiles.mkdir()
    where = ("--profiles-dir", str(profiles))
    record_case(home, out, "init", "init", "my_shop", "--skip-profile-setup", *where, hide=(profiles,))
    names = sorted(str(p.relative_to(home)) for p in home.rglob("*") if p.is_file() and "logs" not in p.parts)
    write(out / "init/files.txt", "\n".join(names) + "\n")
    record_case(home, out, "init_exists", "init", "my_shop", "--skip-profile-setup", *where, hide=(profiles,))
    record_case(home, out, "init_bad_name", "init", "my-shop", "--skip-profile-setup", *where, hide=(profiles,))
    record_case(home, out, "init_no_name", "init", "--skip-profile-setup", *where, hide=(profiles,))
    record_case(home / "my_shop", out, "init_inside", "init", *where, hide=(profiles,))
    record_case(home, out, "init_no_tty", "init", "other_shop", *where, hide=(profiles,))
    answers = "1\nlocalhost\n\nada\nsecret\nshop\npublic\n\n"
    record_case(home, out, "init_answers", "init", "third_shop", *where, hide=(profiles,), answers=answers)
    write(out / "init_answers/stdin.txt", answers)
    written = profiles / "profiles.yml"
    write(out / "init_answers/profiles.yml", written.read_text() if written.exists() else "")
    record_case(home / "third_shop", out, "init_profile_there", "init", *where, hide=(profiles,), answers="n\n")
    shutil.rmtree(home.parent)


# ---- bad input ----------------------------------------------------------------------------------------------------


def record_badinput():
    out = GOLDEN / "badinput"
    only = os.environ.get("RECORD_ONLY", "").split()
    for name in only:
        shutil.rmtree(out / name, ignore_errors=True)
        record_bad(out / name, bad_input.CASES[name])
    if only:
        return
    fresh_folder(out)
    sql("drop schema if exists shop_bad cascade")
    for name, wanted in bad_input.CASES.items():
        record_bad(out / name, wanted)


def record_bad(case, wanted):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="record-")).resolve() / "bad"
    for path, text in wanted["files"].items():
        write(folder / path, text)
        write(case / "project" / path, text)
    words = wanted["command"]
    done = run(["--no-use-colors", *words] if words else [], folder, **wanted["env"])
    write(case / "command.txt", subprocess.list2cmdline(["dbt", *words]) + "\n")
    if wanted["env"]:
        write(case / "env.txt", "".join(f"{k}={v}\n" for k, v in wanted["env"].items()))
    write(case / "exit.txt", f"{done.returncode}\n")
    write(case / "reference.txt", normalised(done.stdout.decode(), folder))
    if done.stderr:
        write(case / "stderr.txt", normalised(done.stderr.decode(), folder))
    results = folder / "target/run_results.json"
    if results.exists():
        write_json(case / "statuses.json", statuses(folder))
    shutil.rmtree(folder.parent)


if __name__ == "__main__":
    steps = {"shop": record_shop, "quickstart": record_quickstart, "console": record_console, "log": lambda: record_log_file(copied(SHOP), GOLDEN / "console"), "init": lambda: record_init(GOLDEN / "console"), "badinput": record_badinput}
    for wanted in sys.argv[1:] or sorted(steps):
        if wanted not in steps:
            raise SystemExit(f"record.py: no step {wanted}; there are: {', '.join(sorted(steps))}")
        steps[wanted]()
