"""What fieldwork refuses, case by case, each with its whole sentence on the command line; nothing is written."""

import pytest
import yaml
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from data.kept.batches import Upload
from data.store import open_store
from data.viewer import LOCAL
from tests.benchmarks.test_questionnaire import SPECS, form, kobo, mapping_of, older, register, text
from tests.kit import Shop, indicator, specs

POINTS = "".join(f"{h},{h}{k},100\n" for h in ("east", "west") for k in range(12))
SCALE = SPECS["automobiles"].indicator("recommend").range
WORDS = SPECS["automobiles"].indicator("satisfaction").ask
FORM = ["questionnaire", "--sector", "things", "--format", "xlsform", "-o", "out"]
ALLOCATE = ["plan", "allocate", "--frame", "in", "--budget", "300", "-o", "out"]
LOAD = [*("load", "in", "--kind", "survey", "--sector", "automobiles", "--survey", "S1", "--wave", "2026H1")]
LOAD += ["--mapping", "mapping.json"]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Two stores: of a sector that was surveyed and asks nothing by its spec, of one that asks and was not surveyed."""
    folder = tmp_path_factory.mktemp("bad")
    shop = Shop(specs(indicator("rating")), open_store(folder / "things.duckdb"))
    rows = [(maker, 60 + step * k, h) for maker, step in (("A", 10), ("B", 20)) for k in (-1, 1) for h in "ew"] * 10
    shop.survey(
        [{"enterprise": m, "rating": float(y), "stratum": h, "psu": f"p{n}"} for n, (m, y, h) in enumerate(rows)]
    )
    shop.store.close()
    spec = shop.specs["things"].model_dump(mode="json", by_alias=True, exclude_unset=True)
    (folder / "specs").mkdir()
    (folder / "specs" / "things.yaml").write_text(yaml.safe_dump(spec, allow_unicode=True), encoding="utf-8")
    store = open_store(folder / "cars.duckdb")
    load(store, SPECS, LOCAL, Sending(Upload("register", "automobiles", register("automobiles"), "r.csv")))
    store.close()
    return folder


def mapping(sector: str = "automobiles") -> str:
    return mapping_of(form(sector), "xlsform").json()


BAD = {
    "spec without questions": (
        FORM,
        "",
        "",
        "No questionnaire can be written: the spec of things asks no question there: give survey indicators an ask.",
    ),
    "no column for the size": (
        ALLOCATE,
        "stratum,psu\na,1\na,2\n",
        "",
        "Line 1, column size: A frame has the columns `stratum`, `psu` and `size`, and may have `cost`; there is no "
        "size. Add the column size (规模).",
    ),
    "unit without size": (
        ALLOCATE,
        f"stratum,psu,size\n{POINTS}east,e99,\n",
        "",
        "Line 26, column size: Every sampling unit has its size; this one has none. Fill the cell.",
    ),
    "unit twice": (
        ALLOCATE,
        f"stratum,psu,size\n{POINTS}east,east3,50\n",
        "",
        "Line 26, column psu: Each sampling unit stands once in its stratum; east3 of east stands on line 5 already. "
        "Delete one of the two rows, or give it its own code.",
    ),
    "size 0": (
        ALLOCATE,
        f"stratum,psu,size\n{POINTS}east,e99,0\n",
        "",
        "Line 26, column size: The size of a sampling unit is a number above 0; got 0. Correct it, or leave the unit "
        "out where nobody is to be asked.",
    ),
    "budget below the least": (
        [*ALLOCATE[:-3], "59", *ALLOCATE[-2:]],
        f"stratum,psu,size\n{POINTS}",
        "",
        "a budget of 59 is below the least possible, 60",
    ),
    "older form, another scale": (
        LOAD,
        text(kobo("automobiles")),
        older({"range": SCALE}),
        "The questionnaire of version 2025.9 asked driving_experience on another scale than the spec does now. Ask "
        "with the form of today, or convert the answers and send them without this mapping.",
    ),
    "mapping of another sector": (
        LOAD,
        text(kobo("automobiles")),
        mapping("catering"),
        "The mapping belongs to a questionnaire of catering, and the file is sent for Automobiles (automobiles). "
        "Name the sector that was asked, or the mapping of its own questionnaire.",
    ),
}


def run(folder, command: list[str], sent, mapped: str):
    (folder / "in").write_bytes(sent if isinstance(sent, bytes) else sent.encode())
    (folder / "mapping.json").write_text(mapped, encoding="utf-8")
    cars = "automobiles" in command
    base = ["--store", str(folder / ("cars.duckdb" if cars else "things.duckdb"))]
    base += [] if cars else ["--specs", str(folder / "specs")]
    words = [str(folder / each) if each in ("in", "out", "mapping.json") else each for each in command]
    return CliRunner().invoke(main, [*base, *words])


@pytest.mark.parametrize("case", BAD)
def test_it_is_refused_in_a_sentence_that_says_what_to_do_and_nothing_is_written(place, case):
    *asked, said = BAD[case]
    done = run(place, *asked)
    assert (done.exit_code, said in " ".join(done.stderr.split())) == (1, True), done.stderr
    assert done.stderr.count("\n  ") <= 1, "one problem alone"
    assert "Traceback" not in done.output and not (place / "out").exists()
    store = open_store(place / "cars.duckdb")
    assert store.query("SELECT count(*) AS n FROM batch WHERE kind = 'survey'")["n"][0] == 0
    store.close()


def test_an_older_form_with_other_words_is_taken_and_the_questions_that_start_anew_are_named(place):
    done = run(place, ["check", *LOAD[1:]], text(kobo("automobiles")), older({"ask": WORDS}))
    assert done.exit_code == 0, done.output
    said = (
        "The questionnaire of version 2025.9 asked driving_experience in other words or in another place than the "
        "spec does now. The answers count; a new series of theirs starts at this wave."
    )
    assert said in " ".join(done.output.split())
