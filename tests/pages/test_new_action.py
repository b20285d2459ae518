"""Planning an action on its gap: what it says before anything is kept, a refusal at its field, and what is kept."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.progress.planner import chance, plan
from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from data.kept import actions
from data.viewer import LOCAL, manufacturer
from tests.demo_kit import LATEST, SPECS

ENTRY = str(Path(__file__).parents[2] / "streamlit_app.py")
FURNISHINGS, MAKER = "home_furnishings", "FUR-02"


def screen(page: str, indicator: str, **more: str) -> AppTest:
    app = AppTest.from_file(ENTRY, default_timeout=120)
    own = {"role": "manufacturer", "own_sector": FURNISHINGS, f"own_{FURNISHINGS}": MAKER, "lang": "en"}
    place = {"sector": FURNISHINGS, "category": "wood_panel", "enterprise": MAKER, "indicator": indicator}
    app.query_params.update(own | place | {"wave": LATEST} | more)
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, app.exception[0].value
    return app


def one(widgets, label: str):
    return next(each for each in widgets if each.label == label)


def told(app: AppTest) -> str:
    return " ".join(each.value for each in app.info).replace("\\", "")


def test_the_gap_says_whether_the_sample_shows_the_aim_as_the_planner_does(served):
    place = Selection(FURNISHINGS, "wood_panel", MAKER, "satisfaction")
    now = estimates(Reading(served, SPECS, LOCAL, place)).set_index("wave").loc[LATEST]
    app = screen("results/gaps", "satisfaction")
    assert "of our own" not in told(app) and "the chance that the survey shows such a change is" in told(app)
    one(app.selectbox, "Aimed level").select("").run()
    one(app.number_input, "Aimed value, in points").set_value(float(now["estimate"]) + 2.5).run()
    row = plan(Reading(served, SPECS, LOCAL, place), change=2.5).iloc[0]
    likely = float(chance(row["detectable_change"], 2.5))
    assert f"With {row['n']:,} responses" in told(app) and "2.5 points better" in told(app)
    assert f"such a change is {likely:.0%}; with {row['needed_n']:,} in each of two waves it is 80%." in told(app)
    planner = screen("rules/planner", "satisfaction", **{f"planned_{FURNISHINGS}": "satisfaction"})
    planner.number_input(key=f"change_{FURNISHINGS}_satisfaction").set_value(2.5).run()
    assert planner.title[0].value.startswith(f"{row['needed_n']:,} responses show a change of 2.5 points")
    assert any("stood there partly by chance" in each.value for each in app.caption)
    one(app.number_input, "Aimed value, in points").set_value(float(now["estimate"]) - 1).run()
    assert "is no improvement. Aim beyond it." in told(app)


def test_a_refused_form_on_the_gap_stays_open_with_the_message_at_the_field(served):
    app = screen("results/gaps", "satisfaction")
    form = next(each for each in app.expander if each.label == "Plan an action on this gap")
    assert not form.proto.expanded
    one(app.button, "Register").click().run()
    form = next(each for each in app.expander if each.label == "Plan an action on this gap")
    assert form.proto.expanded
    assert [each.value for each in form.error] == ["Not saved: Measures is empty: fill it in."]
    one(app.text_area, "Measures").set_value("Other *glue*")
    one(app.button, "Register").click().run()
    assert not app.error and "is registered." in app.success[0].value
    kept = actions.actions(served, manufacturer(FURNISHINGS, MAKER)).iloc[0]
    assert (kept["indicator"], kept["category"], kept["aimed_level"]) == ("satisfaction", "wood_panel", "benchmark")
    ways = [each.proto.label for each in app.get("page_link")]
    assert any(r"Other \*glue\*" in each and "not yet due" in each for each in ways)


@pytest.mark.parametrize(("indicator", "typed", "kept"), [("recommend", 55.0, 55.0), ("extra_charges", 0.5, 0.005)])
def test_an_aim_is_typed_in_the_unit_that_is_shown_and_kept_in_the_reported_one(served, indicator, typed, kept):
    measure = SPECS[FURNISHINGS].indicator(indicator)
    app = screen("results/gaps", indicator)
    one(app.selectbox, "Aimed level").select("").run()
    next(each for each in app.number_input if each.label.startswith("Aimed value")).set_value(typed).run()
    one(app.text_area, "Measures").set_value(measure.id)
    one(app.button, "Register").click().run()
    rows = actions.actions(served, manufacturer(FURNISHINGS, MAKER)).set_index("measures")
    assert rows.loc[measure.id, "aimed_value"] == pytest.approx(kept)
