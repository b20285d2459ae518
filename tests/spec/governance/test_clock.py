"""Who must do what by when after a check that failed."""

from datetime import date

import pandas as pd
import pytest

from benchmarks.columns import CHECK
from benchmarks.governance.clock import CLOCK, PARTIES, STATES, STEPS, clock_of
from benchmarks.governance.supposed import SUPPOSED, supposed_of
from benchmarks.governance.terms import terms

TOLD = date(2026, 3, 2)
NO_ACTIONS = pd.DataFrame(columns=["sector", "enterprise", "indicator", "partners", "registered_at"])


def checks(*rows: dict) -> pd.DataFrame:
    """CHECK rows: a lot of A that failed, sampled on 9 February 2026 and notified on 2 March, unless said otherwise."""
    first = {
        **dict.fromkeys(CHECK, ""),
        **{"sector": "things", "category": "thing", "enterprise": "A", "check": "C1", "why_drawn": "random"},
        **{"result": "fail", "failed": "fire", "severity": "safety", "lab": "L1", "sampled_on": date(2026, 2, 9)},
        **{"tested_on": date(2026, 2, 16), "notified_on": TOLD},
        **dict.fromkeys(("objection_on", "correct_by", "rechecked_on")),
    }
    return pd.DataFrame([{**first, **row} for row in rows])


def steps(on: date, *rows: dict, acts: pd.DataFrame = NO_ACTIONS) -> dict[str, str]:
    """Step -> state of the first check on a day."""
    found = clock_of(checks(*rows), acts, terms(), on)
    return found[found["check"] == "C1"].set_index("step")["state"].to_dict()


def test_the_terms_run_from_the_notice_and_each_names_its_rule():
    """2 March 2026: 15 days are 17 March, 60 are 1 May, a holiday, so 6 May; 75 are 16 May, a Saturday, so 18 May."""
    found = clock_of(checks({}), NO_ACTIONS, terms(), TOLD).set_index("step")
    assert tuple(found.reset_index()[list(CLOCK)]) == CLOCK
    due = {"objection": date(2026, 3, 17), "correction": date(2026, 5, 6), "recheck": date(2026, 5, 18)}
    assert found.loc[list(due), "due_on"].to_dict() == due
    assert found.loc["correction", "rule"] == "SAMR Order 18, art. 46"
    assert set(found["state"]) == {"open"} and set(found["party"]) <= set(PARTIES)


def test_a_duty_is_late_the_day_after_and_a_right_only_lapses():
    late = steps(date(2026, 5, 19), {})
    assert (late["correction"], late["recheck"], late["objection"]) == ("late", "late", "done")
    assert steps(date(2026, 5, 18), {})["recheck"] == "open"


def test_a_day_that_the_authority_set_for_the_correction_goes_before_the_rule():
    found = clock_of(checks({"correct_by": date(2026, 4, 1)}), NO_ACTIONS, terms(), TOLD).set_index("step")
    assert found.loc["correction", "due_on"] == date(2026, 4, 1)


def test_an_open_objection_blocks_recheck_and_publication_never_the_correction():
    open_one = steps(date(2026, 3, 20), {"objection_on": date(2026, 3, 10)})
    states = {"objection": "done", "retest": "open", "correction": "open", "recheck": "blocked"}
    assert states | {"publication": "blocked"} == {name: open_one[name] for name in (*states, "publication")}
    assert steps(date(2026, 4, 10), {"objection_on": date(2026, 3, 10)})["retest"] == "late"  # 30 days end on 9 April


def test_a_retest_that_passes_ends_all_and_nothing_is_published():
    won = steps(date(2026, 6, 1), {"objection_on": date(2026, 3, 10), "retest": "pass"})
    assert set(won.values()) == {"done"} and "publication" not in won


def test_a_recheck_that_passes_ends_it_and_one_that_fails_starts_the_second():
    passed = {"rechecked_on": date(2026, 4, 20), "recheck": "pass"}
    assert {steps(date(2026, 6, 1), passed)[name] for name in ("correction", "recheck")} == {"done"}
    failed = {"rechecked_on": date(2026, 4, 20), "recheck": "fail"}
    found = steps(date(2026, 7, 21), failed)  # 90 days end on Sunday 19 July, so on the 20th
    assert (found["recheck"], found["second_recheck"], found["correction"]) == ("done", "late", "late")
    again = {"check": "C2", "why_drawn": "follow_up", "result": "pass", "sampled_on": date(2026, 7, 1), "failed": ""}
    assert steps(date(2026, 7, 21), failed, again)["second_recheck"] == "done"


def test_what_happens_after_the_day_is_not_known_on_it():
    later = {"objection_on": date(2026, 3, 10), "retest": "fail", "rechecked_on": date(2026, 4, 20), "recheck": "pass"}
    assert steps(date(2026, 3, 9), later)["objection"] == "open"
    assert steps(date(2026, 4, 19), later)["recheck"] == "open"
    assert steps(date(2026, 3, 1), later) == {}  # the maker was not told yet


def test_a_complaint_has_its_answer_in_45_working_days():
    asked = {"why_drawn": "complaint", "notified_on": None, "result": "pass", "tested_on": None, "failed": ""}
    found = clock_of(checks(asked), NO_ACTIONS, terms(), date(2026, 4, 30)).set_index("step")
    # From 9 February: 5 to the 14th, 5 from the 24th to the 28th (a Saturday that is worked), 22 in March, and 13 in
    # April without the 6th, which is off: the 20th.
    assert found.loc["complaint", "due_on"] == date(2026, 4, 20) and found.loc["complaint", "state"] == "late"


def test_an_action_with_a_partner_on_what_failed_is_the_help():
    act = {"sector": "things", "enterprise": "A", "indicator": "fire", "partners": [["laboratory", "L"]]}
    acts = pd.DataFrame([{**act, "registered_at": pd.Timestamp("2026-03-09")}])
    found = clock_of(checks({}), acts, terms(), date(2026, 3, 10)).set_index("step")
    assert (found.loc["help", "state"], found.loc["help", "done_on"]) == ("done", date(2026, 3, 9))


def test_late_comes_first():
    found = clock_of(checks({}, {"check": "C2", "notified_on": date(2025, 9, 1)}), NO_ACTIONS, terms(), TOLD)
    places = [STATES.index(state) for state in found["state"]]
    assert places == sorted(places) and found["state"].iloc[0] == "late"


@pytest.mark.parametrize("row", [{"result": "pass", "failed": ""}, {"notified_on": None}])
def test_a_lot_that_passed_or_that_nobody_was_told_of_starts_no_clock(row):
    assert steps(date(2026, 6, 1), row) == {}


def test_each_step_is_somebody_s_right_or_duty():
    assert {kind for _, kind in STEPS.values()} == {"right", "duty"}


def test_another_term_moves_its_open_steps_and_nothing_else():
    """60 days from 2 March end on 6 May, 30 days on 1 April: on 10 April the correction is open, and would be late."""
    day = date(2026, 4, 10)
    now, then = (
        clock_of(checks({}), NO_ACTIONS, rules, day) for rules in (terms(), terms().supposing("correction", 30))
    )
    found = supposed_of(now, then)
    assert tuple(found) == SUPPOSED and found["step"].tolist() == ["correction"]
    row = found.iloc[0]
    assert (row["due_on"], row["state"]) == (date(2026, 5, 6), "open")
    assert (row["would_be_due"], row["would_be"]) == (date(2026, 4, 1), "late")
    assert supposed_of(now, now).empty


def test_another_term_leaves_what_is_done():
    over = {"rechecked_on": date(2026, 3, 30), "recheck": "pass"}
    now, then = (
        clock_of(checks(over), NO_ACTIONS, rules, date(2026, 4, 10))
        for rules in (terms(), terms().supposing("correction", 10))
    )
    assert supposed_of(now, then).empty
