"""The screens of a round that is asked, on the demo: what is in, who falls behind, whom it is told to."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.fieldwork.tracking import track
from benchmarks.reading import Reading
from data.demo import fieldwork
from data.viewer import LOCAL
from pages.parts.words.language import ENGLISH
from tests.demo_kit import SPECS

APP = str(Path(__file__).resolve().parents[2] / "streamlit_app.py")


def screen(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update({"lang": "en", "sector": fieldwork.SECTOR} | query)
    app.switch_page(f"pages/submit/{page}.py").run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(each.value for each in [*app.title, *app.markdown, *app.caption]).replace("\\", "").replace("*", "")


def test_the_tracker_opens_with_how_many_makers_will_miss_their_sample(shown):
    app = screen("fieldwork")
    assert app.title[0].value == "3 makers will miss their sample at this pace"  # those whose pace the demo slows
    said, counted = words(app), track(Reading(shown, SPECS, LOCAL))["as_of"].iloc[0]
    assert "of 600 interviews are in" in said  # ten makers, three strata, 20 each
    assert "nothing is estimated from them" in said and f"goes up to {ENGLISH.date(counted)}" in said
    table = app.dataframe[0].value
    assert table["State"].tolist()[:3] == ["will miss its sample"] * 3
    assert "The strata respond unlike: R = 0.88" in said and "Stratum south answers least" in said
    assert "Raking to the contacts helps, as the strata differ beyond chance; it costs a design effect of 1.02" in said
    looked = next(each.value for each in app.table if "What is unusual" in each.value)
    assert looked["Interviewer"].tolist()[0] == "I-03"


def test_the_questionnaire_shows_each_question_as_it_is_asked_and_of_whom(shown):
    app = screen("questionnaire", sector="automobiles")
    assert app.title[0].value == "10 questions are asked, 3 of them of some only"  # two by fuel, one if served
    assert "10. " in words(app) and "11. " not in words(app)
    asked = {each.label: each.options for each in app.radio}
    rated = next(options for label, options in asked.items() if "dissatisfied are you with this car" in label)
    assert [each.replace("\\", "") for each in rated[:2]] == ["1 - completely dissatisfied", "2"]
    assert len(rated) == 12  # ten grades, don't know, doesn't apply
    assert "Only if question 1 is Petrol passenger cars" in words(app)
    cars = screen("questionnaire", sector="automobiles", asked_automobiles="passenger_car_ev")
    assert cars.title[0].value == "8 questions are asked, 1 of them of some only"


def test_in_chinese_the_answer_is_the_same(shown):
    assert screen("fieldwork", lang="zh").title[0].value == "按目前进度，3家企业将完不成样本"


def test_a_sector_without_a_running_round_says_what_starts_one(shown):
    app = screen("fieldwork", sector="automobiles")
    assert app.title[0].value == "No round is running"
    assert "Rounds are running in: Catering." in " ".join(each.value for each in [*app.markdown, *app.caption])


def test_a_maker_sees_its_own_interviews_only(shown):
    app = screen("fieldwork", role="manufacturer", own_sector=fieldwork.SECTOR, own_catering="CAT-02")
    assert app.title[0].value == "1 maker will miss its sample at this pace"
    assert len(app.dataframe[0].value) == 1
    assert not [each for each in app.table if "What is unusual" in each.value]
