"""The screens of standards, certificates and scopes on the demo: each opens with its answer, in the right numbers."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.infrastructure.certificates import certificates
from benchmarks.infrastructure.coverage import coverage
from benchmarks.infrastructure.hanging import hanging, subjects
from benchmarks.infrastructure.impact import standard_impact
from benchmarks.infrastructure.scopes import scopes
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, manufacturer
from pages.parts.views.infrastructure.certificates import CertificateView
from pages.parts.words.language import ENGLISH
from tests.demo_kit import SPECS
from tests.pages.test_rules_pages import APP, screen, table, words

TODAY = datetime.now(UTC).date()


def told(served, **chosen: str) -> Reading:
    return Reading(served, SPECS, LOCAL, Selection(**chosen))


def test_the_standards_screen_says_first_how_many_makers_fail_today_what_is_coming(served):
    found = standard_impact(told(served, sector="automobiles"))
    failing = found.loc[found["verdict"] == "not_met", "enterprise"].nunique()
    app = screen("standards", sector="automobiles")
    assert app.title[0].value.startswith(f"{failing} makers fail today what is coming")
    assert "Of 10 makers" in words(app) and "0.062 mg/m³ in place of 0.100" in words(app)
    assert len(table(app, "Limit coming")) == len(found)


def test_where_nothing_can_be_told_of_a_coming_limit_the_title_says_so_and_no_number_of_failures(served):
    found = standard_impact(told(served, sector="home_appliances"))
    assert set(found["verdict"]) == {"cannot_tell"}
    n = found["enterprise"].nunique()
    app = screen("standards", sector="home_appliances")
    assert app.title[0].value == f"Whether {n} makers meet what is coming cannot be told yet"
    own = screen("standards", role="manufacturer", own_sector="home_appliances", own_home_appliances="APP-01")
    assert own.title[0].value == "Whether you meet 1 coming limit cannot be told yet"
    app.number_input(key="limit_home_appliances").set_value(1e6).run()
    assert "No maker would fail the proposed limit" in words(app)
    box = next(each for each in app.selectbox if each.label == "Indicator")
    assert "Energy efficiency index, drum, EU method" in box.options  # a pure number has no unit


def test_a_limit_that_is_typed_in_is_held_against_what_is_stored(served):
    app = screen("standards", "zh", sector="home_furnishings", indicator="panel_formaldehyde")
    app.number_input(key="limit_home_furnishings").set_value(0.05).run()
    assert not app.exception
    chosen = told(served, sector="home_furnishings", indicator="panel_formaldehyde")
    failing = (standard_impact(chosen, TODAY, 0.05)["verdict"] == "not_met").sum()
    assert f"{failing}家企业将达不到拟议限值" in words(app)


def test_a_maker_sees_itself_and_a_count_of_the_others(served):
    maker = Reading(served, SPECS, manufacturer("automobiles", "AUT-07"))
    assert set(standard_impact(maker)["enterprise"]) == {"AUT-07"}


def test_the_certificates_screen_counts_those_that_end_and_opens_what_hangs_on_one(served):
    rows = certificates(told(served, sector="home_furnishings"))
    app = screen("certificates", sectors="home_furnishings", subject="CAL-LAB-FUR-1")
    soon = rows.loc[(rows["state"] == "valid") & rows["ends_in"].isin((7, 30)), "subject"].nunique()
    lost = rows.loc[(rows["state"] != "valid") & (rows["tested_while"] == 0), "subject"].nunique()
    assert app.title[0].value.startswith(f"{soon} certificate") and lost == 1
    assert "1 is suspended, revoked or expired" in app.title[0].value
    whose = [each.value["Whose"].str.replace("\N{NO-BREAK SPACE}", " ").tolist() for each in app.table]
    assert all("Harbour Light Test House" in names for names in whose)
    hangs = hanging(told(served), "CAL-LAB-FUR-1")
    tests = int(hangs.loc[hangs["kind"] == "laboratory", "n"].sum())
    verdicts = int((hangs["kind"] == "verdict").sum())
    assert "CAL-LAB-FUR-1 is revoked since 15 Apr 2026" in words(app)
    assert f"{tests} measurements, and {verdicts} verdicts" in words(app)


def test_the_box_of_what_hangs_lists_certificates_of_the_chosen_sector_alone(served):
    known = {sector: set(subjects(told(served, sector=sector))) for sector in SPECS}
    assert known["home_furnishings"] and set().union(*known.values()) == set(subjects(told(served)))
    app = screen("certificates", sectors="home_furnishings")
    assert set(app.selectbox(key="pick_subject").options) == known["home_furnishings"]
    others = set().union(*(own for sector, own in known.items() if sector != "home_furnishings"))
    assert others and not others & known["home_furnishings"]


def test_the_laboratories_screen_counts_what_was_not_in_scope_and_names_the_hole(served):
    rows = scopes(told(served, sector="home_furnishings", wave="2026H1"))
    app = screen("laboratories", sector="home_furnishings", wave="2026H1")
    beyond = rows["state"].isin(("out", "lapsed", "suspended")).sum()
    assert f"{beyond} were not made in scope: {(rows['state'] == 'suspended').sum()}" in words(app)
    assert "scope suspended (Plum Rain Laboratory)" in words(app) and "梅雨" not in words(app)
    assert set(table(app, "Scope")["Laboratory"]) == {"Plum Rain Laboratory (LAB-FUR-2)"}
    assert len(table(app, "Scope")) == (rows["state"] != "in").sum()
    holes = coverage(told(served, sector="automobiles"))
    assert holes.iloc[0][["indicator", "labs_in_scope"]].tolist() == ["battery_thermal_propagation", 0]
    assert "No laboratory can decide 1 indicator today" in words(screen("laboratories", sector="automobiles"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_verdict_that_rests_on_a_scope_that_lapsed_says_so(served, language):
    from pages.parts.views.infrastructure.standing import Standing
    from pages.parts.words.language import CHINESE, ENGLISH

    rows = scopes(told(served, sector="catering", wave="2026H1"))
    lapsed = rows[rows["state"] == "lapsed"].iloc[0]
    place = Selection("catering", lapsed["category"], lapsed["enterprise"], wave="2026H1")
    own = rows[(rows["category"] == lapsed["category"]) & (rows["enterprise"] == lapsed["enterprise"])]
    own = own[own["indicator"] == lapsed["indicator"]]
    line = Standing(LOCAL, place, {"en": ENGLISH, "zh": CHINESE}[language]).line(lapsed["indicator"])
    n = int(own["state"].isin(("out", "lapsed", "suspended")).sum())
    assert lapsed["lab"] not in line and {"en": "Kite Hill Institute:", "zh": "鸢岭检验院"}[language] in line
    assert {"en": f"**{n} of {len(own)}**", "zh": f"{len(own)}次检测中，有**{n}**次"}[language] in line


def test_every_screen_of_a_verdict_says_in_its_title_what_was_not_made_in_scope(served):
    """Gap, sector, receipt, laboratories and home count the same measurements; the filter lists what rests on them."""
    rows = scopes(told(served, sector="catering", wave="2026H1"))
    lapsed = rows[rows["state"] == "lapsed"].iloc[0]
    place = {"sector": "catering", "category": lapsed["category"], "wave": "2026H1"}
    own = rows[rows["category"] == lapsed["category"]]
    maker = own[own["enterprise"] == lapsed["enterprise"]]
    said = "{n} of {all} measurements behind this were not made in scope"

    def clause(of) -> str:
        return said.format(n=int(of["state"].isin(("out", "lapsed", "suspended")).sum()), all=len(of))

    one = place | {"enterprise": lapsed["enterprise"]}
    titles = {name: screen(f"../results/{name}", **one).title[0].value for name in ("gaps", "receipt")}
    assert all(clause(maker) in title for title in titles.values()), titles
    assert clause(own) in screen("../results/sector", **place).title[0].value
    assert f"{len(rows):,} measurements behind this were not" in screen("laboratories", **place).title[0].value
    shown = screen("../results/gaps", **one, measured="lapsed")
    names = set(maker.loc[maker["state"] == "lapsed", "indicator"])
    known = {each.id: each.label.en for each in SPECS["catering"].indicators}
    assert set(table(shown, "Value of the level")["Indicator"]) == {known[code] for code in names}
    assert set(table(shown, "Adds to the index")["Indicator"]) == {known[code] for code in names}
    assert "Of the results chosen above only." in words(shown)


def test_a_maker_asks_for_help_and_the_partner_promises_on_the_screen(served):
    """The list names who closed the gap; days of the demo's seven: 28, 28, 32, 32, 39, 39, 53."""
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update({"lang": "en", "sector": "home_furnishings", "indicator": "panel_formaldehyde"})
    app.switch_page("pages/improve/helpers.py").run()
    assert app.title[0].value == "1 request waits for an answer; 1 promise is overdue"
    assert "help came after 32 days (median of 7), promised were 30" in words(app)
    app.number_input(key="help_days_9").set_value(21)
    next(each for each in app.button if each.label == "Promise").click().run()
    assert not app.exception and "The answer is kept" in app.success[0].value
    assert "promised within 21 days, by 28 Sep 2026" in words(app)
    app.button(key="help_done_9").click().run()
    assert not app.exception and "Whether the gap closed is read from the next wave" in app.success[0].value
    app.text_area(key="help_text").input("Which resin?")
    next(each for each in app.button if each.label == "Ask").click().run()
    assert "Which resin?" in words(app) and app.title[0].value.startswith("1 request waits")


def test_a_certificate_of_a_maker_without_a_product_is_that_of_its_management_system(served):
    view = CertificateView(LOCAL, Selection("automobiles"), ENGLISH)
    quality = view.rows[view.rows["enterprise"] == "AUT-01"].head(1).assign(subject="ISO9001-1", product="")
    vars(view)["rows"] = quality
    assert list(view.short.iloc[0])[:2] == [
        "ISO9001-1",
        f"{view.makers()['automobiles', 'AUT-01']} (management system)",
    ]
    assert list(view.table["Product"]) == ["management system"]


def test_a_laboratory_begins_with_a_sector_of_which_its_scope_holds_an_indicator(served):
    app = AppTest.from_file(APP, default_timeout=120)
    for name, value in {"lang": "en", "role": "laboratory", "own_laboratory": "LAB-FUR-1"}.items():
        app.query_params[name] = value
    app.switch_page("pages/improve/helpers.py").run()
    assert not app.exception
    assert app.selectbox(key="pick_sector").value == "home_furnishings"
