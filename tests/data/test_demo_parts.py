"""Parts of the demo: answers that hit their target, a ladder read upside down, sectors it has no cast for."""

from datetime import date
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gaps.ladder import score
from benchmarks.specs.contracts import contract
from data import demo
from data.check.check import check
from data.demo.answers import draw_answers
from data.demo.instrument import instrument
from data.demo.ladder import kept_floor, ladder
from data.read import read
from data.wave import Wave
from tests.demo_kit import SPECS, contribution
from tests.kit import indicator, specs

RATING = {"range": {"min": 1, "max": 10}, "whole": True}
TO_HUNDRED = {**RATING, "scale": {"from": [1, 10], "to": [0, 100]}}
COUNTS = {"statistic": "per_100", "range": {"min": 0, "max": 40}, "direction": "lower"}
FALLING = {"floor": 60, "benchmark": 40, "frontier": 20}
PARTS = {"floor": 0.4, "benchmark": 0.6, "frontier": 0.8}
CASES = {
    "rating": (indicator("a", **TO_HUNDRED), (30, 81, 95)),
    "open number": (indicator("a", direction="lower", levels=FALLING), (10, 45, 70)),
    "open number on a long scale": (indicator("a", range={"min": 0, "max": 10_000}), (25, 300)),
    "whole number on a long scale": (indicator("a", whole=True, range={"min": 0, "max": 1e6}), (300, 700)),
    "top box": (indicator("a", statistic="top_box", top_from=9, levels=PARTS, **RATING), (0.1, 0.5, 0.9)),
    "recommendation": (indicator("a", statistic="nps", whole=True, range={"min": 0, "max": 10}), (-40, 10, 60)),
    "yes or no": (indicator("a", statistic="share", range={"min": 0, "max": 1}, levels=PARTS), (0.03, 0.5, 0.97)),
    "problems": (indicator("a", levels=FALLING, **COUNTS), (15, 60, 220)),
}


@pytest.mark.parametrize("case", CASES)
def test_the_statistic_of_many_answers_is_the_target(case):
    written, targets = CASES[case]
    known = specs(written)["things"].indicator("a")
    rng = np.random.default_rng(1)
    for target in targets:
        answers = pd.Series(draw_answers(rng, known, np.full(200_000, float(target)), rng.normal(size=200_000)))
        worth = contribution(known, answers)
        assert worth.mean() == pytest.approx(target, abs=4 * worth.std() / np.sqrt(200_000) + 1e-3)
        assert answers.between(known.range.min, known.range.max).all()
        assert not known.only_whole or (answers == answers.round()).all()


def test_the_happier_of_two_gives_the_better_answer_whatever_the_direction():
    rng = np.random.default_rng(1)
    sad, happy = np.full(5_000, -2.0), np.full(5_000, 2.0)
    for written, targets in CASES.values():
        known = specs(written)["things"].indicator("a")
        up = 1 if known.direction == "higher" else -1
        level = np.full(5_000, float(targets[1]))
        worse, better = (draw_answers(rng, known, level, up * mood).mean() for mood in (sad, happy))
        assert up * (better - worse) > 0


def steps_of(known) -> list[float]:
    found = ladder(known, date(2023, 7, 1))
    return [found.floor, found.benchmark, found.frontier]


measured = [i for spec in SPECS.values() for i in spec.indicators if i.statistic != "conformity"]
graded = [each for each in measured if len(set(steps_of(each))) == 3]


@given(st.sampled_from(graded), st.floats(56, 100))
def test_a_value_made_from_points_scores_these_points(known, points):
    steps = ladder(known, date(2023, 7, 1))
    value = steps.value(np.array(points))
    # Every shipped ladder of three different levels has room for 56 points.
    assert score(value, steps.floor, steps.benchmark, steps.frontier) == pytest.approx(points, abs=1e-6)


@pytest.mark.parametrize("known", [each for each in measured if each not in graded], ids=lambda each: each.id)
def test_where_levels_are_one_makers_differ_and_more_points_are_never_worse(known):
    steps, points = ladder(known, date(2023, 7, 1)), np.array([56.0, 70.0, 85.0, 99.0])
    assert len(set(steps.value(points))) == 4
    scores = score(steps.value(points), *steps_of(known), lower=known.direction == "lower")
    assert (np.diff(scores) >= 0).all()
    assert scores[0] < 80 <= scores[2]


def test_above_the_frontier_the_ladder_goes_on_and_stops_at_the_range():
    known = specs(indicator("a", levels={"floor": 60, "benchmark": 80, "frontier": 95}))["things"].indicator("a")
    # 95 + 4/20 x 15 = 98; 95 + 10/20 x 15 = 102.5 lies beyond the range of 0 to 100.
    assert ladder(known, date(2024, 1, 1)).value(np.array([104.0, 110.0])) == pytest.approx([98, 100])


def test_a_level_that_is_missing_or_not_yet_in_force_is_set_where_the_others_would_have_it():
    dated = {"floor": [(date(2025, 1, 1), 50), (date(2026, 1, 1), 55)], "frontier": 90}
    steps = ladder(specs(indicator("a", levels=dated))["things"].indicator("a"), date(2023, 7, 1))
    assert (steps.floor, steps.benchmark, steps.frontier) == (50, 70, 90)


def test_makers_go_towards_a_coming_floor_and_are_there_a_wave_before_it_counts():
    coming = {**FALLING, "floor": [(date(2020, 1, 1), 100), (date(2025, 7, 1), 70)]}
    written = indicator("a", source="test", direction="lower", kind="mandatory", levels=coming)
    known = specs(written)["things"].indicator("a")
    # From 100 in the first wave to 70 in the fourth, which is 2025H1: a third of 30 each time.
    assert [kept_floor(known, wave) for wave in range(6)] == pytest.approx([100, 90, 80, 70, 70, 70])


def test_a_floor_that_nobody_must_keep_is_kept_by_nobody_in_particular():
    known = specs(indicator("a", source="test", direction="lower", levels=FALLING))["things"].indicator("a")
    assert kept_floor(known, 0) is None


def test_whole_results_stay_whole_and_state_no_uncertainty():
    known = specs(indicator("a", source="test", whole=True))["things"].indicator("a")
    tool, rng = instrument("things", known), np.random.default_rng(1)
    value, uncertainty = tool.measure(rng, np.full(4_000, 71.3), np.zeros(4_000, int), np.zeros(4_000, bool))
    assert set(value) == {"71", "72"}
    assert value.astype(float).mean() == pytest.approx(71.3, abs=0.03)
    assert set(uncertainty) == {""}


def test_a_sector_that_was_added_is_filled_with_numbered_makers_and_no_truths():
    asked, tested = indicator("asked", **TO_HUNDRED), indicator("tested", source="test")
    found = list(demo.files(specs(asked, tested)))
    assert len(found) == 1 + 1 + 1 + 6 * 2 + 2  # register, labs, states; a survey and a test a wave; checks of a year
    register = pd.read_csv(BytesIO(found[0].content))
    assert register["enterprise"].tolist()[:2] == ["THI-01", "THI-02"]
    assert register["output_share"].sum() == pytest.approx(1)
    assert [file.survey for file in found[3:5]] == ["THI-survey", "THI-test"]


@pytest.mark.parametrize(
    ("source", "before", "behind"),
    [("survey", ["register"], []), ("test", ["register", "labs", "states"], ["checks", "checks"])],
)
def test_a_sector_with_one_source_gets_no_files_of_the_other(source, before, behind):
    found = [file.kind for file in demo.files(specs(indicator("a", source=source)))]
    assert found == [*before, *[source] * 6, *behind]


ODD = {
    "below zero": {"range": {"min": -50, "max": -40}, "levels": {"floor": -41, "frontier": -49}, "direction": "lower"},
    "an end that no decimals reach": {"range": {"min": 0.001, "max": 1.001}, "levels": {"floor": 0.4, "frontier": 0.5}},
    "a million": {"range": {"min": 0, "max": 1e6}, "levels": {"floor": 2e5, "benchmark": 9e5}, "whole": True},
    "one level": {"levels": {"benchmark": 50}, "kind": "mandatory"},
    "levels that coincide": {"levels": {"floor": 50, "benchmark": 50, "frontier": 50}, "kind": "mandatory"},
}


@pytest.mark.parametrize("source", ["survey", "test"])
@pytest.mark.parametrize("case", ODD)
def test_the_check_finds_no_error_in_files_made_from_an_odd_spec(case, source):
    known = specs(indicator("a", source=source, **ODD[case]))
    for file in demo.files(known):
        wave = Wave.parse(file.wave) if file.wave else None
        found = check(read(file.content, file.name), contract(known["things"], file.kind), wave=wave)
        assert [problem for problem in found.problems if problem.severity == "error"] == []


def test_a_unit_with_a_comma_in_it_does_not_shift_the_columns():
    found = list(demo.files(specs(indicator("a", source="test", unit="g, dry"))))
    measured = [file for file in found if file.kind == "test"]
    assert set(pd.read_csv(BytesIO(measured[-1].content))["unit"]) == {"g, dry"}
