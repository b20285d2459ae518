"""`python -m benchmarks plan allocate`: what it writes and says, and the frames it refuses line by line."""

import csv

import pytest
import yaml
from click.testing import CliRunner

from benchmarks.cli import main
from data.store import open_store
from tests.kit import Shop, indicator, specs


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A store on disk in which two makers were surveyed in two strata, one of them twice as far apart."""
    folder = tmp_path_factory.mktemp("allocate")
    shop = Shop(specs(indicator("rating")), open_store(folder / "q.duckdb"))
    rows = [("A", 60 + 10 * k, h) for k in (-1, 1) for h in ("east", "west")] * 10
    rows += [("B", 60 + 20 * k, h) for k in (-1, 1) for h in ("east", "west")] * 10
    shop.survey(
        [
            {"enterprise": maker, "rating": score, "stratum": h, "psu": f"p{n}"}
            for n, (maker, score, h) in enumerate(rows)
        ]
    )
    shop.store.close()
    spec = shop.specs["things"].model_dump(mode="json", by_alias=True, exclude_unset=True)
    (folder / "specs").mkdir()
    (folder / "specs" / "things.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True), encoding="utf-8")
    return folder


def run(folder, frame: str, *more: str):
    (folder / "frame.csv").write_text(frame, encoding="utf-8")
    base = ["--store", str(folder / "q.duckdb"), "--specs", str(folder / "specs"), "plan", "allocate"]
    return CliRunner().invoke(main, [*base, "--frame", str(folder / "frame.csv"), "-o", str(folder / "a.csv"), *more])


POINTS = "".join(f"{h},{h}{k},100\n" for h in ("east", "west") for k in range(12))


def test_the_budget_is_divided_and_the_change_before_and_after_is_said(place):
    done = run(place, f"层,抽样点,规模\n{POINTS}", "--budget", "300", "--indicator", "rating")
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader((place / "a.csv").read_text().splitlines()))
    assert sum(int(row["take"]) for row in rows) == 300
    # shrunk to the mean: v and 4 v become (40 v + 30 x 2.5 v) / 70 and (40 x 4 v + 75 v) / 70, 115 to 235
    asked = sum(int(row["take"]) for row in rows if row["enterprise"] == "B")
    assert asked == pytest.approx(300 * 235 / 350, abs=1)
    assert "300 interviews at 16 points, cost 300" in done.output


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("stratum,psu\na,1\n", ["Line 1, column size: A frame has the columns `stratum`, `psu` and `size`"]),
        ("stratum,psu,size\n", ["A frame has a row for each sampling unit; this one has none."]),
        (
            "stratum,psu,size,cost\na,1,,5\na,1,0,5\nb,3,x,-1\n",
            [
                "Line 2, column size: Every sampling unit has its size; this one has none.",
                "Line 3, column psu: Each sampling unit stands once in its stratum; 1 of a stands on line 2 already.",
                "Line 3, column size: The size of a sampling unit is a number above 0; got 0.",
                "Line 4, column cost: The cost of a sampling unit is a number above 0; got -1.",
                "Line 4, column stratum: A stratum has two sampling units or more, or no interval can be told; b has",
            ],
        ),
    ],
)
def test_a_bad_frame_is_refused_by_line_and_all_at_once(place, frame, said):
    (place / "a.csv").unlink(missing_ok=True)
    done = run(place, frame, "--budget", "300")
    assert done.exit_code == 1 and not (place / "a.csv").exists()
    assert [each for each in said if each not in done.stderr] == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--budget", "59"], "a budget of 59 is below the least possible, 60"),
        (["--budget", "300", "--indicator", "rating", "--change", "0.5"], "and 0.5 was asked for: it takes about"),
        (["--budget", "300", "--sector", "cars"], "There is no sector 'cars'"),
    ],
)
def test_what_cannot_be_allocated_is_refused_in_one_sentence(place, more, said):
    done = run(place, f"stratum,psu,size\n{POINTS}", *more)
    assert (done.exit_code, said in done.stderr) == (1, True), done.stderr
