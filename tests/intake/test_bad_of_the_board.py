"""What the board is made of, sent wrong: each mistake by its line, all at once, and nothing half loaded.

Through the preview of the upload page and through `check` and `load` of the command line: they say the same.
"""

import json

import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.intake.load import check
from benchmarks.intake.sending import Sending
from benchmarks.specs.spec import load_specs
from data.kept.batches import Upload
from data.store import open_store
from data.viewer import LOCAL
from tests.demo_kit import SHIPPED

REGISTER = "enterprise,name_en,name_zh,sector,region,uscc\n"
SOUND = "M1,One,一,home_furnishings,440000,91440000DEM000001L\n"
CHECKS = "check,authority,enterprise,category,sampled_on,place,region,why_drawn,draw_prob,result,failed,notified_on,"
CHECKS += "correct_by,source\n"
LOT = "{check},SAMR,M1,wood_panel,2026-02-01,shop,{region},{why},{chance},{result},{failed},{told},{due},notice\n"
FIGURES = "area,period,indicator,value,unit,numerator,denominator,definition,published_on,source,checked\n"
FIGURE = "CN,{period},product_pass,{value},%,{top},{all},{definition},2025-03,{source},source\n"


def lot(check: str, **changed: str) -> str:
    sound = {
        "region": "440000",
        "why": "random",
        "chance": "0.5",
        "result": "pass",
        "failed": "",
        "told": "",
        "due": "",
    }
    return LOT.format(check=check, **(sound | changed))


def figure(period: str, **changed: str) -> str:
    return FIGURE.format(
        period=period, **({"value": "90", "top": "9", "all": "10", "definition": "lots", "source": "a"} | changed)
    )


FILES = {
    "checks": (
        CHECKS
        + lot("C1", chance="0")
        + lot("C2", chance="1.2")
        + lot("C3", chance="")  # a warning: the lot counts, not for the random draw
        + lot("C4", result="fail")
        + lot("C5", told="2026-03-01", due="2026-02-01")
        + lot("C6", region="999999")
        + lot("C6"),
        [
            *(("draw_prob_out_of_range", 2), ("draw_prob_out_of_range", 3), ("draw_prob_missing", 4)),
            *(("failed_missing", 5), ("dates_out_of_order", 6), ("region_unknown", 7), ("check_twice", 8)),
        ],
    ),
    "register": (
        REGISTER + "M2,Two,二,home_furnishings,999999,\nM3,Three,三,home_furnishings,440000,91110000600037341M\n",
        [("region_unknown", 2), ("uscc_check_digit", 3)],
    ),
    "published": (
        FIGURES
        + figure("2021", definition="")
        + figure("2022", source="")
        + figure("2023", top="11")
        + figure("2024", value="93"),
        [("empty", 2), ("empty", 3), ("part_above_whole", 4), ("share_differs", 5)],
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("board")
    (folder / "good.csv").write_text(REGISTER + SOUND, encoding="utf-8")
    assert _run(folder, "load", folder / "good.csv", "register").exit_code == 0
    return folder


def _run(folder, command: str, path, kind: str, *more: str):
    wave = ("--wave", "2026H1") if kind == "checks" else ()
    words = ("--store", str(folder / "x.duckdb"), command, str(path), "--kind", kind, "--sector", "home_furnishings")
    return CliRunner().invoke(main, [*words, *wave, *more])


@pytest.mark.parametrize("kind", FILES)
def test_each_is_named_by_line_all_at_once_and_nothing_is_loaded(place, kind):
    text, expected = FILES[kind]
    path = place / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    done = _run(place, "check", path, kind, "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)["problems"]
    assert sorted((each["code"], each["line"]) for each in told) == sorted(expected)
    done = _run(place, "load", path, kind)
    assert done.exit_code == 1 and "Nothing was written" in done.output
    lines = {line for code, line in expected if code != "draw_prob_missing"}
    assert {line for line in range(2, 10) if f"Line {line}, column" in done.output} >= lines
    store = open_store(place / "x.duckdb")
    try:
        upload = Upload(kind, "home_furnishings", text.encode(), "f.csv", "", "2026H1" if kind == "checks" else "")
        seen = check(store, load_specs(SHIPPED), LOCAL, Sending(upload))
        assert sorted((each.code, each.line) for each in seen.problems) == sorted(expected)
        for table in ("spot_check", "published"):
            assert store.query(f"SELECT * FROM {table}").empty
        assert len(store.query("SELECT * FROM registration")) == 1
    finally:
        store.close()
