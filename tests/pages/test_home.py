"""The home of each role: one sentence with a number, at most three steps, each a way to where it is done."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.index.index import index
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import manufacturer
from tests.demo_kit import LATEST, SPECS

ENTRY = Path(__file__).parents[2] / "streamlit_app.py"
MAKER = {"role": "manufacturer", "own_sector": "home_furnishings", "own_home_furnishings": "FUR-01"}


def show(**asked: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    for name, value in ({"lang": "en"} | asked).items():
        app.query_params[name] = value
    app.switch_page("pages/results/home.py").run()
    assert not app.exception, app.exception[0].value
    return app


def ways(app: AppTest) -> list[str]:
    return [each.proto.label for each in app.get("page_link")]


def test_a_manufacturer_begins_with_the_product_that_stands_worst_and_its_first_gap(shown):
    app = show(**MAKER)
    asked = Selection("home_furnishings", enterprise="FUR-01", wave=LATEST)
    rows = index(Reading(shown, SPECS, manufacturer("home_furnishings", "FUR-01"), asked))
    rows = rows[rows["dimension"] == "overall"]
    worst = rows.loc[rows["score"].idxmin()]
    assert f": {worst['score']:.1f} points" in app.title[0].value
    assert "1 bottom line is broken" in app.title[0].value
    steps = [each for each in ways(app) if each.startswith("**")]
    assert steps[0].startswith("**1** Close first: ")
    assert len(steps) == 3
    # three other products, each with its index and range of rank
    assert sum(" points, rank " in each.value for each in app.caption) == 3


@pytest.mark.parametrize(
    ("role", "asked", "title", "step"),
    [
        ("regulator", {}, "Catering breaks 7 bottom lines", "**1** Look at 8 bottom lines newly broken"),
        ("visitor", {}, "Catering breaks 7 bottom lines", "**1** Read the board of all sectors"),
        (
            "association",
            {"own_sector": "automobiles"},
            "2026 H2: 2 of 34 expected results",
            "**1** Load what 2026 H2 lacks",
        ),
        ("laboratory", {}, "170 samples of yours count, sent by others; nothing", "**1** Send test results"),
    ],
)
def test_each_role_has_its_own_sentence_and_first_step(shown, role, asked, title, step):
    app = show(role=role, **asked)
    assert title in app.title[0].value
    steps = [each for each in ways(app) if each.startswith("**")]
    assert steps[0] == step
    assert len(steps) <= 3
    chinese = show(role=role, lang="zh", **asked)
    assert not any(word in chinese.title[0].value for word in ("bottom", "results", "samples"))
