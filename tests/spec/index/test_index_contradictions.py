"""Where consumers are satisfied and the laboratory is not, and the reverse."""

import pytest

from benchmarks.columns import CONTRADICTION, FINDINGS, OVERALL
from benchmarks.index.contradictions import contradictions_of
from benchmarks.index.scores import Options
from tests.index_frames import cell, frames_of, weights_of

WEIGHTS = weights_of(
    {
        "smell": ("health", 0.5, 0.5),
        "formaldehyde": ("health", 0.5, 0.5),
        "tip_over": ("safety", 0.3, 1),
        "rating": ("service", 0.2, 1),
    }
)
ANSWERED = ("smell", "rating")


def found(smell=90, formaldehyde=90, tip_over=90, rating=90, changes=()):
    values = {"smell": smell, "formaldehyde": formaldehyde, "tip_over": tip_over, "rating": rating}
    cells = [
        cell("a", name, value, source="survey" if name in ANSWERED else "test") | dict(changes).get(name, {})
        for name, value in values.items()
        if value is not None
    ]
    return contradictions_of(*frames_of(cells), WEIGHTS).set_index("topic")


def named(name, verdict):
    return {name: {"kind": verdict, "verdicts": ("not_met", "not_met", "not_met")}}


def test_satisfied_consumers_and_a_laboratory_under_the_benchmark_are_a_hidden_risk():
    row = found(formaldehyde=65).loc["health"]
    assert row["finding"] == "hidden_risk"
    assert row[["survey_score", "test_score"]].tolist() == [90, 65]
    assert row["survey_low"] == pytest.approx(90 - 1.96, abs=0.2)
    assert row["test_high"] == pytest.approx(65 + 1.96, abs=0.2)


def test_dissatisfied_consumers_and_a_laboratory_at_the_benchmark_are_missed_by_the_test():
    assert found(smell=65).loc["health", "finding"] == "missed_by_test"


def test_both_on_one_side_of_the_benchmark_agree():
    assert found().loc["health", "finding"] == "agree"
    assert found(smell=65, formaldehyde=62).loc["health", "finding"] == "agree"


def test_where_an_interval_reaches_over_the_benchmark_it_cannot_be_told():
    row = found(formaldehyde=79.5).loc["health"]
    assert row["finding"] == "cannot_tell"
    assert row["p_hidden_risk"] == pytest.approx(0.69, abs=0.05)


def test_a_failed_floor_is_a_hidden_risk_even_where_the_laboratory_mean_is_good():
    row = found(changes=named("formaldehyde", "mandatory")).loc["health"]
    assert [row["finding"], row["failed_floors"]] == ["hidden_risk", "formaldehyde"]
    assert found(changes=named("formaldehyde", "recommended")).loc["health", "finding"] == "hidden_risk"


def test_a_dimension_only_the_laboratory_measures_is_compared_with_all_that_consumers_said():
    rows = found(tip_over=65)
    assert rows.loc["safety", "compared_with"] == OVERALL
    assert rows.loc["safety", "survey_score"] == pytest.approx(90)
    assert rows.loc["safety", "finding"] == "hidden_risk"
    assert rows.loc["health", "compared_with"] == "health"
    assert "service" not in rows.index


def test_overall_all_answers_stand_against_all_tests_with_the_weights_of_the_index():
    row = found(smell=90, rating=70, formaldehyde=85, tip_over=61).loc[OVERALL]
    assert row["survey_score"] == pytest.approx((0.5 * 90 + 0.2 * 70) / 0.7)
    assert row["test_score"] == pytest.approx((0.5 * 85 + 0.3 * 61) / 0.8)


def test_a_side_without_data_gives_no_row():
    assert list(found(formaldehyde=None).index) == ["safety"]
    assert found(smell=None, rating=None).empty


def test_findings_are_a_closed_vocabulary_and_rows_hold_the_contract():
    rows = found().reset_index()
    assert set(rows.columns) == set(CONTRADICTION)
    assert set(rows["finding"]) <= set(FINDINGS)
    with pytest.raises(ValueError, match="draws"):
        contradictions_of(*frames_of([]), WEIGHTS, Options(draws=0))
