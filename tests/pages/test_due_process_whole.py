"""The 14 rules of due process in one place, and what goes past single functions: draws, changed rules, projects.

Each rule is tested by its number in test_due_process.py and here; what no surface tells is shown not to be there.
"""

import json
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.governance import draw_file
from benchmarks.governance.draw import draw_list
from benchmarks.governance.feedback import feedback
from benchmarks.governance.tiers import moved, tiers
from benchmarks.intake.demo import demo_files, fill
from benchmarks.reading import Reading
from benchmarks.reports.addresses import ADDRESSES
from benchmarks.reports.made import package, report
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import people, projects, tokens
from data.kept.people import Scope
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, association, manufacturer
from pages.parts.frame import screens
from tests.demo_kit import SPECS
from tests.pages.test_governance_pages import screen, words
from tests.reports.asking import AWAY, get
from tests.reports.kit import everything

RULES = {
    1: "A credit fact needs authority, document, date and legal basis, else it is refused",
    2: "A worse tier or signal is seen by the maker alone for so many working days before anyone else",
    3: "The reply stands beside the item wherever it is shown, also in exports",
    4: "An objection stops the clock of publicity and not of safety",
    5: "What is annulled or repaired is gone from views, tiers, exports and statements the same day",
    6: "A state is made of dates; a later milder rule applies, a stricter one never backwards",
    7: "The way out is shown with its earliest day; improvement can only help",
    8: "Honesty is not penalised: more testing and what is reported unasked never worsen anything",
    9: "Too little evidence is called that and treated as the middle tier",
    10: "Size, age and region are no inputs; on whom tiers fall is reported with intervals",
    11: "A fifth of the lots or more are drawn at random",
    12: "Who proposes does not decide, both are named, and nothing is overwritten",
    13: "Changing the rules is not changing the firm: who moves is shown before it takes effect",
    14: "Tiers and records are private to the maker and the authority unless officially public; persons are refused",
}
# Made by commands and on a screen alone: a list is drawn by who draws, and edges are supposed by who decides.
NO_ADDRESS = ("draw", "moved")
# Of one day, so neither open data nor a document, which are kept, holds them.
ENDING = (*NO_ADDRESS, "records", "clock", "tiers", "projects", "axes", "fairness", "feedback", "problems", "library")
OTHER = (0.05, 0.5, 0.6)  # edges of which nobody of the demo is beyond


@pytest.fixture(scope="module", autouse=True)
def _further(served) -> None:
    fill(served, SPECS, demo_files(SPECS))


def asked(store, viewer: Viewer = LOCAL, **chosen: str) -> Reading:
    return Reading(store, SPECS, viewer, Selection(**chosen))


@pytest.mark.parametrize("number", RULES)
def test_every_rule_of_due_process_has_a_test_by_its_number(number):
    here = Path(__file__)
    said = "".join(each.read_text("utf-8") for each in (here, here.with_name("test_due_process.py")))
    assert f"def test_{number}_" in said


@pytest.mark.parametrize("name", NO_ADDRESS)
def test_what_is_no_address_is_answered_with_nothing(served, name):
    assert name not in ADDRESSES and get(f"/api/v1/{name}").status == 404


def bearer(store, viewer: Viewer) -> str:
    """A token of this maker."""
    people.invite(store, LOCAL, viewer.name, viewer.role, Scope(enterprises=tuple(viewer.enterprises)))
    return f"Bearer {tokens.issue(store, viewer, 'notebook', 30)}"


def test_10_on_whom_tiers_fall_and_14_axes_are_told_under_an_address_to_the_authority_and_a_maker_of_itself(served):
    own = bearer(served, manufacturer("automobiles", "AUT-01", "axes@x.org"))
    told = {name: get(f"/api/v1/{name}", "", AWAY, authorization=own).told for name in ("axes", "fairness")}
    assert {row["enterprise"] for row in told["axes"]} == {"AUT-01"} and len(told["axes"]) == 4
    assert told["fairness"] == [] and {"size", "region", "age"} <= {row["by"] for row in get("/api/v1/fairness").told}


@pytest.mark.parametrize("kind", ["enterprise", "sector", "board"])
def test_documents_and_open_data_hold_nothing_of_records_tiers_or_terms(served, kind):
    """They are printed and kept: what ends on a day may not be in them. APP-03's record stands, with its reply."""
    about = {"enterprise": Selection("home_appliances", None, "APP-03"), "sector": Selection("home_appliances")}
    whole = about.get(kind, Selection())
    chosen = Selection(whole.sector, whole.category, whole.enterprise, wave="2026H1")
    made = report.document(kind, Reading(served, SPECS, LOCAL, chosen), LANGUAGES["en"])
    said = everything(report.FORMATS["xlsx"](made))
    assert {"enterprise": "APP-03", "sector": "Home appliances", "board": "Home appliances"}[kind] in said
    ending = ("DEMO-APP-03-01", "discussed with the laboratory", "not enough evidence", "Willingness")
    assert [each for each in ending if each in said] == []
    assert not {*ENDING} & {*package.NAMED, *package.OPEN}


def test_11_a_fifth_of_the_lots_or_more_is_drawn_at_random_in_the_file_and_in_the_form_of_its_lots(served):
    """Of 5 lots 1 at random, of 6 lots 2: a fifth is rounded up; makers, visitors and addresses are told no list."""
    chosen = {"sector": "home_furnishings", "category": "upholstered_furniture", "wave": "2026H1"}
    listed = draw_list(asked(served, **chosen))
    for budget, at_random in ((5, 1), (6, 2)):
        rows = draw_file.written(listed, "home_furnishings", "2026H1", budget, 0.2, "spring")
        lots = draw_file.form(rows)
        assert (len(lots), int((lots["why_drawn"] == "random").sum())) == (budget, at_random)
        assert rows["pi_reserve"].sum() == pytest.approx(at_random) and rows["draw_prob"].sum() == pytest.approx(budget)
    with pytest.raises(Refused) as refused:
        draw_file.written(listed, "home_furnishings", "2026H1", 5, 0.19, "spring")
    assert refused.value.code == "draw_reserve"
    for viewer in (manufacturer("home_furnishings", "FUR-03"), Viewer("visitor")):
        assert draw_list(asked(served, viewer, **chosen)).empty
    assert "draw" not in {each.name for each in screens.SCREENS}


def test_13_other_edges_say_who_would_move_to_the_authority_alone_and_change_nothing(served):
    before = tiers(asked(served, sector="automobiles"))
    rows = moved(asked(served, Viewer("regulator"), sector="automobiles"), OTHER)
    worse = before.loc[before["proposed"].isin(["T3", "T4"]), "enterprise"]
    assert set(worse) <= set(rows["enterprise"]) and len(worse) == 1
    assert "T3" in set(rows["proposed"]) and "T3" not in set(rows["would_be"])
    told = get("/api/v1/tiers", "sector=automobiles&edges=0.05,0.5,0.6").told
    assert {row["enterprise"] for row in told} == set(rows["enterprise"])
    pd.testing.assert_frame_equal(before, tiers(asked(served, sector="automobiles")))
    for viewer in (manufacturer("automobiles", worse.iloc[0]), association("automobiles"), Viewer("visitor")):
        assert moved(asked(served, viewer, sector="automobiles"), OTHER).empty
    keys = {
        role: {each.key for each in screen("manage/tiers", sector="automobiles", role=role).number_input}
        for role in ("regulator", "manufacturer")
    }
    assert "edge_1" in keys["regulator"] and "edge_1" not in keys["manufacturer"]


def test_no_maker_sees_another_s_figures_through_a_project_on_the_page_or_under_the_address(served):
    """AUT's project of three: whoever is in it could take its own out of their mean. The administrator is told it."""
    joint = projects.projects(served, LOCAL).query("sector == 'automobiles'").iloc[0]
    members = joint["members"].split(";")
    own = bearer(served, manufacturer("automobiles", members[0], "m@x.org"))
    answer = get("/api/v1/projects", "sector=automobiles", AWAY, authorization=own)
    row = next(each for each in answer.told if each["project"] == joint["project"])
    whole = next(each for each in get("/api/v1/projects").told if each["project"] == joint["project"])
    numbers = ("change", "others_change", "beyond", "low", "high", "cost_per_point")
    assert (row["reason"], row["members"], [row[name] for name in numbers]) == ("not_told", 3, [None] * 6)
    assert whole["verdict"] == "worked" and whole["beyond"] > 0
    said = words(screen("improve/problems", role="manufacturer", own_sector="automobiles", own_automobiles=members[0]))
    register = asked(served).register.set_index("enterprise")
    for code in members[1:]:
        assert code not in json.dumps(row) and register.loc[code, "name_en"] not in said
    assert joint["title"].split(" ")[0] in said and f"+{whole['beyond']:.0f}" not in said


def test_what_followed_a_project_stands_on_the_page_with_its_number(served):
    """Three members and five others in automobiles: the mean beyond the others with its ends, as the result has it."""
    row = feedback(asked(served, sector="automobiles")).query("sector == 'automobiles' and kind == 'project'").iloc[0]
    assert (row["makers"], row["others"], row["verdict"]) == (3, 5, "cannot_tell")
    assert row["low"] < 0 < row["beyond"] < row["high"]
    app = screen("improve/problems", sectors="automobiles", sector="automobiles")
    said = words(app) + " ".join(each.value.to_csv() for each in [*app.table, *app.dataframe])
    assert f"+{row['beyond']:.1f} (\N{MINUS SIGN}{-row['low']:.1f} to +{row['high']:.1f})" in said
    assert "cannot tell: the interval reaches to both sides" in said
