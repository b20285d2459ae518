"""Official decisions mirrored: live on a day, or not there at all."""

from datetime import date, timedelta

import pandas as pd
import pytest

from benchmarks.governance.records import RECORD, records_of
from benchmarks.governance.terms import terms
from data.kept.states import STATE_EVENT

RULES = terms()


def events(*rows: dict) -> pd.DataFrame:
    """STATE_EVENT rows of records: a general one of A from 1 February 2026 unless said otherwise."""
    first = {
        **{"sector": "things", "subject": "R1", "kind": "record", "enterprise": "A", "state": "live", "until": None},
        **{"from": date(2026, 2, 1), "class": "general", "authority": "SAMR", "document": "D1", "basis": "art. 49"},
        **{"reason": "", "source": "x", "corrects": None, "product": "", "lab": ""},
    }
    frame = pd.DataFrame([{**first, **row} for row in rows]).reindex(columns=list(STATE_EVENT))
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("from", "until", "corrects")})


def live(on: date, *rows: dict, today: date | None = None) -> list[str]:
    """Subjects that are told on a day."""
    return list(records_of(events(*rows), {}, RULES, on, today or on)["subject"])


def test_a_record_says_who_decided_when_on_what_and_how_one_leaves_it():
    """General: from 1 February 2026 for 12 months (36 before 1 April), to be repaired after 3 (6 before)."""
    replies = {("things", "R1"): ("We have mended it", "A quality", date(2026, 2, 9))}
    found = records_of(events({}), replies, RULES, date(2026, 5, 4), date(2026, 5, 4))
    (row,) = found.to_dict("records")
    assert tuple(found) == RECORD
    assert (row["authority"], row["document"], row["basis"]) == ("SAMR", "D1", "art. 49")
    assert (row["until"], row["exit_from"]) == (date(2027, 1, 31), date(2026, 5, 1))
    assert (row["exit_to_do"], row["reply"]) == ("apply", "We have mended it")


def test_annulled_or_repaired_there_is_none_from_that_day_on():
    for end in ("annulled", "repaired"):
        gone = {"state": end, "from": date(2026, 3, 5)}
        assert live(date(2026, 3, 4), {}, gone) == ["R1"]
        assert live(date(2026, 3, 5), {}, gone) == []


@pytest.mark.parametrize(
    ("grade", "last"), [("minor", "2026-07-31"), ("general", "2027-04-30"), ("serious", "2029-04-30")]
)
def test_past_the_term_of_its_class_there_is_none(grade, last):
    """From 1 May 2026: minor 3 months, general 12, serious 36."""
    day, record = date.fromisoformat(last), {"from": date(2026, 5, 1), "class": grade}
    assert live(day, record) == ["R1"] and live(day + timedelta(1), record) == []


def test_the_authority_s_own_last_day_counts_where_it_is_the_earlier():
    assert live(date(2026, 4, 1), {"until": date(2026, 3, 31)}) == []


def test_held_with_a_document_it_goes_on_until_the_authority_says():
    held = {"state": "held", "from": date(2027, 1, 20), "until": date(2027, 6, 30)}
    assert live(date(2027, 3, 1), {}) == [] and live(date(2027, 3, 1), {}, held) == ["R1"]
    assert live(date(2027, 7, 1), {}, held) == []


def test_no_day_brings_back_what_is_over_not_even_a_day_on_which_it_was_live():
    """Live on 1 March; repaired on 5 March: asked on 6 March, nobody is told of 1 March either."""
    gone = {"state": "repaired", "from": date(2026, 3, 5)}
    assert live(date(2026, 3, 1), {}, gone, today=date(2026, 3, 6)) == []
