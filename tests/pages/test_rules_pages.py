"""The screens of the section Rules on the demo: levels with citations, the method with its choices, the planner."""

from math import ceil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks import policy
from benchmarks.laboratories.capability import capability
from benchmarks.progress.planner import plan
from benchmarks.reading import Reading, gaps
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, manufacturer
from pages.parts.charts.needed import needed
from pages.parts.words import method_caveats
from pages.parts.words.language import CHINESE, ENGLISH
from tests.demo_kit import SPECS
from tests.pages.charts import marks, texts

APP = str(Path(__file__).resolve().parents[2] / "streamlit_app.py")
CARS, EV = "automobiles", "passenger_car_ev"
ASKED = Selection(CARS, EV, indicator="satisfaction")
PLANNED = {"sector": CARS, f"category_{CARS}": EV, f"planned_{CARS}": "satisfaction"}
CHANGE = f"change_{CARS}_satisfaction"


def screen(page: str, language: str = "en", **query: str) -> AppTest:
    """A page of the section as a reader with this address sees it."""
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update(query | {"lang": language})
    app.switch_page(f"pages/rules/{page}.py").run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """Every word of a page but its tables, without the marks of Markdown."""
    return " ".join(each.value for each in [*app.title, *app.markdown, *app.caption]).replace("\\", "").replace("*", "")


def table(app: AppTest, column: str) -> pd.DataFrame:
    """The first table of a page that has a column."""
    return next(each.value for each in [*app.dataframe, *app.table] if column in each.value.reset_index().columns)


@pytest.mark.parametrize(
    ("language", "value", "level"), [("en", "Value of the level", "floor"), ("zh", "水平值", "底线")]
)
def test_a_level_stands_with_its_value_and_the_standard_it_comes_from(served, language, value, level):
    query = {"sector": "home_furnishings", "rules_home_furnishings": "wood_panel"}
    app = screen("benchmarks", language, **query)
    tables = [each.value.astype(str) for each in app.table]
    rows = next(each for each in tables if each.apply(lambda row: row.str.contains("GB 18580").any(), axis=1).any())
    first = next(name for name in rows.columns if name.startswith(level))
    assert "0.124" in rows.loc[value, first]
    assert any("GB 18580-2017" in text for text in rows[first])
    assert len(set(rows.columns)) == rows.shape[1]  # a level with two entries has two columns, told apart by their day


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_an_indicator_stands_with_its_question_its_uncertainty_and_its_other_names(served, language):
    query = {"sector": "catering", "rules_catering": "canteen"}
    said = words(screen("benchmarks", language.code, **query))
    for each in SPECS["catering"].indicators:
        if each.applies_to("canteen"):
            told = [*([language.label(each.ask)] if each.ask else []), *each.synonyms]
            told += [getattr(each.ends, language.code)[0]] if each.ends else []
            told += [each.default_u.cite, "1.0 °C"] if each.default_u else []
            assert [text for text in told if text not in said] == [], each.id
    day = {"en": "A new series starts on 1 Jun 2026.", "zh": "2026年6月1日起为新序列。"}
    boards = {"sector": "home_furnishings", "rules_home_furnishings": "board_product"}
    assert day[language.code] in words(screen("benchmarks", language.code, **boards))


@pytest.mark.parametrize(("language", "columns"), [("en", ("Choice", "Set to")), ("zh", ("取值项", "取值"))])
def test_the_method_page_shows_every_choice_with_its_value(served, language, columns):
    app = screen("method", language)
    tables = [each.value.reset_index() for each in app.table]
    choices = pd.concat([each for each in tables if columns[0] in each.columns])
    shown = dict(zip(choices[columns[0]], choices[columns[1]], strict=True))
    assert shown == {name: each.written for name, each in policy.choices().items()}
    assert shown["MIN_RESPONSES"] == str(policy.MIN_RESPONSES)
    assert f"{len(shown)}" in app.title[0].value


@pytest.mark.parametrize(("language", "never", "why"), [(ENGLISH, "promise", "Why"), (CHINESE, "承诺", "理由")])
def test_the_method_page_says_formulas_deviations_and_what_it_must_not_be_used_for(served, language, never, why):
    app = screen("method", language.code)
    sections = method_caveats.sections(language)
    assert [each.value for each in app.header] == [each.title for each in sections]
    drawn = len(app.latex) + sum(each.value.startswith(r"$\displaystyle") for each in app.markdown)
    assert drawn == sum(len(each.formulas) for each in sections)
    assert str(drawn) in app.title[0].value
    assert never in words(app)
    assert len(table(app, why)) == len(method_caveats.deviations(language))


@pytest.mark.parametrize(
    ("language", "column", "said"), [("en", "Answers needed", "have enough today"), ("zh", "所需回答", "家已够")]
)
def test_the_planner_answers_what_the_function_answers(served, language, column, said):
    app = screen("planner", language, **PLANNED)
    rows = plan(Reading(served, SPECS, LOCAL, ASKED), change=5.0)
    assert sorted(table(app, column)[column]) == sorted(rows["needed_n"])
    assert f"{rows['needed_n'].max():,}" in app.title[0].value
    assert said in app.title[0].value
    assert str(int((rows["n"] >= rows["needed_n"]).sum())) in app.title[0].value
    app.number_input(key=CHANGE).set_value(2.5).run()
    fewer = plan(Reading(served, SPECS, LOCAL, ASKED), change=2.5)
    assert f"{fewer['needed_n'].max():,}" in app.title[0].value
    assert sorted(table(app, column)[column]) == sorted(fewer["needed_n"])
    assert all(
        ceil(four) - 4 <= four_fold <= ceil(four)
        for four_fold, four in zip(fewer["needed_n"], 4 * rows["needed_n"].astype(float), strict=True)
    )


def test_a_share_is_planned_in_percentage_points_and_a_higher_power_asks_for_more(served):
    share = next(each for each in SPECS[CARS].indicators if each.statistic == "share" and each.source == "survey")
    category = share.categories[0]
    query = {"sector": CARS, f"category_{CARS}": category, f"planned_{CARS}": share.id, "power": "0.9"}
    app = screen("planner", **query)
    rows = plan(Reading(served, SPECS, LOCAL, Selection(CARS, category, indicator=share.id)), change=0.05, power=0.9)
    assert sorted(table(app, "Answers needed")["Answers needed"]) == sorted(rows["needed_n"])
    assert "5.0 percentage points" in app.title[0].value
    assert "90% of cases" in words(app)


def test_a_manufacturer_plans_for_itself_alone(served):
    app = screen("planner", role="manufacturer", own_sector=CARS, **{f"own_{CARS}": "AUT-01"}, **PLANNED)
    own = plan(Reading(served, SPECS, manufacturer(CARS, "AUT-01"), ASKED), change=5.0)
    assert list(table(app, "Answers needed")["Answers needed"]) == [own["needed_n"][0]]
    assert app.title[0].value == (
        f"{own['needed_n'][0]:,} responses show a change of 5.0 points; the last wave had {own['n'][0]:,}"
    )


def test_the_picture_marks_who_has_enough_and_says_so(served):
    rows = pd.DataFrame(
        {"key": ["a", "b"], "label": ["Ash", "Birch"], "n": [400, 100], "detectable_change": [3.96, 7.92]}
    ).assign(needed_n=[251, 251])
    measure = SPECS[CARS].indicator("satisfaction")
    chart = needed(rows, ENGLISH, 5.0, 0.8, measure, "points")
    said = dict(marks(chart))
    assert any(each.startswith("Ash: 400 answers show 4.0 points; 251 are needed") for each in said)
    assert len(set(said.values())) == 2
    assert {"5.0 points", "Change that shows, in points", "Answers an enterprise", "200"} <= set(texts(chart))


@pytest.mark.parametrize(("language", "columns"), [("en", ("Laboratory", "Samples")), ("zh", ("实验室", "样品数"))])
def test_the_laboratories_screen_says_what_the_result_says(served, language, columns):
    app = screen("laboratories", language, sector=CARS, wave="2026H1")
    found = capability(Reading(served, SPECS, LOCAL, Selection(CARS, wave="2026H1")))
    shown = table(app, columns[0])
    assert sorted(shown[columns[1]]) == sorted(found["samples"]) and len(found) > 20
    assert sorted(shown["En"].dropna()) == sorted(found["en_worst"].dropna())
    assert {code.rsplit("(", 1)[1].strip(")") for code in shown[columns[0]]} == set(found["lab"])


def test_a_laboratory_reads_of_itself_alone_and_a_manufacturer_has_no_such_screen(served):
    app = screen("laboratories", role="laboratory", own_laboratory="LAB-CAT-2")
    assert set(table(app, "Laboratory")["Laboratory"].str.extract(r"(LAB-\w+-\d)")[0]) == {"LAB-CAT-2"}
    refused = screen("laboratories", role="manufacturer", own_sector=CARS, **{f"own_{CARS}": "AUT-01"})
    assert not refused.dataframe


def test_an_association_decides_about_laboratories_that_differ_with_a_reason_or_is_told_that_it_needs_one(served):
    app = screen("laboratories", role="association", own_sector=CARS, sector=CARS, wave="2026H1")
    assert app.title[0].value == "1 laboratory differs from the others"
    key = "decide_passenger_car_ice_cabin_toluene_2026H1"
    app.radio(key=f"{key}_verdict").set_value(("together", ""))
    next(each for each in app.button if each.label == "Decide").click().run()
    assert "A decision needs a reason" in app.error[0].value
    place = Selection(CARS, "passenger_car_ice", "AUT-02", "cabin_toluene", "2026H1")
    assert set(gaps(Reading(served, SPECS, LOCAL, place))["reason"]) == {"labs_differ"}
    app.text_input(key=f"{key}_reason").set_value("Measured again with a new standard.")
    next(each for each in app.button if each.label == "Decide").click().run()
    assert "Their values count together: a verdict is given" in words(app)
    assert "Measured again with a new standard." in words(app)
    assert set(gaps(Reading(served, SPECS, LOCAL, place))["reason"]) == {""}
