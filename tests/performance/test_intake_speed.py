"""Taking files in, against DuckDB's bare read_csv of the same file into a table of a database file."""

import subprocess
import sys
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.intake import load as intake
from benchmarks.intake.sending import Sending
from benchmarks.specs.contracts import agreed
from data.check.check import check
from data.check.known import Known
from data.kept.batches import Upload
from data.read import read
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs
from tests.performance.stopwatch import processor, seconds, table

ROWS, ITEMS = 1_000_000, 25
ROOT = Path(__file__).resolve().parents[2]


def asked():
    """A sector with 25 rating items: with response, enterprise, category, psu and weight the file has 30 columns."""
    rating = {"range": {"min": 1, "max": 10}, "levels": {"floor": 5}, "whole": True}
    return specs(*(indicator(f"item_{i}", **rating) for i in range(ITEMS)))


def survey(rows: int, wrong: int = 0, first: int = 0) -> bytes:
    """A survey file; `wrong` answers, evenly spread, are not numbers."""
    rng = np.random.default_rng(7)
    answers = rng.integers(1, 11, (rows, ITEMS)).astype("U2")
    for k in range(wrong):
        answers[(k * rows) // wrong, k % ITEMS] = "x"
    makers, weights = rng.integers(0, 100, rows), rng.integers(50, 200, rows) / 100
    head = ["response", "enterprise", "category", "psu", "weight", *(f"item_{i}" for i in range(ITEMS))]
    lines = (
        f"R{first + i},E{makers[i]},thing,P{makers[i] * 7 % 400},{weights[i]}," + ",".join(answers[i])
        for i in range(rows)
    )
    return (",".join(head) + "\n" + "\n".join(lines) + "\n").encode()


def registered(path: Path | str) -> tuple[Store, object]:
    """A store in which the 100 enterprises are registered."""
    known, store = asked(), open_store(path)
    rows = "".join(f"E{i},E{i},企{i},things\n" for i in range(100))
    upload = Upload("register", "things", ("enterprise,name_en,name_zh,sector\n" + rows).encode(), "register.csv")
    assert intake.load(store, known, LOCAL, Sending(upload)).batch == 1
    return store, known


def load(store: Store, known: object, content: bytes, wave: str = "2026") -> None:
    outcome = intake.load(store, known, LOCAL, Sending(Upload("survey", "things", content, "survey.csv", "S1", wave)))
    assert outcome.batch is not None or outcome.errors


@pytest.mark.performance
def test_check_and_load_against_a_bare_read_csv(tmp_path):
    clean, broken = survey(ROWS), survey(ROWS, wrong=1000)
    (tmp_path / "survey.csv").write_bytes(clean)

    def bare() -> None:
        (tmp_path / "bare.duckdb").unlink(missing_ok=True)
        with duckdb.connect(str(tmp_path / "bare.duckdb")) as connection:
            connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{tmp_path / 'survey.csv'}')")

    base = seconds(bare)

    def fresh(content: bytes) -> float:
        (tmp_path / "x.duckdb").unlink(missing_ok=True)
        store, known = registered(tmp_path / "x.duckdb")
        taken = seconds(partial(load, store, known, content), 1)
        store.close()
        return taken

    taken = {name: min(fresh(content) for _ in range(2)) for name, content in (("clean", clean), ("broken", broken))}
    table(
        f"{ROWS:,} rows x {ITEMS + 5} columns, {len(clean) / 1e6:.0f} MB",
        "read_csv into a table of a file",
        base,
        {"check and load, clean": (taken["clean"], 3), "check, 1,000 errors, refused": (taken["broken"], 4)},
    )


@pytest.mark.performance
def test_processor_time_of_a_check_and_of_a_load_against_pandas_and_duckdb(tmp_path):
    content, path, number = survey(ROWS), tmp_path / "survey.csv", count()
    path.write_bytes(content)
    held, known = registered(":memory:")
    sent = Sending(Upload("survey", "things", content, "survey.csv", "S1", "2026"))
    table_of, asked_for = read(content, "survey.csv"), agreed(known, "things", "survey")
    makers = Known(enterprises={f"E{i}": "things" for i in range(100)})

    def bare() -> None:
        with duckdb.connect(str(tmp_path / f"bare{next(number)}.duckdb")) as connection:
            connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{path}')")

    def whole() -> None:
        store, specs_of = registered(tmp_path / f"x{next(number)}.duckdb")
        load(store, specs_of, content)
        store.close()

    spent = processor(
        {
            "pandas": partial(pd.read_csv, path),
            "duckdb": bare,
            "check alone": partial(check, table_of, asked_for, makers),
            "read and check": partial(intake.check, held, known, LOCAL, sent),
            "load": whole,
        }
    )
    rows = {name: (spent[name], aim) for name, aim in (("check alone", 0.35), ("read and check", 0.35), ("load", 1.5))}
    table("Processor time", "pandas.read_csv", spent["pandas"], rows)
    table("Processor time", "DuckDB read_csv into a file", spent["duckdb"], {"load": (spent["load"], 1.5)})


@pytest.mark.performance
def test_the_memory_of_a_load(tmp_path):
    (tmp_path / "survey.csv").write_bytes(survey(ROWS))
    program = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from tests.performance.test_intake_speed import registered, load\n"
        "store, known = registered(sys.argv[1])\n"
        "load(store, known, Path(sys.argv[2]).read_bytes())\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)\n"
    )
    words = [sys.executable, "-c", program, str(tmp_path / "x.duckdb"), str(tmp_path / "survey.csv")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    print(f"\npeak memory of the whole process: {float(done.stdout):.2f} GB (aim 1.2)")


@pytest.mark.performance
def test_a_small_upload_costs_what_it_holds_not_what_the_store_holds(tmp_path):
    small = survey(5000)
    empty, known = registered(tmp_path / "empty.duckdb")
    into_empty = seconds(partial(load, empty, known, small), 1)
    full, known = registered(tmp_path / "full.duckdb")
    for k, wave in enumerate(("2022", "2023", "2024", "2025")):
        load(full, known, survey(100_000, first=k * 100_000), wave)
    into_full = seconds(partial(load, full, known, small), 1)
    answers = int(full.query("SELECT count(*) AS n FROM answer")["n"][0])
    assert answers > 10_000_000
    table("5,000 responses uploaded", "into an empty store", into_empty, {f"into {answers:,} answers": (into_full, 3)})


@pytest.mark.performance
def test_a_workbook_against_calamine_and_the_same_rows_as_csv(tmp_path):
    rows = 100_000
    text = survey(rows)
    book = as_workbook(text)
    base = seconds(lambda: CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python(), 2)

    def fresh(content: bytes) -> float:
        (tmp_path / "x.duckdb").unlink(missing_ok=True)
        store, known = registered(tmp_path / "x.duckdb")
        taken = seconds(partial(load, store, known, content), 1)
        store.close()
        return taken

    csv, xlsx = (min(fresh(content) for _ in range(2)) for content in (text, book))
    table(
        f"XLSX, {rows:,} rows x {ITEMS + 5} columns, {len(book) / 1e6:.0f} MB; as CSV they are loaded in {csv:.2f} s",
        "calamine to Python lists",
        base,
        {"check and load, less that of the CSV": (xlsx - csv, 1.5)},
    )


def as_workbook(text: bytes) -> bytes:
    """The same rows as a workbook, answers and weights as numbers."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(text.decode().splitlines()):
            cells = row.split(",")
            sheet.write_row(line, 0, cells if line == 0 else [*cells[:4], *map(float, cells[4:])])
    return content.getvalue()
