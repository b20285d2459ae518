"""The results pages from the entry file, in both languages: what they say is what is computed, and what was planted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import copy
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.cuts.cut import cuts
from benchmarks.gaps.false_alarms import alarms
from benchmarks.headline.change import bias
from benchmarks.headline.headline import headline
from benchmarks.headline.leverage import leverage
from benchmarks.index import national
from benchmarks.index.contradictions import contradictions
from benchmarks.index.importance import importance
from benchmarks.index.index import index
from benchmarks.index.peer_gap import peer_gaps
from benchmarks.index.priorities import priorities
from benchmarks.intake.demo import fill
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading, estimates, gaps
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs, load_specs
from data.demo import TRUTHS, WAVES, files
from data.kept.batches import Upload
from data.store import open_store
from data.viewer import LOCAL, association
from pages.parts.frame import platform
from pages.parts.words.language import ENGLISH
from tests.conftest import made_once
from tests.demo_kit import SPECS, made
from tests.pages.charts import sent

ENTRY = Path(__file__).parents[2] / "streamlit_app.py"
SHIPPED = ENTRY.parent / "benchmarks" / "specs"
SECTORS = ("catering", "home_furnishings")
LATEST = WAVES[-1]
SOFAS = Selection("home_furnishings", "upholstered_furniture", "FUR-01", wave=LATEST)
NAMES = {
    "FUR-01": {"en": "Ninth Plank Home", "zh": "第九板家居"},
    "FUR-06": {"en": "Stone Pillow Living", "zh": "石枕家居"},
}
pytestmark = pytest.mark.slow  # fills two sectors of the demo
RESULTS = ("overview", "headline", "sector", "gaps", "cuts", "contradictions", "receipt")


@pytest.fixture(scope="module", autouse=True)
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One server's caches for the whole file, on two sectors of the demo; nothing is left for other tests."""
    folder = tmp_path_factory.mktemp("pages")
    for sector in SECTORS:
        copy(SHIPPED / f"{sector}.yaml", folder)
    copy(
        made_once(tmp_path_factory, "two_sectors.duckdb", partial(_filled, load_specs(folder))), folder / "demo.duckdb"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALITY_STORE", str(folder / "demo.duckdb"))
        patch.setenv("QUALITY_SPECS", str(folder))
        patch.setenv("QUALITY_MODE", "shared")  # a test has no address to be let in by
        _forget()
        yield
        platform.store().close()
        _forget()


def _filled(specs: Specs, path: Path) -> None:
    store = open_store(path)
    fill(store, specs, list(files(specs)))
    store.close()


def _forget() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


def show(page: str, lang: str = "en", role: str = "association", **asked: str) -> AppTest:
    """A page as a reader gets it by its address; without an error."""
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    own = {"own_sector": "home_furnishings", "sector": "home_furnishings"}
    for name, value in {"lang": lang, "role": role, **own, **asked}.items():
        app.query_params[name] = value
    app.switch_page(f"pages/results/{page}.py").run()
    assert not app.exception, app.exception[0].value
    return app


def text(app: AppTest) -> str:
    """Everything a page says in words, without Markdown's escapes."""
    said = [each.value for kind in ("title", "markdown", "caption") for each in app.get(kind)]
    return "\n".join(said).replace("\\", "").replace("\N{MINUS SIGN}", "-")


def maker(code: str) -> dict[str, str]:
    return {"role": "manufacturer", "own_home_furnishings": code}


SEEN = {"category_home_furnishings": SOFAS.category, "wave": LATEST}
PANELS = {"category_home_furnishings": "wood_panel", "wave": LATEST}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_overview_counts_bottom_lines_and_what_is_at_the_benchmark(lang):
    app = show("overview", lang, role="regulator")
    board = national.board(Reading(platform.store(), SPECS, LOCAL, Selection(wave=LATEST)))
    overall = board[(board["dimension"] == "overall") & (board["level"] == "sector")].set_index("sector")
    metrics = {each.label: each.value for each in app.metric}
    standing = national.standing(Reading(platform.store(), SPECS, LOCAL, Selection(wave=LATEST))).set_index("sector")
    for sector, row in overall.iterrows():
        assert metrics[getattr(SPECS[sector].label, lang)] == f"{row['score']:.1f}"
        share, judged = standing.loc[sector, "met"] / standing.loc[sector, "judged"], standing.loc[sector, "judged"]
        reached = {"en": f"{share:.0%} of {judged} results", "zh": f"{judged} 项结果中 {share:.0%}"}
        assert reached[lang] in text(app)
    planted = [each for each in TRUTHS if each.kind in ("breaks_floor", "loved_but_fails") and each.sector in SECTORS]
    listed = [each.proto.label for each in app.get("page_link") if each.proto.label.startswith("**")]
    assert len(listed) == int(overall["broken_floors"].sum())
    for truth in planted:
        indicator = getattr(SPECS[truth.sector].indicator(truth.indicator).label, lang)
        assert any(indicator in said.replace("\\", "") for said in listed)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_headline_opens_with_the_pass_rate_by_the_random_draw_and_what_suspects_make_of_it(lang):
    app = show("headline", lang, role="regulator", wave=LATEST)
    whole = Reading(platform.store(), SPECS, LOCAL, Selection(wave=LATEST))
    rows = headline(whole).query("sector == 'all' and indicator == 'product_pass'").set_index("basis")
    for basis in ("random", "all"):
        assert f"{rows.loc[basis, 'value']:.1f}%" in app.title[0].value
    worse = bias(whole).query("sector == 'all'").iloc[0]
    assert worse["verdict"] == "targeted_worse" and f"{worse['bias']:.1f}" in text(app)
    first = leverage(whole).query("of == 'board' and target == 'next'").iloc[0]
    drawn = [
        row for rows in sent(app).values() for row in rows if row.get("key") == f"{first.sector}/{first.indicator}"
    ]
    assert drawn[0]["gained"].startswith(f"+{first.points:.1f}")


def test_a_maker_is_told_of_the_whole_and_of_no_region_of_a_few():
    app = show("headline", role="manufacturer", own_home_furnishings="FUR-01", wave=LATEST)
    assert "lots pass by the random draw" in app.title[0].value
    assert "a cell needs 6 makers" in text(app)


def test_headline_without_lots_says_what_to_load():
    assert "one row a lot" in text(show("headline", role="association", wave=WAVES[0]))


def test_a_broken_bottom_line_leads_to_its_gap_in_one_click():
    app = show("overview", role="regulator", wave=LATEST)
    link = next(each.proto for each in app.get("page_link") if "Formaldehyde" in each.proto.label)
    named = dict(parse_qsl(link.query_string))
    assert named == {
        **{"sector": "home_furnishings", "enterprise": "FUR-01", "category": "upholstered_furniture"},
        **{"indicator": "furniture_formaldehyde", "wave": LATEST},
    }
    shown = show("gaps", role="regulator", **named)
    assert "**Formaldehyde emission, finished furniture**" in text(shown)
    assert shown.query_params["indicator"] in (named["indicator"], [named["indicator"]])


def test_a_click_on_a_cell_of_the_board_opens_its_sector(monkeypatch):
    from pages.parts.charts import canvas

    clicks = iter(["home_furnishings/safety"])
    monkeypatch.setattr(canvas, "clicked", lambda event: next(clicks, None))
    app = show("overview", role="regulator", wave=LATEST)
    assert app.title[0].value == show("sector", role="regulator", sector="home_furnishings", wave=LATEST).title[0].value


def test_what_is_shown_stands_in_the_address_and_a_choice_of_another_sector_is_not_taken():
    app = show("gaps", role="regulator", category="room_ac", enterprise="FUR-01", wave=LATEST)
    told = {name: app.query_params[name] for name in ("sector", "enterprise", "category", "wave", "role", "lang")}
    said = {name: value[0] if isinstance(value, list) else value for name, value in told.items()}
    assert said == {
        **{"sector": "home_furnishings", "enterprise": "FUR-01", "category": "board_product"},
        **{"wave": LATEST, "role": "regulator", "lang": "en"},
    }


def test_a_wave_of_the_address_that_was_not_measured_here_is_not_replaced_without_a_word():
    kept = platform.read(estimates, LOCAL, Selection("home_furnishings"))
    waves = {category: set(own["wave"]) for category, own in kept.groupby("category")}
    category, wave = next(
        (category, wave) for category in sorted(waves) for wave in sorted(set(kept["wave"]) - waves[category])
    )
    said = text(show("sector", category=category, wave=wave))
    assert f"{ENGLISH.wave_name(wave)} was not measured here; {ENGLISH.wave_name(LATEST)} is shown." in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_gaps_name_the_broken_floor_and_what_closing_it_adds(lang):
    app = show("gaps", lang, **maker("FUR-01"), **SEEN)
    first = priorities(Reading(platform.store(), SPECS, LOCAL, SOFAS)).iloc[0]
    added = {"en": "**+{:.1f} points** ({:.1f} to {:.1f})", "zh": "**+{:.1f} 分**({:.1f}～{:.1f})"}[lang]
    said = text(app).replace("（", "(").replace("）", ")")
    assert added.format(first["gain"], first["gain_low"], first["gain_high"]) in said
    assert getattr(SPECS["home_furnishings"].indicator(first["indicator"]).label, lang) in said
    assert "59.9" in [each.value for each in app.metric]
    found = importance(Reading(platform.store(), SPECS, LOCAL, SOFAS))
    assert f"{found.table['share'].iloc[0]:.0%}" in said
    assert {"en": "association, not cause", "zh": "相关，不是因果"}[lang] in said


def test_gaps_say_in_words_why_importance_is_not_computed():
    app = show("gaps", role="association", **{"enterprise_home_furnishings": "FUR-11"}, **SEEN)
    product = Selection("home_furnishings", SOFAS.category, "FUR-11", wave=LATEST)
    found = importance(Reading(platform.store(), SPECS, LOCAL, product))
    assert found.refused == "too_few_responses"
    said = f"Only {found.n} people answered every question; {found.about} are needed"
    assert said in text(app)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_cuts_open_with_the_part_that_matters_and_say_when_there_is_no_evidence(lang):
    place = Selection("home_furnishings", "wood_furniture", "all", wave=LATEST)
    asked = {"category_home_furnishings": place.category, "wave": LATEST}
    app = show("cuts", lang, role="regulator", facet_home_furnishings="made_to_order", **asked)
    found = cuts(Reading(platform.store(), SPECS, LOCAL, place), facet="made_to_order")
    first = found[found["finding"] == "worse"].sort_values("q_value").iloc[0]
    assert f"{abs(first['gap_to_rest']):.1f}" in app.title[0].value
    assert getattr(SPECS["home_furnishings"].indicator(first["indicator"]).label, lang) in app.title[0].value
    assert len(app.table[0].value) == found["finding"].isin(["worse", "better"]).sum()
    quiet = show("cuts", lang, role="regulator", facet_home_furnishings="buyer_region", **asked)
    other = cuts(Reading(platform.store(), SPECS, LOCAL, place), facet="buyer_region")
    assert not other["finding"].isin(["worse", "better"]).any()
    assert str(len(other)) in quiet.title[0].value


def test_a_maker_is_told_that_parts_of_few_makers_are_not_shown():
    asked = {"category_home_furnishings": "wood_furniture", "wave": LATEST, "whose_home_furnishings": "all"}
    said = text(show("cuts", facet_home_furnishings="maker_region", **maker("FUR-01"), **asked))
    assert "at least six other enterprises" in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_contradictions_surface_the_loved_that_fails_and_the_passing_that_disappoints(lang):
    app = show("contradictions", lang)
    lists = {code: app.table[i].value for i, code in enumerate(("hidden_risk", "missed_by_test"))}
    found = contradictions(
        Reading(platform.store(), SPECS, association("home_furnishings"), Selection("home_furnishings", wave=LATEST))
    )
    for code, table in lists.items():
        assert len(table) == (found["finding"] == code).sum()
    assert (lists["hidden_risk"].iloc[:, 0] == NAMES["FUR-01"][lang]).sum() >= 2
    assert (lists["missed_by_test"].iloc[:, 0] == NAMES["FUR-06"][lang]).sum() >= 2
    failed = getattr(SPECS["home_furnishings"].indicator("furniture_formaldehyde").label, lang)
    assert lists["hidden_risk"].iloc[:, -1].eq(failed).any()
    hidden = found.loc[found["finding"] == "hidden_risk", ["enterprise", "category"]].drop_duplicates()
    assert str(len(hidden)) in app.title[0].value


def test_a_click_on_what_goes_with_satisfaction_tells_that_item(monkeypatch):
    from pages.parts.charts import canvas
    from pages.parts.views.gaps import GapView
    from pages.parts.views.importance import ImportanceView
    from pages.parts.words.language import ENGLISH

    place = {"enterprise_home_furnishings": "FUR-07", "category_home_furnishings": "wood_furniture", "wave": LATEST}
    selection = Selection("home_furnishings", "wood_furniture", "FUR-07", wave=LATEST)
    first = ImportanceView(GapView(association("home_furnishings"), selection, ENGLISH)).items.iloc[0]
    said = f"**{first['told']}.**"
    assert first["label"] in said and "of the differences" in said
    assert said not in text(show("gaps", **place))
    monkeypatch.setattr(canvas, "clicked", lambda event: first["key"])
    assert said in text(show("gaps", **place))


def test_a_click_on_a_product_gives_all_its_comparisons_and_none_of_another(monkeypatch):
    from pages.parts.charts import canvas

    assert len(show("contradictions").table) == 2
    monkeypatch.setattr(canvas, "clicked", lambda event: "FUR-01/upholstered_furniture")
    product, *lists = show("contradictions").table
    assert len(lists) == 2
    assert set(product.value["Enterprise"]) == {NAMES["FUR-01"]["en"]}
    assert set(product.value["Category"]) == {"Upholstered furniture"}
    found = contradictions(
        Reading(platform.store(), SPECS, association("home_furnishings"), Selection("home_furnishings", wave=LATEST))
    )
    own = (found["enterprise"] == "FUR-01") & (found["category"] == "upholstered_furniture")
    assert len(product.value) == own.sum() > 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_receipt_page_adds_up_to_the_index(lang):
    app = show("receipt", lang, **maker("FUR-06"), **PANELS)
    product = Selection("home_furnishings", "wood_panel", "FUR-06", wave=LATEST)
    score = index(Reading(platform.store(), SPECS, LOCAL, product)).set_index("dimension").loc["overall", "score"]
    assert f"{score:.1f}" in app.title[0].value
    bill = next(each.value for each in app.markdown if each.value.startswith("| "))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in bill.splitlines()[2:]]
    items = [float(row[-1]) for row in rows if not row[0].startswith("**") and row[-1]]
    assert float(rows[-1][-1].strip("*")) == round(score, 2)
    assert sum(items) == pytest.approx(score, abs=0.005 * len(items))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sector_says_how_many_red_cells_chance_would_make(lang):
    app = show("sector", lang, **PANELS)
    chosen = Selection("home_furnishings", "wood_panel", wave=LATEST)
    rows = gaps(Reading(platform.store(), SPECS, LOCAL, chosen))
    found = alarms(rows[rows["level"] == "benchmark"])
    numbers = [f"{found.red}", f"{found.cells}", f"{found.by_chance:.1f}", f"{found.stay}", "5"]
    line = next(each.value for each in app.caption if "Benjamini" in each.value)
    assert sorted(re.findall(r"\d+\.\d|\d+", line)) == sorted(numbers)
    planted = next(each for each in TRUTHS if each.kind == "worsening" and each.sector == "home_furnishings")
    assert planted.category == "wood_panel"
    worse = app.table[0].value
    odour = getattr(SPECS["home_furnishings"].indicator(planted.indicator).label, lang)
    assert odour in {name.replace("\N{NO-BREAK SPACE}", " ") for name in worse.iloc[:, 1]}


def test_a_gap_says_how_far_the_median_of_the_others_is_and_why_there_is_no_ppk():
    said = text(show("gaps", **maker("FUR-06"), **PANELS))
    view = Selection("home_furnishings", "wood_panel", "FUR-06", wave=LATEST)
    found = peer_gaps(Reading(platform.store(), SPECS, LOCAL, view))
    told = re.search(r"(Better|Worse) than the median of (\d+) others by ([\d.]+)", said)
    rows = found[(found["peers"] == int(told[2])) & (found["verdict"] == told[1].lower())]
    assert (abs(rows["gap"].abs() - float(told[3])) < 0.06).any() or (
        abs(rows["gap"].abs() * 100 - float(told[3])) < 0.06
    ).any()
    assert "(Ppk) is not shown" in text(show("gaps", **SEEN, enterprise_home_furnishings="FUR-01"))


def test_a_maker_is_never_sent_a_rival_s_name_code_or_exact_value():
    app = show("sector", **maker("FUR-06"), **PANELS)
    rivals = index(Reading(platform.store(), SPECS, LOCAL, Selection("home_furnishings", "wood_panel", wave=LATEST)))
    rivals = rivals[(rivals["enterprise"] != "FUR-06") & (rivals["dimension"] == "overall")]
    sent = "\n".join(each.proto.spec for each in app.get("vega_lite_chart")) + text(app)
    sent += "\n".join(each.value.to_csv() for each in [*app.dataframe, *app.table])
    register = platform.enterprises(LOCAL).set_index("enterprise")
    for row in rivals.dropna(subset="score").itertuples():
        assert row.enterprise not in sent
        assert register.loc[row.enterprise, "name_en"] not in sent
        assert re.search(rf"(?<!\d){row.score:.3f}", sent) is None or row.score == 59.9
    assert f"Among {rivals['score'].notna().sum()} unnamed others" in text(app)


def test_every_results_page_of_an_empty_store_says_what_to_do(tmp_path):
    with _served_from(tmp_path / "empty.duckdb"):
        for page in RESULTS:
            app = show(page, role="regulator")
            assert not app.metric and not app.get("vega_lite_chart")
            assert "as soon as an association has loaded" in text(app) or "needs a survey and a test" in text(app)
        assert "尚无测评数据" in text(show("overview", "zh", role="regulator"))
        for role, ways in (("association", ["Load a file"]), ("regulator", [])):  # who may load is led there
            assert [each.proto.label for each in show("overview", role=role).get("page_link")] == ways
        reports = show("reports", role="association")
        assert [each.key for each in reports.button if each.key == "report_make"] == []
        assert "Nothing of this sector was measured yet" in text(reports)


def test_every_results_page_shows_a_single_enterprise_with_a_single_figure(tmp_path):
    _one_row(tmp_path / "one.duckdb")
    with _served_from(tmp_path / "one.duckdb"):
        for page in RESULTS:
            app = show(page, role="regulator")
            assert app.title[0].value
        assert "0.044" in text(show("gaps", role="regulator"))
        overview = text(show("overview", role="regulator"))
        assert "Too little of the weight is measured" in overview
        assert "No category is rated yet" in overview  # and no empty chart


def _one_row(path: Path) -> None:
    """A store with one sofa, measured once."""
    store = open_store(path)
    for kind in ("register", "labs"):
        file = next(each for each in made() if (each.kind, each.sector) == (kind, "home_furnishings"))
        head, *rows = file.content.decode().splitlines()
        kept = [row for row in rows if "FUR-01" in row or "LAB-FUR-1" in row]
        content = "\n".join([head, *kept]).encode()
        assert load(store, SPECS, LOCAL, Sending(Upload(kind, "home_furnishings", content, file.name))).batch
    lines = [
        "sample,enterprise,category,lab,tested_on,indicator,value,unit,uncertainty",
        "s1,FUR-01,upholstered_furniture,LAB-FUR-1,2026-03-01,furniture_formaldehyde,0.044,mg/m3,0.002",
    ]
    upload = Upload("test", "home_furnishings", "\n".join(lines).encode(), "one.csv", "T1", LATEST)
    outcome = load(store, SPECS, LOCAL, Sending(upload))
    assert outcome.batch, outcome.problems
    store.close()


@contextmanager
def _served_from(path: Path) -> Iterator[None]:
    """The pages on another store, which is not filled with the demo, and back."""
    platform.store().close()
    _forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALITY_STORE", str(path))
        patch.setenv("QUALITY_DEMO", "0")
        yield
        platform.store().close()
    _forget()


def test_a_maker_is_offered_its_own_report_and_an_association_that_of_its_sector():
    def offered(app: AppTest) -> list[str]:
        return [each for each in text(app).split("\n") if each.startswith("**Report") or each.startswith("**Ranking")]

    own = {"sector": "home_furnishings", "enterprise": "FUR-01", "category": "upholstered_furniture", "wave": LATEST}
    assert offered(show("gaps", **maker("FUR-01"), **own)) == ["**Report for this enterprise**"]
    assert offered(show("sector", wave=LATEST)) == ["**Report on this sector**", "**Ranking of this sector**"]
    assert offered(show("sector", **maker("FUR-01"), wave=LATEST)) == []
    assert offered(show("overview", role="regulator", wave=LATEST)) == ["**Report on all sectors**"]
    assert offered(show("overview", role="visitor", wave=LATEST)) == []
