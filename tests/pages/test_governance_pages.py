"""The screens of rights and duties, tiers, problems and projects on the demo."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.governance.tiers import tiers
from benchmarks.innovation.projects import projects
from benchmarks.intake.demo import demo_files, fill
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL
from tests.demo_kit import SPECS

APP = str(Path(__file__).resolve().parents[2] / "streamlit_app.py")


@pytest.fixture(scope="module", autouse=True)
def _further(served) -> None:
    """The demo's records and projects, which the tests of its measurements do without."""
    fill(served, SPECS, demo_files(SPECS))


def screen(page: str, language: str = "en", **query: str) -> AppTest:
    """A page as a reader with this address sees it."""
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update(query | {"lang": language})
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """Every word of a page but its tables, without the marks of Markdown."""
    return " ".join(each.value for each in [*app.title, *app.markdown, *app.caption]).replace("\\", "").replace("*", "")


@pytest.mark.parametrize(
    ("language", "out"), [("en", "Ends by itself on 9 Mar 2029"), ("zh", "2029年3月9日到期自动终止")]
)
def test_a_record_stands_with_its_end_and_the_makers_reply_and_a_repaired_one_is_gone(served, language, out):
    """Serious, from 10 March 2026: 36 months end on 9 March 2029. FUR-10's was repaired, so no word of it is left."""
    said = words(screen("rules/clock", language, sectors="home_furnishings"))
    assert out in said.replace(" 到期", "到期")
    assert "甲醛超标人造板" in said and "二月已更换胶粘剂" in said
    assert "DEMO-FUR-10-01" not in said


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tiers_say_how_many_are_proposed_and_name_the_lots_behind_each(served, language):
    rows = tiers(Reading(served, SPECS, LOCAL, Selection("automobiles")))
    n = int((rows["proposed"] == "T3").sum())
    told = {"en": f"{n} maker is proposed for T3", "zh": f"建议 {n} 家为 T3"}
    assert n == 1 and told[language] in screen("manage/tiers", language, sector="automobiles").title[0].value


@pytest.mark.parametrize(("language", "verdict"), [("en", "worked"), ("zh", "有效")])
def test_a_project_says_whether_it_worked_with_its_interval(served, language, verdict):
    row = projects(Reading(served, SPECS, LOCAL, Selection("automobiles"))).iloc[0]
    assert row["verdict"] == "worked" and row["low"] > 0
    said = words(screen("improve/problems", language, sectors="automobiles"))
    assert verdict in said and f"+{row['beyond']:.0f}" in said
