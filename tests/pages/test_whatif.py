"""What if, as a reader gets it: the figures are those of `whatif`, and a maker is offered its own values alone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.index.priorities import priorities
from benchmarks.index.whatif import whatif, whatif_levels
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL
from tests.demo_kit import LATEST, SPECS

ENTRY = Path(__file__).parents[2] / "streamlit_app.py"
PRODUCT = Selection("home_furnishings", "upholstered_furniture", "FUR-01", wave=LATEST)
MAKER = {"role": "manufacturer", "own_sector": "home_furnishings", "own_home_furnishings": "FUR-01"}
REGULATOR = {"role": "regulator", "sector": "home_furnishings"}


def show(**asked: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    for name, value in ({"lang": "en", "category": "upholstered_furniture", "wave": LATEST} | asked).items():
        app.query_params[name] = value
    app.switch_page("pages/results/whatif.py").run()
    assert not app.exception, app.exception[0].value
    return app


def test_it_opens_with_the_first_gaps_closed_and_says_where_the_index_would_go(shown):
    app = show(**MAKER)
    about = Reading(shown, SPECS, LOCAL, PRODUCT)
    rows = priorities(about).query("step != 'beyond'").head(3)
    row = whatif(about, ",".join(f"{r.indicator}={r.to_value}" for r in rows.itertuples())).iloc[0]
    assert app.title[0].value == f"The index would rise from {row['score']:.1f} to {row['to_score']:.1f}"
    assert [each.label for each in app.selectbox if each.label == "What is supposed"] == []  # for who sees all
    assert len(app.slider) == len(rows)


def test_a_slider_moves_the_index_and_the_address_keeps_it(shown):
    app = show(**MAKER, set="furniture_formaldehyde=0.05")
    app.slider[0].set_value(0.06).run()
    row = whatif(Reading(shown, SPECS, LOCAL, PRODUCT), "furniture_formaldehyde=0.06").iloc[0]
    assert {each.label: each.value for each in app.metric}["Index"] == f"{row['to_score']:.1f}"
    assert app.query_params["set"] in ("furniture_formaldehyde=0.06", ["furniture_formaldehyde=0.06"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_raised_level_says_how_many_more_would_be_below_it(shown, lang):
    app = show(**REGULATOR, lang=lang, suppose="level", indicator="furniture_tvoc", level="benchmark", to="0.23")
    found = whatif_levels(
        Reading(shown, SPECS, LOCAL, Selection("home_furnishings", wave=LATEST)), "furniture_tvoc:benchmark=0.23"
    )
    more = int(((found["verdict"] != "not_met") & (found["to_verdict"] == "not_met")).sum())
    assert more > 1
    said = {"en": f"{more} more products would be below", "zh": f"将新增 {more} 个产品不达标"}
    assert app.title[0].value.startswith(said[lang])


def test_a_level_that_would_pass_another_is_refused_in_place(shown):
    app = show(**REGULATOR, suppose="level", indicator="furniture_tvoc", level="floor", to="0.0001")
    assert "Levels tighten from floor to frontier" in app.error[0].value
