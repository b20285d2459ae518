"""The screens of rights and duties, tiers, problems and projects on the demo."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.governance.supposed import steps_moved
from benchmarks.governance.tiers import tiers
from benchmarks.innovation.library import library
from benchmarks.innovation.projects import projects
from benchmarks.intake.demo import demo_files, fill
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, Viewer, manufacturer
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
    english = ["Panels above the limit of formaldehyde", "The glue was replaced in February"]
    told = {"en": english, "zh": ["甲醛超标人造板", "二月已更换胶粘剂"]}  # in the reader's language alone
    assert [[text in said for text in told[code]] for code in ("en", "zh")].count([True, True]) == 1
    assert all(text in said for text in told[language])
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


def test_a_project_is_registered_in_a_form_and_what_is_wrong_is_said_and_nothing_kept(served):
    app = screen("improve/problems", sector="catering", role="association", own_sector="catering")
    app.text_input(key="project_project").set_value("FORM-1")
    app.text_input(key="project_title").set_value("Quicker lunch")
    app.selectbox(key="project_problem").set_value("service_rating")
    app.multiselect(key="project_categories").set_value(["canteen"])
    app.multiselect(key="project_members").set_value(["CAT-02", "CAT-04"])
    app.selectbox(key="project_lead").set_value("CAT-02")
    app.selectbox(key="project_level").set_value("")
    button = next(each for each in app.button if each.label == "Register the project")
    button.click().run()
    assert len(app.error) == 1 and "target" in app.error[0].value.lower()
    assert "FORM-1" not in set(projects(Reading(served, SPECS, LOCAL))["project"])
    app.number_input(key="project_value").set_value(9.0)
    app.number_input(key="project_budget").set_value(250000)
    app.text_input(key="project_capital").set_value("River Stone Bank")
    next(each for each in app.button if each.label == "Register the project").click().run()
    assert not app.error and "kept" in app.success[0].value
    row = projects(Reading(served, SPECS, LOCAL)).set_index("project").loc["FORM-1"]
    assert (row["members"], row["budget"], row["partners"]) == (2, 250000, "capital:River Stone Bank")


def test_other_edges_show_whom_they_would_move_before_they_take_effect(served):
    """With the edge of T3 at 40 % nobody is beyond it: who is proposed for T3 today would move."""
    app = screen("manage/tiers", sector="automobiles", role="regulator")
    assert "Nobody would move." in words(app)
    app.number_input(key="edge_2").set_value(60.0).run()
    app.number_input(key="edge_1").set_value(50.0).run()
    assert "1 maker would move." in words(app) or "makers would move." in words(app)
    wrong = app.number_input(key="edge_0").set_value(55.0).run()
    assert wrong.error[0].value == "Three edges rise from the first to the last."


@pytest.mark.parametrize("role", ["association", "manufacturer"])
def test_other_edges_are_shown_to_who_decides_alone(served, role):
    app = screen("rules/clock", role=role, own_sector="catering", own_catering="CAT-02")
    assert "edge_0" not in {each.key for each in app.number_input}
    parties = app.selectbox(key="pick_party").options
    assert parties  # one list for each party


def test_another_term_shows_the_open_steps_it_would_move_to_the_authority_alone(served):
    """As the result says: checks again that are open on the day, held against a term of five days instead of 75."""
    app = screen("rules/clock", role="regulator")
    assert "No open step would move." in words(app)
    day = app.date_input(key="clock_day").value
    rows = steps_moved(Reading(served, SPECS, Viewer("regulator")), "recheck", 5, day)
    assert len(rows) and set(rows["step"]) == {"recheck"}
    app.number_input(key="term_length_recheck").set_value(5).run()
    n = len(rows)
    assert (f"{n} open steps would move." if n > 1 else "1 open step would move.") in words(app)
    maker = screen("rules/clock", role="manufacturer", own_sector="catering", own_catering="CAT-02")
    assert not [each for each in maker.number_input if str(each.key).startswith("term_")]
    assert steps_moved(Reading(served, SPECS, manufacturer("catering", "CAT-02")), "recheck", 5, day).empty


def test_a_gap_tells_what_others_did_about_it_with_failures_and_interval(served):
    """The row of the indicator in the library, in words; nobody is named."""
    rows = library(Reading(served, SPECS, LOCAL))
    row = rows[(rows["by"] == "indicator") & (rows["part"] == "problems_per_100")].iloc[0]
    assert row["projects"] >= 1
    query = {"sector": "automobiles", "category": "passenger_car_ice", "indicator": "problems_per_100"}
    app = screen("results/gaps", **query)
    app.toggle(key="others_problems_per_100").set_value(True).run()
    said = words(app)
    assert f"{row['worked']:.0f} delivered, {row['failed']:.0f} did not" in said
    assert f"{row['projects']:.0f} project" in said
