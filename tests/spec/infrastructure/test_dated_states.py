"""In which state is a certificate, a scope, a record: computed from events, for a day."""

from datetime import date

import pytest

from benchmarks.infrastructure.states import Event, Span, deciding, spans

VALID = Event("valid", date(2026, 1, 1), date(2026, 12, 31))


def on(day: str, *events: Event) -> str:
    return deciding(events, date.fromisoformat(day))[0]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2025-12-31", "unknown"), ("2026-01-01", "valid"), ("2026-12-31", "valid"), ("2027-01-01", "expired")],
)
def test_a_certificate_is_valid_on_its_first_and_on_its_last_day(day, state):
    assert on(day, VALID) == state


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-04-30", "valid"), ("2026-05-01", "suspended"), ("2026-05-31", "suspended"), ("2026-06-01", "valid")],
)
def test_after_the_last_day_of_a_suspension_the_state_before_it_is_back(day, state):
    assert on(day, VALID, Event("suspended", date(2026, 5, 1), date(2026, 5, 31))) == state


def test_a_suspension_without_an_end_ends_with_the_certificate():
    pause = Event("suspended", date(2026, 5, 1))
    assert [on(day, VALID, pause) for day in ("2026-12-31", "2027-01-01")] == ["suspended", "expired"]


def test_of_two_events_of_one_day_the_graver_counts_whichever_came_first():
    renewed, revoked = Event("valid", date(2026, 5, 1)), Event("revoked", date(2026, 5, 1))
    assert on("2026-05-01", renewed, revoked) == on("2026-05-01", revoked, renewed) == "revoked"


def test_a_correction_is_a_new_event_that_takes_the_place_of_those_of_the_day_it_names():
    wrong = Event("suspended", date(2026, 5, 1))
    moved = Event("suspended", date(2026, 6, 1), corrects=date(2026, 5, 1))  # it was the first of June
    assert [on(day, VALID, wrong, moved) for day in ("2026-05-31", "2026-06-01")] == ["valid", "suspended"]
    never = Event("valid", date(2026, 5, 1), date(2026, 12, 31), corrects=date(2026, 5, 1))  # there was none
    assert on("2026-05-01", VALID, wrong, never) == "valid"


def test_an_event_that_comes_late_changes_the_days_that_are_past():
    assert on("2026-03-15", VALID) == "valid"
    assert on("2026-03-15", VALID, Event("revoked", date(2026, 3, 1))) == "revoked"


def test_a_record_ends_with_its_last_day_an_objection_pauses_it_and_a_hold_goes_on_beyond_it():
    record = Event("live", date(2026, 1, 1), date(2026, 3, 31))
    assert [on(day, record) for day in ("2026-03-31", "2026-04-01")] == ["live", "ended"]
    objection = Event("objection", date(2026, 2, 1), date(2026, 2, 10))
    assert [on(day, record, objection) for day in ("2026-02-10", "2026-02-11")] == ["objection", "live"]
    held = Event("held", date(2026, 3, 1), date(2026, 6, 30))
    assert [on(day, record, held) for day in ("2026-06-30", "2026-07-01")] == ["held", "ended"]
    assert on("2026-02-05", record, Event("repaired", date(2026, 2, 5))) == "repaired"


def test_the_spans_of_a_subject_name_the_days_of_every_state():
    pause = Event("suspended", date(2026, 5, 1), date(2026, 5, 31))
    assert spans([VALID, pause]) == [
        Span("valid", date(2026, 1, 1), date(2026, 4, 30), 0),
        Span("suspended", date(2026, 5, 1), date(2026, 5, 31), 1),
        Span("valid", date(2026, 6, 1), date(2026, 12, 31), 0),
        Span("expired", date(2027, 1, 1), None, 0),
    ]
