"""Who can help with a gap: who is listed, who reads a request, how days and outcomes are counted."""

from contextlib import contextmanager
from datetime import date, datetime

import pandas as pd
import pytest

from benchmarks.innovation.one_stop import helpers_of, judged_requests
from data.kept.promised import help as kept
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests import kit
from tests.action_kit import MEMBERS, OWN, RIVAL, enrol

LAB = Viewer("laboratory", frozenset({"things"}), laboratories=frozenset({"L1"}), name="Lin")
OTHER_LAB = Viewer("laboratory", frozenset({"things"}), laboratories=frozenset({"L2"}), name="Lou")
PLACE = ("things", "thing", "A", "smoke")
L1 = ("laboratory", "L1")


@pytest.fixture
def store():
    store = kit.empty_store()
    enrol(store, "A", "B")
    kept.offer(store, LAB, "things", "smoke", *L1)
    return store


@contextmanager
def refused(code: str):
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


def asked(store, day: str = "2026-01-10", viewer: Viewer = OWN, place: tuple = PLACE) -> int:
    return kept.ask(store, viewer, place, L1, "Which method?", at=datetime.fromisoformat(day))


def test_a_request_is_read_by_who_asks_who_is_asked_and_administrators_and_by_nobody_else(store):
    asked(store)
    reads = {viewer: len(kept.requests(store, viewer)) for viewer in (OWN, LAB, LOCAL)}
    assert set(reads.values()) == {1}
    for viewer in (RIVAL, OTHER_LAB, MEMBERS, Viewer("regulator"), Viewer("visitor"), association("elsewhere")):
        assert kept.requests(store, viewer).empty
        with refused("help_no_request"):
            kept.answer(store, viewer, 1, "withdrawn")


def test_only_a_partner_itself_says_that_it_may_be_asked(store):
    for viewer, partner in ((OTHER_LAB, L1), (OWN, L1), (RIVAL, ("maker", "A")), (MEMBERS, ("maker", "A"))):
        with refused("help_not_yours_to_offer"):
            kept.offer(store, viewer, "things", "smoke", *partner)
    kept.offer(store, MEMBERS, "things", "smoke", "university", "Willow Bend")
    kept.offer(store, OWN, "things", "smoke", "maker", "A")
    kept.offer(store, LAB, "things", "smoke", *L1, open_to=False)
    assert list(kept.offers(store, RIVAL)["partner"]) == ["Willow Bend", "A"]
    assert kept.offers(store, Viewer("visitor")).empty and kept.offers(store, association("elsewhere")).empty
    with refused("help_no_consent"):
        asked(store)


def test_the_partner_promises_and_the_maker_says_when_the_help_had_come(store):
    number = asked(store)
    with refused("help_open_already"):
        asked(store)
    with refused("help_not_yours_to_answer"):
        kept.answer(store, OWN, number, "promised", 20)
    with refused("help_days"):
        kept.answer(store, LAB, number, "promised", 0)
    with refused("help_moved_on"):
        kept.answer(store, OWN, number, "done")
    kept.answer(store, LAB, number, "promised", 20, "Ring test in June", at=datetime(2026, 1, 12))
    with refused("help_not_yours_to_answer"):
        kept.answer(store, LAB, number, "done")
    kept.answer(store, OWN, number, "done", at=datetime(2026, 2, 9))
    row = kept.requests(store, OWN).iloc[0]
    assert row[["state", "promised_days", "answer"]].tolist() == ["done", 20, "Ring test in June"]
    assert (row["asked_on"], row["answered_on"], row["ended_on"]) == (
        date(2026, 1, 10),
        date(2026, 1, 12),
        date(2026, 2, 9),
    )


def gap(wave: str, floor: str, benchmark: str, maker: str = "A") -> list[dict]:
    one = {"sector": "things", "category": "thing", "enterprise": maker, "indicator": "smoke", "wave": wave}
    return [one | {"level": "floor", "verdict": floor}, one | {"level": "benchmark", "verdict": benchmark}]


def test_days_run_from_the_asking_and_the_gap_is_judged_in_the_first_wave_after_the_help(store):
    """Asked on 10 Jan, 20 days promised: due on 30 Jan. Come on 9 Feb: 30 days, late. 2026H1 began before that."""
    number = asked(store)
    kept.answer(store, LAB, number, "promised", 20, at=datetime(2026, 1, 12))
    asked_now = kept.requests(store, LOCAL)
    waves = [*gap("2026H1", "not_met", "not_met"), *gap("2026H2", "met", "not_met"), *gap("2027H1", "not_met", "met")]
    gaps = pd.DataFrame(waves)
    open_now = judged_requests(asked_now, gaps, date(2026, 1, 30)).iloc[0]
    assert (open_now["due_on"], open_now["late"], open_now["closed"]) == (date(2026, 1, 30), False, "")
    assert judged_requests(asked_now, gaps, date(2026, 1, 31)).iloc[0]["late"]
    kept.answer(store, OWN, number, "done", at=datetime(2026, 2, 9))
    row = judged_requests(kept.requests(store, LOCAL), gaps, date(2026, 12, 1)).iloc[0]
    assert row[["days", "late", "level", "closed", "closed_wave"]].tolist() == [30, True, "floor", "closed", "2026H2"]
    breaks = {("things", "smoke"): (date(2026, 7, 1),)}  # measured otherwise after the help
    row = judged_requests(kept.requests(store, LOCAL), gaps, date(2026, 12, 1), breaks).iloc[0]
    assert row[["closed", "closed_wave"]].tolist() == ["cannot_tell", "2026H2"]
    row = judged_requests(kept.requests(store, LOCAL), gaps.head(2), date(2026, 12, 1)).iloc[0]
    assert row["closed"] == "not_measured"


OFFERS = pd.DataFrame([("things", "smoke", "laboratory", "L1", date(2026, 1, 1), "Lin")], columns=list(kept.OFFER))


def outcome(days: dict[str, int], viewer: Viewer, cases: set = frozenset({("things", "smoke", *L1, "B")})):
    done = [
        {"sector": "things", "enterprise": code, "partner_kind": "laboratory", "partner": "L1", "state": "done"}
        | {"days": n, "promised_days": 20, "closed": "closed" if n < 30 else "still_open"}
        for code, n in days.items()
    ]
    own = {("things", code) for _, code in viewer.enterprises or ()}
    found = pd.DataFrame(
        done, columns=["sector", "enterprise", "partner_kind", "partner", "state", "days", "promised_days", "closed"]
    )
    return helpers_of(OFFERS, set(cases), found, {}, own, {}, viewer)


def test_a_partner_is_listed_where_it_closed_the_gap_at_another_maker():
    assert len(outcome({}, RIVAL)) == 0  # with B itself, which asks
    assert len(outcome({}, OWN)) == 1
    assert len(outcome({}, OWN, {("things", "odour", *L1, "B")})) == 0


@pytest.mark.parametrize("typed", ["Plum Rain", "梅雨", "Plum Rain ‖ 梅雨"])
def test_a_partner_that_an_action_names_in_two_languages_is_found_by_either_name(typed):
    offered = OFFERS.assign(partner=typed)
    cases = {("things", "smoke", "laboratory", "Plum Rain ‖ 梅雨", "B")}
    columns = ["sector", "enterprise", "partner_kind", "partner", "state", "days", "promised_days", "closed"]
    asked = pd.DataFrame(columns=columns)
    row = helpers_of(offered, cases, asked, {}, set(), {}, LOCAL).iloc[0]
    assert row[["partner", "name", "name_zh"]].tolist() == [typed, "Plum Rain ‖ 梅雨", "Plum Rain ‖ 梅雨"]
    assert helpers_of(OFFERS.assign(partner="Rain"), cases, asked, {}, set(), {}, LOCAL).empty


def test_days_of_a_partner_are_told_where_six_others_asked():
    """Medians of 10 .. 60 are 35, of 10 .. 70 are 40; of these 10 and 20 days ended in a gap that is closed."""
    six = dict(zip("BCDEFG", range(10, 70, 10), strict=True))
    row = outcome(six, OWN).iloc[0]
    assert row[["requests", "done", "median_days", "promised_days", "closed", "judged"]].tolist() == [
        6,
        6,
        35,
        20,
        2,
        6,
    ]
    few = outcome({"A": 5} | dict(list(six.items())[:5]), OWN).iloc[0]
    assert few["reason"] == "too_few" and few[["requests", "done", "median_days", "closed"]].isna().all()
    assert outcome({"C": 5}, LOCAL).iloc[0]["median_days"] == 5
    visitor = manufacturer("things", "Z")
    assert outcome(six | {"H": 70}, visitor).iloc[0]["median_days"] == 40
