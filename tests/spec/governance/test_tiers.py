"""Tier proposals: how sure one is of a tier, and that a person decides and another confirms."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.governance.counting import prior_of, tally
from benchmarks.governance.terms import terms
from benchmarks.governance.tiers import TIER, in_force, moved_of, proposals_of, tiers_of
from data.kept import tiers as kept
from data.refusal import Refused
from data.viewer import Viewer, manufacturer
from tests import kit
from tests.spec.governance.test_clock import checks

ON = date(2026, 6, 30)
A, B = (Viewer("regulator", name=name) for name in ("officer A", "officer B"))


def counted(*pairs: tuple[int, int]) -> pd.DataFrame:
    """TALLY rows of makers with (failed, judged) lots."""
    rows = [("things", f"M{at}", n, float(k), k / 2) for at, (k, n) in enumerate(pairs)]
    return pd.DataFrame(rows, columns=["sector", "enterprise", "n", "k", "severe"])


CROWD = ((0, 20), (1, 20), (2, 30), (1, 25), (3, 30))


def test_a_maker_s_failures_are_freed_of_chance_by_those_of_the_others():
    """Others: 7 of 125 failed and differ no more than chance does, so the prior is worth 10 lots at (7 + 0.5) / 126
    = 0.0595. Of 4 in 12: Beta(0.595 + 4, 9.405 + 8), of which 96.0 % lies beyond 0.12 and 49.6 % beyond 0.25."""
    assert prior_of(np.array([0, 1, 2, 1, 3.0]), np.array([20, 20, 30, 25, 30.0])) == pytest.approx(
        (0.5952, 9.4048), abs=1e-4
    )
    row = proposals_of(counted(*CROWD, (4, 12))).iloc[-1]
    beta = stats.beta(0.5952 + 4, 9.4048 + 8)
    assert [row["p_t4"], row["p_t3"] + row["p_t4"]] == pytest.approx([beta.sf(0.25), beta.sf(0.12)], abs=1e-4)
    assert row["proposed"] == "T3"
    assert row[["p_t1", "p_t2", "p_t3", "p_t4"]].sum() == pytest.approx(1)


def test_under_five_lots_there_is_not_enough_evidence_however_bad():
    assert proposals_of(counted(*CROWD, (4, 4))).iloc[-1]["proposed"] == "not_enough_evidence"
    assert proposals_of(counted(*CROWD, (5, 5))).iloc[-1]["proposed"] == "T4"


def test_worse_only_where_the_chance_of_being_beyond_the_edge_is_four_fifths():
    rows = proposals_of(counted(*CROWD, *((k, 12) for k in range(7))))
    for row in rows.to_dict("records"):
        beyond = row["p_t3"] + row["p_t4"]
        assert (row["proposed"] in ("T3", "T4")) == (beyond >= 0.8)
        assert (row["proposed"] == "T4") == (row["p_t4"] >= 0.8)


def test_with_fewer_than_three_others_nothing_is_borrowed():
    assert prior_of(np.array([1.0, 0]), np.array([9.0, 9])) == (0.5, 0.5)


def test_a_lot_counts_once_a_recheck_once_more_a_complaint_not_and_a_retest_that_passes_is_no_failure():
    lots = checks(
        {"fails": True, "severity": "safety"},
        {"check": "C2", "fails": False, "retest": "pass"},
        {"check": "C3", "fails": True, "why_drawn": "complaint"},
        {"check": "C4", "fails": True, "severity": "label", "rechecked_on": date(2026, 4, 20), "recheck": "pass"},
        {"check": "C5", "fails": True, "sampled_on": date(2023, 6, 30)},
    )
    (row,) = tally(lots, ON).to_dict("records")
    assert (row["n"], row["k"], row["severe"]) == (
        4,
        2,
        1.25,
    )  # C1, C2, C4 and its recheck; 1 for safety, 1/4 for a label


def test_other_edges_show_who_would_move_before_they_take_effect():
    """With edges of 0.05, 0.20 and 0.40 the maker with 4 of 12 would no longer be in T3."""
    moved = moved_of(counted(*CROWD, (4, 12)), (0.05, 0.2, 0.4))
    assert moved.set_index("enterprise").loc["M5", ["proposed", "would_be"]].tolist()[0] == "T3"
    assert moved_of(counted(*CROWD, (4, 12)), (0.05, 0.12, 0.25)).empty


@pytest.fixture
def store():
    """An empty store."""
    return kit.empty_store()


def decided(store) -> pd.DataFrame:
    return kept.decisions(store, Viewer("regulator"))


def test_who_decides_does_not_confirm_and_both_are_named(store):
    number = kept.decide(store, A, "things", "M5", "T3", "four lots of twelve", "1", at=datetime(2026, 4, 20))
    with pytest.raises(Refused) as refused:
        kept.confirm(store, A, "things", "M5", number)
    assert refused.value.code == "tier_own" and decided(store)["confirmed_by"].tolist() == [""]
    kept.confirm(store, B, "things", "M5", number, at=datetime(2026, 4, 24))
    row = decided(store).iloc[0]
    assert (row["by"], row["confirmed_by"], row["reason"]) == ("officer A", "officer B", "four lots of twelve")


def test_a_confirmed_tier_counts_15_working_days_after_its_maker_was_told_and_a_year_at_most(store):
    """24 April 2026 is a Friday; the 15th working day after it is 19 May (1, 4 and 5 May are off, 9 May is worked)."""
    number = kept.decide(store, A, "things", "M5", "T3", "why", "1", at=datetime(2026, 4, 20))
    kept.confirm(store, B, "things", "M5", number, at=datetime(2026, 4, 24))
    proposed = proposals_of(counted(*CROWD, (4, 12)))
    states = {}
    for day in (date(2026, 5, 18), date(2026, 5, 19), date(2027, 5, 20)):
        rows = tiers_of(proposed, in_force(decided(store), terms()), {"things": "1"}, day)
        assert tuple(rows) == TIER
        states[day] = rows.set_index("enterprise").loc["M5", "state"]
    assert list(states.values()) == ["notice", "in_force", "over"]
    assert rows.set_index("enterprise").loc["M5", "from"] == date(2026, 5, 19)


def test_a_newer_decision_has_to_be_confirmed_anew(store):
    old = kept.decide(store, A, "things", "M5", "T3", "why", "1")
    kept.decide(store, A, "things", "M5", "T2", "mended since", "1")
    with pytest.raises(Refused) as refused:
        kept.confirm(store, B, "things", "M5", old)
    assert refused.value.code == "tier_moved_on"


@pytest.mark.parametrize(
    ("tier", "reason", "code"),
    [("D", "why", "tier_unknown"), ("T3", "  ", "tier_reason"), ("T3", "x" * 2001, "tier_reason")],
)
def test_a_decision_names_a_tier_and_a_reason(store, tier, reason, code):
    with pytest.raises(Refused) as refused:
        kept.decide(store, A, "things", "M5", tier, reason, "1")
    assert refused.value.code == code


def test_only_the_authority_decides_and_only_the_maker_replies(store):
    maker = manufacturer("things", "M5", "maker")
    with pytest.raises(Refused):
        kept.decide(store, maker, "things", "M5", "T1", "we are good", "1")
    with pytest.raises(Refused):
        kept.reply(store, A, "things", "M5", "R1", "they say")
    kept.reply(store, maker, "things", "M5", "R1", "It is mended")
    assert kept.replies(store, A)["things", "R1"][0] == "It is mended"
    with pytest.raises(Refused):
        kept.reply(store, maker, "things", "M5", "R1", " ")
