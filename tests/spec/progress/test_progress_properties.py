"""What must hold for any series: mirrored, moved, stretched, shuffled."""

from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.columns import PROGRESS
from benchmarks.progress.closing import BEYOND, closed_share, forecast, project, split
from benchmarks.progress.control_chart import SPECIAL_CAUSES, xmr
from benchmarks.progress.progress import progress_of
from benchmarks.progress.series import Series
from benchmarks.progress.trend import METHODS, REASONS, VERDICTS, change
from data.wave import Wave
from tests.progress_frames import estimates, gaps

SETTINGS = settings(max_examples=30, deadline=None, derandomize=True)
WAVES = [f"{year}Q{quarter}" for year in range(2021, 2027) for quarter in (1, 2, 3, 4)]
# Quarters add, turn over and double without rounding, so that a property holds to the last bit of a verdict.
value = st.integers(-80, 80).map(lambda quarters: quarters / 4)
OTHER = {"improved": "worsened", "worsened": "improved"}
MIRRORED = {
    word: other
    for up, down in zip(SPECIAL_CAUSES[::2], SPECIAL_CAUSES[1::2], strict=True)
    for word, other in ((up, down), (down, up))
}


@st.composite
def series(draw, least=1, most=16):
    codes = sorted(draw(st.sets(st.sampled_from(WAVES), min_size=least, max_size=most)))
    several = {"min_size": len(codes), "max_size": len(codes)}
    se = draw(st.lists(st.sampled_from([0.5, 1.0, 2.0]), **several))
    return Series.of(codes, draw(st.lists(value, **several)), se)


def remade(old, estimate, direction=None, scale=1.0):
    codes = [wave.code for wave in old.waves]
    return Series.of(codes, estimate, old.se * scale, unit=old.unit, direction=direction or old.direction)


def told(found):
    return found.from_wave, found.to_wave, found.verdict, found.method


def numbers(found):
    return [found.change, found.low, found.high]


@SETTINGS
@given(series())
def test_mirroring_values_and_direction_changes_nothing(one):
    ours, mirrored = change(one), change(remade(one, -one.estimate, "lower"))
    assert told(ours) == told(mirrored)
    assert numbers(ours) == pytest.approx(numbers(mirrored), nan_ok=True)


@SETTINGS
@given(series())
def test_turning_the_direction_over_turns_the_verdict_over(one):
    ours, turned = change(one), change(remade(one, one.estimate, "lower"))
    assert turned.verdict == OTHER.get(ours.verdict, ours.verdict)
    assert turned.reason == ours.reason
    assert [turned.change, turned.low, turned.high] == pytest.approx([-ours.change, -ours.high, -ours.low], nan_ok=True)


@SETTINGS
@given(series(), st.integers(-50, 50), st.sampled_from([0.25, 2.0, 8.0]))
def test_a_shifted_and_stretched_scale_keeps_verdict_and_reason(one, shift, stretch):
    ours, moved = change(one), change(remade(one, one.estimate * stretch + shift, scale=stretch))
    assert (told(ours), ours.reason) == (told(moved), moved.reason)
    assert numbers(moved) == pytest.approx([stretch * x for x in numbers(ours)], nan_ok=True, abs=1e-9)


@SETTINGS
@given(series(least=2), value, st.integers(-50, 50))
def test_a_constant_added_to_series_and_level_changes_no_outlook(one, level, shift):
    moved = remade(one, one.estimate + shift)
    assert forecast(one, project(one), [level] * 9) == forecast(moved, project(moved), [level + shift] * 9)
    first, last = one.estimate[[0, -1]]
    ours = closed_share(first, last, one.se[0], one.se[-1], level, "higher")
    theirs = closed_share(first + shift, last + shift, one.se[0], one.se[-1], level + shift, "higher")
    assert theirs.reason == ours.reason
    assert [theirs.share, theirs.low, theirs.high] == pytest.approx([ours.share, ours.low, ours.high], nan_ok=True)


@SETTINGS
@given(series(least=2), value)
def test_the_earliest_wave_of_a_forecast_is_never_after_the_latest(one, level):
    when = forecast(one, project(one), [level] * 9)
    starts = [
        Wave.parse(code).start.toordinal() if code != BEYOND else np.inf for code in (when.low, when.wave, when.high)
    ]
    assert starts == sorted(starts)


@SETTINGS
@given(value, value, value, value, st.sampled_from(["higher", "lower"]))
def test_our_part_and_the_bars_part_sum_to_the_change_of_the_gap(x0, b0, x1, b1, direction):
    sign = 1 if direction == "higher" else -1
    parts = split(x0, b0, x1, b1, direction)
    assert parts.moved_by_us + parts.moved_by_bar == sign * (x1 - b1) - sign * (x0 - b0)


@SETTINGS
@given(value, value, value)
def test_a_closed_share_lies_inside_its_interval_or_is_withheld(first, last, level):
    found = closed_share(first, last, 1.0, 2.0, level, "higher")
    if found.reason == "closing":
        assert found.low <= found.share <= found.high
    else:
        assert all(isnan(x) for x in (found.share, found.low, found.high))


@SETTINGS
@given(series())
def test_every_word_is_from_its_closed_list(one):
    found = change(one)
    assert found.verdict in VERDICTS
    assert found.method in METHODS
    assert set(found.reason.split(";")) <= set(REASONS)


points = st.lists(st.one_of(value, st.none()), max_size=40)


@SETTINGS
@given(points, st.sets(st.integers(0, 45), max_size=3), st.one_of(st.none(), st.integers(12, 20)), st.booleans())
def test_any_chart_is_drawn_and_its_mirror_image_says_the_opposite(values, rebase, baseline, screen):
    told = {"target": 1.0, "screen": screen, "rebase": sorted(rebase), "baseline": baseline}
    chart = xmr(values, **told)
    assert len(chart.special_cause) == len(chart.point_type) == len(values)
    assert sum(segment.n for segment in chart.segments) == sum(at is not None for at in values)
    mirror = xmr([None if at is None else -at for at in values], **(told | {"target": -1.0, "direction": "lower"}))
    assert (mirror.point_type, mirror.variation, mirror.assurance) == (
        chart.point_type,
        chart.variation,
        chart.assurance,
    )
    words = [MIRRORED.get(word) for word in chart.special_cause]
    assert all(theirs == ours for ours, theirs in zip(words, mirror.special_cause, strict=True))


@SETTINGS
@given(
    st.lists(value, min_size=5, max_size=5), st.lists(value, min_size=4, max_size=4), st.randoms(use_true_random=False)
)
def test_the_order_of_rows_does_not_matter_and_enterprises_do_not_mix(mine, theirs, order):
    waves = ["2024H1", "2024H2", "2025H1", "2025H2", "2026H1"]
    ours = estimates(dict(zip(waves, mine, strict=True)))
    others = estimates(dict(zip(waves[1:], theirs, strict=True)), enterprise="m2")
    rows = pd.concat([ours, others], ignore_index=True)
    bars = gaps(rows, 100.0)
    shuffled = order.sample(range(len(rows)), len(rows))
    found = progress_of(rows.iloc[shuffled], bars.iloc[shuffled[::-1]], {})
    pd.testing.assert_frame_equal(found, progress_of(rows, bars, {}))
    alone = progress_of(ours, bars, {}, directions={("cars", "satisfaction"): "higher"})
    pd.testing.assert_frame_equal(found.head(1), alone[list(PROGRESS)], check_dtype=False)
