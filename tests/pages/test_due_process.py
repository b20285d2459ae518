"""The rules of due process, each by its sentence, through pages, addresses, commands, documents and files.

As properties of single functions they stand in tests/properties/test_due_process.py. The demo's records are followed
from the file to whatever tells of them: APP-03's stands, FUR-10's was repaired, CAT-02's annulled, CAT-08's ended.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from benchmarks.formats import encode
from benchmarks.governance.axes import axes
from benchmarks.governance.clock import clock
from benchmarks.governance.draw import draw_list
from benchmarks.governance.records import records
from benchmarks.governance.terms import terms
from benchmarks.governance.tiers import tiers
from benchmarks.intake.demo import demo_files, fill
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading
from benchmarks.reports.made import feed, report
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import people, tokens
from data.kept import tiers as kept
from data.kept.batches import Upload
from data.kept.people import Scope
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests.demo_kit import SPECS
from tests.pages.test_governance_pages import screen, words
from tests.reports.asking import AWAY, get
from tests.reports.kit import everything

TODAY = datetime.now(UTC).date()
HEAD = "subject,kind,enterprise,state,from,until,class,basis,authority,document,source,reason\n"
# Records that are over, with a word of each that nothing may tell.
GONE = {
    "DEMO-FUR-10-01": "Labels without the emission class",
    "DEMO-CAT-02-01": "Retained samples missing",
    "DEMO-CAT-08-01": "Late self-check",
}
STANDS, REPLY = "DEMO-APP-03-01", "The method is being discussed with the laboratory"
OBJECTED = "DEMO-FUR-09-02"
READERS = (
    *(Viewer("administrator"), Viewer("regulator"), association("catering"), manufacturer("catering", "CAT-02")),
    *(manufacturer("home_furnishings", "FUR-10"), manufacturer("catering", "CAT-08"), Viewer("visitor")),
)


@pytest.fixture(scope="module", autouse=True)
def _further(served) -> None:
    """The demo's records, and one to which its maker objects today."""
    fill(served, SPECS, demo_files(SPECS))
    line = f"{OBJECTED},record,FUR-09,{{}},{{}},,general,Law art. 1,Authority,D-2,register,Glue"
    told = [line.format("live", TODAY - timedelta(20)), line.format("objection", TODAY - timedelta(5))]
    assert sent(served, "states", HEAD + "\n".join(told)) == []


def sent(store, kind: str, text: str, sector: str = "home_furnishings", wave: str = "") -> list[str]:
    """What is wrong with a file, which is loaded where nothing is."""
    upload = Upload(kind, sector, text.encode(), f"{kind}.csv", "", wave)
    return [each.code for each in load(store, SPECS, LOCAL, Sending(upload)).errors]


def asked(store, viewer: Viewer = LOCAL, **chosen: str) -> Reading:
    return Reading(store, SPECS, viewer, Selection(**chosen))


@pytest.fixture(scope="module")
def bearers(served) -> dict[str, str]:
    """A token each of a maker and of the associations of its sector and of another one."""
    given = {}
    for name, whose, scope in (
        (
            "APP-03",
            manufacturer("home_appliances", "APP-03", "a@x.org"),
            Scope(enterprises=(("home_appliances", "APP-03"),)),
        ),
        (
            "FUR-09",
            manufacturer("home_furnishings", "FUR-09", "b@x.org"),
            Scope(enterprises=(("home_furnishings", "FUR-09"),)),
        ),
        ("association", association("home_furnishings", "c@x.org"), Scope(sectors=("home_furnishings",))),
    ):
        people.invite(served, LOCAL, whose.name, whose.role, scope)
        given[name] = f"Bearer {tokens.issue(served, whose, 'notebook', 30)}"
    return given


def rows(bearer: str, name: str, query: str = "") -> list[dict]:
    """What an address tells the holder of a token."""
    return get(f"/api/v1/{name}", query, AWAY, authorization=bearer).told


@pytest.mark.parametrize("lacks", ["authority", "document", "basis", "from"])
def test_1_a_credit_fact_needs_authority_document_day_and_legal_basis_else_it_is_refused(served, lacks):
    told = {"subject": "X-1", "kind": "record", "enterprise": "FUR-01", "state": "live", "from": "2026-06-01"}
    told |= {"class": "general", "basis": "art. 1", "authority": "A", "document": "D", "source": "s", lacks: ""}
    names = HEAD.strip().split(",")
    assert sent(served, "states", HEAD + ",".join(told.get(name, "") for name in names))
    assert "X-1" not in set(records(asked(served))["subject"])


def test_2_a_tier_is_seen_by_its_maker_before_it_counts_and_by_nobody_else(served):
    """Decided and confirmed today: its maker is told at once, and for 15 working days no draw knows of it."""
    one, other = (Viewer("regulator", name=name) for name in ("first@example.org", "second@example.org"))
    number = kept.decide(served, one, "catering", "CAT-03", "T4", "A reason", "1")
    kept.confirm(served, other, "catering", "CAT-03", number)
    row = tiers(asked(served, manufacturer("catering", "CAT-03"))).iloc[0]
    assert (row["decided"], row["state"]) == ("T4", "notice")
    assert row["from"] == terms().calendar.end(TODAY, 15, "working_days")
    listed = draw_list(asked(served, sector="catering", category="canteen")).set_index("enterprise")
    assert listed.loc["CAT-03", "tier"] == ""
    for viewer in (association("catering"), manufacturer("catering", "CAT-02"), Viewer("visitor")):
        assert "CAT-03" not in set(tiers(asked(served, viewer))["enterprise"])


def test_2_a_failed_check_is_its_makers_alone_for_15_working_days_and_rivals_and_visitors_are_not_told(served):
    found = clock(asked(served), date(2026, 6, 30))
    told = found[found["step"] == "publication"]
    assert {row.due_on for row in told.itertuples()} == {
        terms().calendar.end(row.begins_on, 15, "working_days") for row in told.itertuples()
    }
    assert set(clock(asked(served, manufacturer("catering", "CAT-04")))["enterprise"]) <= {"CAT-04"}
    assert clock(asked(served, Viewer("visitor"))).empty


@pytest.mark.parametrize("language", ["en", "zh"])
def test_3_the_reply_stands_beside_the_record_wherever_it_is_shown(served, bearers, language):
    """On the page, under the address, in every form a command writes."""
    told = {"en": REPLY, "zh": "正与实验室核对方法"}[language]
    assert told in words(screen("rules/clock", language, sectors="home_appliances"))
    (row,) = rows(bearers["APP-03"], "records")
    assert (row["subject"], REPLY in row["reply"]) == (STANDS, True)
    for form in ("csv", "json"):
        assert REPLY in encode(records(asked(served)), form).decode()


def test_4_an_objection_stops_the_clock_of_publicity_and_not_of_safety(served, bearers):
    """While a maker objects its record is told to it and the authority alone; what has to be mended still has to be."""
    assert [row["subject"] for row in rows(bearers["FUR-09"], "records")] == [OBJECTED]
    assert OBJECTED not in {row["subject"] for row in rows(bearers["association"], "records")}
    assert "Glue" not in words(screen("rules/clock", role="association", own_sector="home_furnishings"))
    lot = "DUE-4,A,FUR-08,upholstered_furniture,2026-06-01,shop,special,2026-06-05,fail,furniture_formaldehyde,s"
    text = CHECKS.splitlines()[0] + ",notified_on,objection_on\n" + lot + ",2026-06-08,2026-06-15\n"
    assert sent(served, "checks", text, wave="2026H1") == []
    found = clock(asked(served, manufacturer("home_furnishings", "FUR-08")), date(2026, 6, 30))
    states = found[found["check"] == "DUE-4"].set_index("step")["state"].to_dict()
    assert {step for step, state in states.items() if state == "blocked"} == {"recheck", "publication"}
    assert states["correction"] == "open"


def told_of(text: str) -> list[str]:
    """Records that are over and are named, or whose reason is told."""
    return [name for name, reason in GONE.items() if name in text or reason in text]


@pytest.mark.parametrize("viewer", READERS, ids=lambda viewer: viewer.role)
def test_5_a_record_that_is_annulled_repaired_or_past_its_term_is_told_to_nobody_of_no_day(served, viewer):
    days = [TODAY + timedelta(step) for step in (-900, -300, -200, -100, -1, 0, 1, 400)]
    for day in days:
        found = records(asked(served, viewer), day)
        for form in ("csv", "json"):
            assert told_of(encode(found, form).decode()) == []


@pytest.mark.parametrize("role", ["regulator", "association", "manufacturer"])
def test_5_no_page_tells_of_a_record_that_is_over(served, role):
    """Of today, and of a day on which it stood: who was repaired is asked for no past."""
    place = {"role": role, "own_sector": "home_furnishings", "own_home_furnishings": "FUR-10"}
    for page in ("rules/clock", "rules/certificates", "manage/tiers"):
        if page != "manage/tiers" or role != "association":
            app = screen(page, **place)
            assert told_of(everywhere(app)) == []
        if page == "rules/clock":
            app.date_input(key="clock_day").set_value(date(2026, 1, 15)).run()
            assert told_of(everywhere(app)) == []


def everywhere(app) -> str:
    """Every word of a page with its tables."""
    return words(app) + " ".join(each.value.to_csv() for each in app.dataframe)


def test_5_no_address_document_feed_or_axis_tells_of_a_record_that_is_over(served):
    for name in ("records", "clock", "tiers", "waves", "projects"):
        assert told_of(get(f"/api/v1/{name}").body.decode()) == []
    assert told_of(feed.changes(asked(served), "http://x", TODAY).decode()) == []
    about = Selection("catering", "canteen", "CAT-02", wave="2026H1")
    made = report.document("enterprise", Reading(served, SPECS, LOCAL, about), LANGUAGES["en"])
    assert told_of(everything(report.FORMATS["xlsx"](made))) == []
    found = axes(asked(served))
    assert told_of(" ".join(found["receipt"])) == []
    assert axes(asked(served, association("catering"))).empty and axes(asked(served, Viewer("visitor"))).empty
    credit = found.query("axis == 'credit'").set_index("enterprise")["value"]
    assert credit[["CAT-02", "CAT-08", "FUR-10"]].tolist() == [0, 0, 0] and credit["APP-03"] > 0


def test_6_a_state_is_made_of_dates_and_its_last_day_is_the_last_on_which_it_is_told(served):
    """Minor, 3 months: of a record that ends today every reader still hears, tomorrow nobody does."""
    begun = (pd.Timestamp(TODAY) + pd.Timedelta(days=1) - pd.DateOffset(months=3)).date()
    line = f"DEMO-FUR-04-09,record,FUR-04,live,{begun},{TODAY},minor,art. 1,A,D,register,x"
    assert sent(served, "states", HEAD + line) == []
    for viewer in (LOCAL, Viewer("regulator"), manufacturer("home_furnishings", "FUR-04")):
        assert "DEMO-FUR-04-09" in set(records(asked(served, viewer), TODAY)["subject"])
        assert "DEMO-FUR-04-09" not in set(records(asked(served, viewer), TODAY + timedelta(1))["subject"])


def test_7_the_way_out_is_shown_with_its_earliest_day(served, bearers):
    """General, from 6 May 2026: to be repaired on application from 6 August on, by NDRC Order 36."""
    said = words(screen("rules/clock", sectors="home_appliances"))
    assert "from 6 Aug 2026 on (NDRC Order 36, general)" in said
    (row,) = rows(bearers["APP-03"], "records")
    assert (row["exit_to_do"], row["exit_from"][:10]) == ("apply", "2026-08-06")


CHECKS = (
    "check,authority,enterprise,category,sampled_on,place,why_drawn,tested_on,result,failed,source\n"
    "DUE-1,A,FUR-03,upholstered_furniture,2026-06-20,shop,special,2026-06-21,pass,,s\n"
)


def test_8_uploading_a_lot_that_passed_worsens_no_axis_and_no_tier(served):
    def now() -> SimpleNamespace:
        found = axes(asked(served, sector="home_furnishings")).set_index(["enterprise", "axis"])
        tier = tiers(asked(served, sector="home_furnishings")).set_index("enterprise")
        return SimpleNamespace(axes=found.loc["FUR-03"], tier=tier.loc["FUR-03"])

    before = now()
    assert sent(served, "checks", CHECKS, wave="2026H1") == []
    after = now()
    assert after.tier["n"] == before.tier["n"] + 1
    assert after.axes.loc["risk", "value"] < before.axes.loc["risk", "value"]
    rest = ["credit", "capacity", "willingness"]
    assert after.axes.loc[rest, "value"].equals(before.axes.loc[rest, "value"])
    assert after.tier["p_t4"] <= before.tier["p_t4"] and after.tier["share"] < before.tier["share"]


@pytest.mark.parametrize(("language", "said"), [("en", "not enough evidence"), ("zh", "证据不足")])
def test_9_too_little_evidence_is_called_that_and_drawn_as_the_middle(served, language, said):
    found = tiers(asked(served, sector="automobiles"))
    assert "not_enough_evidence" in set(found["proposed"])
    assert said in everywhere(screen("manage/tiers", language, sector="automobiles")).lower()


def test_10_who_is_small_young_or_elsewhere_has_the_same_tier_and_a_table_shows_on_whom_tiers_fall(served):
    before = tiers(asked(served, sector="home_furnishings")).drop(columns=["spec_version"])
    register = asked(served).register
    own = register[register["sector"] == "home_furnishings"]
    text = "enterprise,name_en,name_zh,sector,output_share,size,region,founded\n" + "".join(
        f"{row.enterprise},{row.name_en},{row.name_zh},home_furnishings,{row.output_share},micro,110000,2024\n"
        for row in own.itertuples()
    )
    assert sent(served, "register", text) == []
    after = tiers(asked(served, sector="home_furnishings")).drop(columns=["spec_version"])
    pd.testing.assert_frame_equal(before, after)
    assert "micro" in everywhere(screen("manage/tiers", sector="home_furnishings", role="regulator"))


def test_12_who_proposes_does_not_decide_both_are_named_and_nothing_is_overwritten(served):
    one, other = (Viewer("regulator", name=name) for name in ("first@example.org", "second@example.org"))
    number = kept.decide(served, one, "catering", "CAT-05", "T3", "A reason", "1")
    with pytest.raises(Refused):
        kept.confirm(served, one, "catering", "CAT-05", number)
    kept.confirm(served, other, "catering", "CAT-05", number)
    row = tiers(asked(served, sector="catering")).set_index("enterprise").loc["CAT-05"]
    assert (row["by"], row["confirmed_by"], row["reason"]) == ("first@example.org", "second@example.org", "A reason")
    log = served.query("SELECT kind, by_name FROM governance_event WHERE enterprise = 'CAT-05' ORDER BY event")
    assert log.to_numpy().tolist() == [["tier_decided", one.name], ["tier_confirmed", other.name]]
    said = everywhere(screen("manage/tiers", sector="catering", role="regulator"))
    assert "first@example.org / second@example.org" in said and "A reason" in said


def test_14_tiers_and_records_are_private_to_the_maker_and_the_authority_unless_officially_public(served, bearers):
    """General and serious records are public by the authority's own act; tiers and minor records are nobody's else."""
    line = f"DEMO-FUR-02-09,record,FUR-02,live,{TODAY},,minor,art. 1,A,D,register,x"
    assert sent(served, "states", HEAD + line) == []
    assert "DEMO-FUR-02-09" not in {row["subject"] for row in rows(bearers["association"], "records")}
    assert rows(bearers["association"], "tiers") == []
    assert {row["enterprise"] for row in rows(bearers["FUR-09"], "tiers")} <= {"FUR-09"}
    assert {row["enterprise"] for row in rows(bearers["FUR-09"], "records")} == {"FUR-09"}


@pytest.mark.parametrize("name", ["Mr Smith", "owner: Li Wei", "法定代表人张某"])
def test_14_a_natural_person_is_no_record_and_is_refused_by_pattern(served, name):
    line = f"DEMO-FUR-01-08,record,FUR-01,live,{TODAY},,general,art. 1,A,D,register,{name}"
    assert "record_of_a_person" in sent(served, "states", HEAD + line)
    assert name not in everything(encode(records(asked(served)), "json"))
