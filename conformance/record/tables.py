"""Records what templates of the reference see of tables of results, as golden cases of core.context.database.

    <reference>/bin/python conformance/record/tables.py

The tables stand in core/src/test/resources/golden/tables/tables.json: a name, columns, rows (null, booleans, numbers, texts, or
{"decimal": ..}, {"date": ..}, {"datetime": ..}); one with "csv" is read as a seed. Each case becomes a folder with
input.jinja and expected.txt: the text, and behind a line "-- printed --" what went to the console, its last line ended; for an error its class and
message, in a folder whose name starts with err_.
"""
import datetime
import decimal
import io
import json
import pathlib
import shutil
import sys
import tempfile
import warnings


class Console(io.TextIOBase):
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text
        return len(text)


TERMINAL = sys.stdout
CONSOLE = Console()
sys.stdout = CONSOLE  # agate takes it as a default when it is loaded
from dbt_common.clients import agate_helper  # noqa: E402
from dbt_common.clients.jinja import get_environment  # noqa: E402

sys.stdout = TERMINAL
from tables_cases import CASES, TABLES  # noqa: E402

warnings.simplefilter("ignore")
GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "core" / "src" / "test" / "resources" / "golden" / "tables"


def cell(value):
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return {
            "decimal": decimal.Decimal,
            "date": datetime.date.fromisoformat,
            "datetime": datetime.datetime.fromisoformat,
        }[kind](text)
    return value


def table(given):
    if "csv" in given:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "seed.csv"
            path.write_text(given["csv"])
            return agate_helper.from_csv(str(path), given.get("text", []))
    rows = [dict(zip(given["columns"], [cell(each) for each in row])) for row in given["rows"]]
    return agate_helper.table_from_data_flat(rows, given["columns"])


def outcome(template):
    CONSOLE.text = ""
    sys.stdout = CONSOLE
    try:
        context = {name: table(given) for name, given in TABLES.items()}
        text = get_environment(None).from_string(template).render(context)
    except Exception as error:
        return True, "%s\n%s" % (type(error).__name__, error)
    finally:
        sys.stdout = TERMINAL
    printed = CONSOLE.text if CONSOLE.text.endswith("\n") else CONSOLE.text + "\n"
    return False, text + ("\n-- printed --\n" + printed if CONSOLE.text else "")


def main():
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / "tables.json").write_text(json.dumps(TABLES, indent=1) + "\n")
    seen = set()
    for name, template in CASES:
        failed, text = outcome(template)
        name = "err_" + name if failed else name
        assert name not in seen, name
        seen.add(name)
        folder = GOLDEN / name
        folder.mkdir(exist_ok=True)
        (folder / "input.jinja").write_text(template)
        (folder / "expected.txt").write_text(text)
    for folder in GOLDEN.iterdir():
        if folder.is_dir() and folder.name not in seen:
            shutil.rmtree(folder)
    print("%d cases" % len(seen))


if __name__ == "__main__":
    main()
