"""How long the check of 1,000,000 responses of 30 columns takes, beside a bare read_csv of the same file."""

from collections import Counter
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv as csv
import pytest

from benchmarks.specs.file_columns import COLUMNS
from data.check.check import check
from data.check.contract import Contract, IndicatorRule, Labels
from data.check.known import Known
from data.read import read
from tests.performance.stopwatch import seconds, table

ROWS = 1_000_000
ASKED = [f"q{number:02d}" for number in range(24)]
STATISTICS = ("mean", "top_box", "nps", "per_100")
MAKERS = [f"E{number:02d}" for number in range(40)]
CONTRACT = Contract(
    "survey",
    "homes",
    COLUMNS["survey"],
    {"sofa": Labels("Sofa", "沙发"), "panel": Labels("Panel", "人造板")},
    {
        name: IndicatorRule(name, name, f"题{name}", STATISTICS[i % 4], "", 0, 10, True, frozenset(), "survey")
        for i, name in enumerate(ASKED)
    },
)
KNOWN = Known(enterprises=dict.fromkeys(MAKERS, "homes"))
# Column -> a text that is wrong in it, and the code of the problem.
WRONG = {
    "enterprise": ("E99", "enterprise_unknown"),
    "category": ("chair", "category_unknown"),
    "weight": ("1_0", "not_a_number"),
    "q03": ("2.5", "not_whole"),
    "q07": ("99", "out_of_range"),
}


def responses() -> dict[str, np.ndarray]:
    """Columns of text of a plausible survey; about one answer in eleven is missing."""
    chance = np.random.default_rng(1)
    units = np.arange(ROWS) % 400
    columns = {
        "response": np.array([f"R{row:07d}" for row in range(ROWS)], dtype=object),
        "enterprise": np.array(MAKERS, dtype=object)[chance.integers(0, 40, ROWS)],
        "category": np.array(["sofa", "panel"], dtype=object)[chance.integers(0, 2, ROWS)],
        "stratum": np.array([f"S{number}" for number in range(8)], dtype=object)[units // 50],
        "psu": np.array([f"P{number:03d}" for number in range(400)], dtype=object)[units],
        "weight": np.array([f"{each:.4f}" for each in chance.uniform(0.2, 3, ROWS)], dtype=object),
    }
    answers = np.array([str(number) for number in range(11)], dtype=object)
    return columns | {name: np.append(answers[1:], None)[chance.integers(0, 11, ROWS)] for name in ASKED}


def written(columns: dict[str, np.ndarray], path: Path) -> bytes:
    """The columns as a CSV file; returns its bytes."""
    frame = pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})
    csv.write_csv(frame, path, csv.WriteOptions(quoting_style="none"))
    return path.read_bytes()


@pytest.mark.performance
def test_a_check_costs_less_than_a_bare_read_csv_with_and_without_a_thousand_errors(tmp_path):
    columns = responses()
    clean = read(written(columns, tmp_path / "clean.csv"), "clean.csv")
    planted = np.random.default_rng(2).choice(ROWS, 1000, replace=False)
    for place, row in enumerate(planted):
        name = list(WRONG)[place % len(WRONG)]
        columns[name][row] = WRONG[name][0]
    wrong = read(written(columns, tmp_path / "wrong.csv"), "wrong.csv")

    def bare() -> None:
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE t AS SELECT * FROM read_csv(?)", [str(tmp_path / "clean.csv")])

    base = seconds(bare)
    taken = {
        "check, clean": (seconds(lambda: check(clean, CONTRACT, KNOWN)), 1.0),
        "check, 1,000 errors": (seconds(lambda: check(wrong, CONTRACT, KNOWN)), 1.0),
    }
    means = {(maker, name, asked): (5.5, 0.05) for maker in MAKERS for name in ("sofa", "panel") for asked in ASKED}
    earlier = Known(KNOWN.enterprises, responses={f"X{row:07d}" for row in range(300_000)}, last=means)
    taken["check, clean, 300,000 earlier responses and a wave before"] = (
        seconds(lambda: check(clean, CONTRACT, earlier)),
        1.0,
    )
    table("Check of 1,000,000 rows x 30 columns", "DuckDB read_csv into a table", base, taken)

    assert check(clean, CONTRACT, KNOWN).typed.num_rows == ROWS
    got = Counter(problem.code for problem in check(wrong, CONTRACT, KNOWN).problems)
    assert got == {code: 1000 // len(WRONG) for _, code in WRONG.values()}
    for name, (spent, aim) in taken.items():
        assert spent <= aim * base, name
