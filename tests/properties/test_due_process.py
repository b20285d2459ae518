"""Rules of due process, each named by its sentence, for whatever facts come."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from benchmarks.governance.axes import Facts, axes_of, fairness_of
from benchmarks.governance.records import records_of
from benchmarks.governance.terms import terms
from benchmarks.governance.tiers import proposals_of
from tests.spec.governance.test_records import events

RULES = terms()
CLOCK = pd.DataFrame(columns=["sector", "enterprise", "party", "kind", "state", "done_on", "due_on"])
NOTHING = {
    "records": pd.DataFrame(columns=["sector", "enterprise", "subject", "class"]),
    "clock": CLOCK,
    "floors": pd.DataFrame(columns=["sector", "enterprise", "met"]),
    "certificates": pd.DataFrame(columns=["sector", "enterprise", "valid"]),
    "actions": pd.DataFrame(columns=["sector", "enterprise", "state", "voluntary"]),
}
MAKERS = pd.DataFrame({"sector": "things", "enterprise": list("ABCDE")})
lots = some.lists(some.tuples(some.integers(0, 30), some.floats(0, 1)), min_size=5, max_size=5)


def counted(pairs: list[tuple[int, float]]) -> pd.DataFrame:
    """TALLY rows of five makers from their lots and the part of them that failed, half as severe as could be."""
    failed = [round(n * part) for n, part in pairs]
    frame = MAKERS.assign(n=[n for n, _ in pairs], k=[float(k) for k in failed])
    return frame.assign(severe=frame["k"] / 2)


def axis(name: str, code: str = "A", **facts: pd.DataFrame) -> pd.Series:
    """One axis of one maker."""
    held = Facts(**{"counted": counted([(9, 0.2)] * 5), **NOTHING, **facts})
    found = axes_of(MAKERS, held)
    return found[(found["enterprise"] == code) & (found["axis"] == name)].iloc[0]


@settings(max_examples=40, deadline=None)
@given(lots)
def test_adding_a_passed_sample_never_worsens_risk_nor_a_tier(pairs):
    """More testing is no penalty: one more lot of A that passed lowers its share, both ends and every chance beyond."""
    before, after = counted(pairs), counted(pairs)
    after.loc[0, "n"] += 1
    old, new = (axis("risk", counted=frame) for frame in (before, after))
    assert [new[name] <= old[name] + 1e-9 for name in ("value", "low", "high")] == [True] * 3
    was, now = (proposals_of(frame).iloc[0] for frame in (before, after))
    assert now["p_t4"] <= was["p_t4"] + 1e-9 and now["p_t1"] >= was["p_t1"] - 1e-9


@settings(max_examples=40, deadline=None)
@given(some.lists(some.sampled_from(["delivered", "not_delivered", "cannot_tell", "open"]), max_size=6))
def test_an_action_that_worked_and_a_defect_reported_unasked_never_worsen_willingness(states):
    rows = [{"sector": "things", "enterprise": "A", "state": state, "voluntary": False} for state in states]
    late = pd.DataFrame(
        [{"sector": "things", "enterprise": "A", "party": "maker", "kind": "duty", "state": "late", "done_on": None}]
    ).reindex(columns=list(CLOCK))
    acts = pd.DataFrame(rows, columns=list(NOTHING["actions"]))
    old = axis("willingness", actions=acts, clock=late)
    for more in ({"state": "delivered", "voluntary": False}, {"state": "open", "voluntary": True}):
        added = pd.concat([acts, pd.DataFrame([{"sector": "things", "enterprise": "A", **more}])])
        new = axis("willingness", actions=added, clock=late)
        assert new["value"] >= old["value"] and new["low"] >= old["low"]


def test_missing_data_are_unknown_and_not_bad():
    for name in ("capacity", "willingness"):
        row = axis(name)
        assert np.isnan(row["value"]) and row["n"] == 0
    assert axis("credit")["value"] == 0


def test_the_four_axes_stand_side_by_side_and_nothing_adds_them_up():
    found = axes_of(MAKERS, Facts(counted=counted([(9, 0.2)] * 5), **NOTHING))
    assert (
        found.groupby("enterprise")["axis"].apply(list).tolist() == [["risk", "credit", "capacity", "willingness"]] * 5
    )


def test_no_evidence_is_treated_as_the_middle_and_never_as_risky():
    rows = proposals_of(counted([(4, 1.0), (0, 0), (2, 1.0), (3, 1.0), (1, 1.0)]))
    assert set(rows["proposed"]) == {"not_enough_evidence"}


def test_size_age_and_region_are_no_inputs_and_a_table_shows_on_whom_tiers_fall():
    proposed = proposals_of(counted([(20, 0.6), (20, 0.1), (20, 0.05), (20, 0.05), (20, 0)]))
    assert not {"size", "region", "founded"} & set(proposed)
    register = MAKERS.assign(size="small", region="440000", founded=[1990, 1991, 2020, 2021, None])
    rows = fairness_of(proposed, register, 2026).set_index(["by", "part"])
    assert rows.loc[("size", "small"), ["n", "worse"]].tolist() == [5, 1]
    assert rows.loc[("age", "young"), "reason"] == "too_few"


@settings(max_examples=40, deadline=None)
@given(
    some.dates(date(2025, 1, 1), date(2026, 6, 30)),
    some.sampled_from(["minor", "general", "serious"]),
    some.integers(0, 900),
    some.integers(0, 900),
)
def test_no_function_returns_an_entry_after_its_end_for_any_today(start, grade, asked, today):
    """The end is that of the mildest rule in force by then; asked for any day, on any later day."""
    record = events({"from": start, "class": grade})
    on, now = start + timedelta(asked), start + timedelta(today)
    told = records_of(record, {}, RULES, on, now)
    if len(told):
        assert told["until"].iloc[0] >= on and told["from"].iloc[0] <= on
    gone = events({"from": start, "class": grade}, {"state": "repaired", "from": start + timedelta(today)})
    assert records_of(gone, {}, RULES, on, max(on, now)).empty


@pytest.mark.parametrize("name", ["reply", "exit_from", "exit_to_do", "rule", "authority", "document", "basis"])
def test_a_record_carries_its_source_its_way_out_and_the_reply_wherever_it_goes(name):
    replies = {("things", "R1"): ("It is mended", "A", date(2026, 2, 9))}
    row = records_of(events({}), replies, RULES, date(2026, 3, 1), date(2026, 3, 1)).iloc[0]
    assert row[name] not in ("", None)
