"""The screens of the section Improve on the demo: what was planted is told right, in words with numbers."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks import reading
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.demo.actions import ACTIONS
from data.kept import actions
from data.store import Store, open_store
from data.viewer import LOCAL, manufacturer
from pages.parts.frame import platform
from tests.demo_kit import SPECS, results
from tests.pages.conftest import forgotten

APP = str(Path(__file__).resolve().parents[2] / "streamlit_app.py")


def screen(page: str, **query: str) -> AppTest:
    """A page of the section as a reader with this address sees it."""
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update(query)
    app.switch_page(f"pages/improve/{page}.py").run()
    assert not app.exception
    return app


def as_maker(sector: str, code: str, **more: str) -> dict[str, str]:
    return {"role": "manufacturer", "own_sector": sector, f"own_{sector}": code, "lang": "en"} | more


def words(app: AppTest) -> str:
    """Every word of a page but its tables, without the marks of Markdown."""
    every = [*app.title, *app.markdown, *app.caption]
    return " ".join(each.value for each in every).replace("\\", "").replace("*", "")


def table(app: AppTest, column: str) -> pd.DataFrame:
    """The first table of a page that has a column."""
    return next(each.value for each in [*app.dataframe, *app.table] if column in each.value.columns)


def moved(sector: str, indicator: str, code: str, category: str) -> float:
    """The change from 2024H1 to 2026H1, from the raw files of the demo."""
    return float(
        results(sector, "2026H1")[indicator, code, category] - results(sector, "2024H1")[indicator, code, category]
    )


def test_an_improving_maker_reads_by_how_much_it_got_better(served: Store) -> None:
    place = {"category_home_furnishings": "wood_furniture", "indicator": "problems_per_100"}
    said = words(screen("progress", **as_maker("home_furnishings", "FUR-07", **place)))
    change = moved("home_furnishings", "problems_per_100", "FUR-07", "wood_furniture")
    assert f"Got better by {-change:.0f} problems per 100 (" in said
    assert "from 2024 H1 to 2026 H1. Lower is better." in said and "better.." not in said
    assert "Trend over the last five waves: the slope is beyond chance (χ² above 9.55)" in said
    assert "The benchmark did not move: the change is our own." in said


def test_a_worsening_maker_reads_by_how_much_it_got_worse(served: Store) -> None:
    place = {"category_home_furnishings": "wood_panel", "indicator": "odour_free"}
    app = screen("progress", **as_maker("home_furnishings", "FUR-10", **place))
    change = moved("home_furnishings", "odour_free", "FUR-10", "wood_panel")
    assert f"Got worse by {-change:.1f} points (" in words(app)
    assert "1 got worse" in app.title[0].value
    assert "At this pace the benchmark is not reached within 8 waves." in words(app)


def test_a_jump_in_the_last_wave_is_said_before_what_the_trend_says(served: Store) -> None:
    place = {"category_catering": "quick_service_restaurant", "indicator": "frying_oil_polar"}
    app = screen("progress", **as_maker("catering", "CAT-10", **place))
    assert app.title[0].value.startswith("1 indicator jumped for the worse in the last wave; ")
    at = "frying_oil_polar", "CAT-10", "quick_service_restaurant"
    far = results("catering", "2026H1")[at] - results("catering", "2025H2")[at]
    said = words(app)
    assert f"Jumped since 2025 H2: {far:.1f} percentage points worse (" in said
    assert ". Whether it stays, the next wave will tell. No clear change" in said
    assert "no clear change] :gray-badge[jump in the last wave]" in said


def test_a_tightened_bar_is_told_apart_from_what_the_maker_did(served: Store) -> None:
    place = {"category_home_appliances": "drum_washing_machine", "indicator": "satisfaction"}
    said = words(screen("progress", **as_maker("home_appliances", "APP-01", **place)))
    ours = moved("home_appliances", "satisfaction", "APP-01", "drum_washing_machine")
    assert f"We came {ours:.1f} points closer; the benchmark moved 1.0 points away" in said
    assert f"together the gap changed by {ours - 1:.1f} points for the better." in said


def test_a_tightened_floor_is_told_even_where_the_benchmark_stood_still(served: Store) -> None:
    place = {"category_home_appliances": "refrigerator", "indicator": "refrigerator_energy_index_eu"}
    app = screen("progress", **as_maker("home_appliances", "APP-01", **place))
    floors = SPECS["home_appliances"].indicator("refrigerator_energy_index_eu").levels.floor
    assert f"the floor moved {floors[-2].value - floors[-1].value:.0f} away" in words(app)
    assert "the bar moved on " in app.title[0].value


def test_a_click_on_a_name_shows_that_indicator_large_and_puts_it_in_the_address(served: Store) -> None:
    app = screen("progress", **as_maker("home_furnishings", "FUR-07", category_home_furnishings="wood_furniture"))
    app.button(key="open_migratable_lead").click().run()
    assert "migratable_lead" in app.query_params["indicator"]
    assert "Migratable lead in coatings: " in [each.proto.alt for each in app.get("vega_lite_chart")][-1]


def test_a_maker_sees_its_actions_with_the_measured_verdicts(served: Store) -> None:
    app = screen("actions", **as_maker("home_furnishings", "FUR-04", action="1"))
    assert app.title[0].value == "1 delivered; 1 did not deliver; 1 is reported done and not measured; 1 is not yet due"
    before, after = (
        results("home_furnishings", wave)["panel_formaldehyde", "FUR-04", "wood_panel"] for wave in ("2024H2", "2025H1")
    )
    assert f"Delivered: 2025 H1 stands at {after:.3f} mg/m³, aimed at benchmark 0.050 mg/m³" in words(app)
    assert f"Change since 2024 H2: {before - after:.3f} mg/m³ better" in words(app)
    assert "In the same time 9 enterprises without an action on this indicator" in words(app)


def test_who_edits_actions_of_several_enterprises_sees_whose_each_is(served: Store) -> None:
    app = screen("actions", role="administrator", sector="home_furnishings", lang="en")
    edited = next(each.value for each in app.dataframe if "status" in each.value.columns)
    assert edited["enterprise"].nunique() > 1 and "Walnut Moon Furniture" in set(edited["enterprise"])
    assert [each.label for each in app.main.selectbox if each.label != "See as"][:2] == [
        "Sector",
        "Action",
    ]  # whose is asked where one registers
    own = screen("actions", **as_maker("home_furnishings", "FUR-04"))
    assert not [each for each in own.dataframe if {"status", "enterprise"} <= set(each.value.columns)]


def test_every_action_of_the_demo_is_found_as_it_was_planted(served: Store) -> None:
    from benchmarks.actions.verdicts import verdicts
    from pages.parts.frame import platform

    found = platform.read(verdicts, LOCAL).set_index(["enterprise", "category", "indicator"])["state"].to_dict()
    assert found == {(one.enterprise, one.category, one.indicator): one.expected for one in ACTIONS}


def test_a_rival_sees_no_action_and_its_association_reads_without_writing(served: Store) -> None:
    rival = screen("actions", **as_maker("home_furnishings", "FUR-01"))
    assert rival.title[0].value == "No action is registered yet"
    assert "Walnut Moon" not in words(rival)
    reader = screen("actions", role="association", own_sector="home_furnishings", lang="en", action="1")
    assert "Delivered: 2025 H1 stands at" in words(reader)
    assert not [each for each in reader.button if each.label in ("Save the table", "Register", "Add")]


def test_an_action_is_registered_in_the_form_and_noted_and_refused_with_the_reason(served: Store) -> None:
    app = screen(
        "actions",
        **as_maker("home_furnishings", "FUR-02", category_home_furnishings="wood_panel", indicator="satisfaction"),
    )
    register = next(each for each in app.button if each.label == "Register")
    register.click().run()
    assert app.error[0].value == "Not saved: Measures is empty: fill it in."
    next(each for each in app.text_area if each.label == "Measures").set_value("Wider colour range")
    next(each for each in app.text_input if each.label == "University").set_value("Willow; Reed")
    next(each for each in app.button if each.label == "Register").click().run()
    assert "is registered." in app.success[0].value
    kept = actions.actions(served, manufacturer("home_furnishings", "FUR-02"))
    assert kept["partners"][0] == [["university", "Willow"], ["university", "Reed"]]
    assert (kept["baseline_wave"][0], kept["due_wave"][0]) == ("2026H1", "2026H2")
    assert app.title[0].value == "1 is not yet due"


def test_the_table_saves_an_edit_and_refuses_a_stale_one_in_one_sentence(served: Store) -> None:
    app = screen("actions", **as_maker("automobiles", "AUT-06"))
    key = f"plan_{app.session_state['plan_editor']['serial']}"
    edited = {"edited_rows": {0: {"person": "Lin"}}, "added_rows": [], "deleted_rows": []}
    app.session_state[key] = edited
    next(each for each in app.button if each.label == "Save the table").click().run()
    assert app.success[0].value == "1 action is saved."
    maker = manufacturer("automobiles", "AUT-06", name="Bo")
    row = actions.actions(served, maker).iloc[0]
    assert row["person"] == "Lin"
    key = f"plan_{app.session_state['plan_editor']['serial']}"
    app.session_state[key] = edited | {"edited_rows": {0: {"person": "Mo"}}}
    actions.change(served, maker, int(row["action"]), int(row["revision"]), {"status": "stopped"})
    next(each for each in app.button if each.label == "Save the table").click().run()
    assert app.error[0].value == (
        "Not saved: meanwhile Bo changed Status. The newest state is shown; repeat your change."
    )
    assert actions.actions(served, maker)["person"][0] == "Lin"


def test_the_portfolio_says_what_was_followed_by_improvement_and_what_is_red_without_a_plan(served: Store) -> None:
    app = screen("portfolio", role="regulator", lang="en", sectors="catering")
    assert app.title[0].value.startswith("1 delivered; 1 did not deliver; 1 is not yet due; ")
    red = table(app, "Citation")
    assert len(red) == 100 and "The first 100 of " in words(app)
    # What would add most has the title: its red gaps are counted by hand from all results, less those with a plan.
    first = app.title[0].value.split("; ")[-1]
    name = first.split(" would add most")[0]
    code = next(each.id for each in SPECS["catering"].indicators if each.label.en == name)
    gaps = reading.gaps(Reading(served, SPECS, LOCAL, Selection("catering", indicator=code)))
    newest = gaps[(gaps["wave"] == gaps["wave"].max()) & (gaps["verdict"] == "not_met")]
    short = set(newest.loc[newest["level"] == "benchmark", ["enterprise", "category"]].itertuples(False, None))
    assert first.endswith(f"and {len(short)} red gaps in it have no plan")
    assert list(red["Level"])[:6] == ["floor"] * 6  # CAT-02 has a plan; six other bottom lines are broken
    partners = table(app, "Partner").set_index(["Partner", "Name"])
    assert partners.loc[("Bank", "River Stone Bank"), "Delivered"] == 1


def test_what_a_wave_changed_is_told_with_the_chance_count(served: Store) -> None:
    app = screen("changes", role="association", own_sector="home_furnishings", lang="en", wave="2026H1")
    assert app.title[0].value.startswith("2 bottom lines newly broken; ")
    floors = table(app, "Level or aim")
    assert sorted(floors["Enterprise"]) == ["Driftwood Clock Home", "Ninth Plank Home"]
    compared = int(words(app).split(", of ")[1].split(" compared")[0])
    assert f" more may be chance, which alone would move at most {compared * 0.05:.1f}." in words(app)
    assert "Compared with" not in floors.columns  # all of them with one wave, which is said once
    assert "Compared with 2025 H2. q: share of false alarms" in words(app)
    shares = table(app, "q, %")["q, %"].astype(float).to_list()
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 100


def test_a_maker_sees_only_itself_in_what_changed(served: Store) -> None:
    app = screen("changes", **as_maker("home_furnishings", "FUR-05", wave="2026H1"))
    assert app.title[0].value.startswith("1 bottom line newly broken; ")
    assert "Enterprise" not in table(app, "Level or aim").columns


@pytest.mark.parametrize("page", ["progress", "actions", "portfolio", "changes"])
def test_every_screen_speaks_chinese_without_an_english_word_in_its_title(served: Store, page: str) -> None:
    title = screen(page, role="association", own_sector="home_furnishings", lang="zh").title[0].value
    assert not any("a" <= letter <= "z" for letter in title)


def test_the_portfolio_is_no_page_of_a_manufacturer(served: Store) -> None:
    app = screen("actions", **as_maker("home_furnishings", "FUR-04"))
    app.switch_page("pages/improve/portfolio.py").run()
    assert [each.value for each in app.title] == ["This page is not part of your role"]


def _few(demo_file: Path, folder: Path, keep: tuple[str, ...]) -> Path:
    """A store that holds the demo's registers and these waves only."""
    from benchmarks.intake import load
    from benchmarks.intake.sending import Sending
    from data.kept.batches import Upload
    from tests.demo_kit import made

    path = folder / "few.duckdb"
    store = open_store(path)
    for file in made():
        if file.sector == "catering" and (file.wave is None or file.wave in keep):
            upload = Upload(file.kind, file.sector, file.content, file.name, file.survey or "", file.wave or "")
            load.load(store, SPECS, LOCAL, Sending(upload))
    store.close()
    return path


@pytest.mark.parametrize(
    ("waves", "titles"),
    [
        ((), ("Nothing has been measured yet", "No action is registered yet", "Nothing has been measured yet")),
        (
            ("2023H2",),
            (
                "One wave has been measured: change shows with the next one",
                "No action is registered yet",
                "There is no wave before this one to compare with",
            ),
        ),
    ],
)
def test_one_wave_and_an_empty_store_are_said_in_the_title(
    demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waves: tuple[str, ...], titles: tuple[str, ...]
) -> None:
    monkeypatch.setenv("QUALITY_STORE", str(_few(demo_file, tmp_path, waves)))
    forgotten()
    for page, title in zip(("progress", "actions", "changes"), titles, strict=True):
        app = screen(page, **as_maker("catering", "CAT-01"))
        assert app.title[0].value == title
    whole = screen("portfolio", role="regulator", lang="en").title[0].value
    assert (whole == "Nothing has been measured yet") == (not waves)
    platform.store().close()
    forgotten()
