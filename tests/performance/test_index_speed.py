"""How long the index takes, as a multiple of drawing the random numbers it needs."""

import time

import numpy as np
import pandas as pd
import pytest

from benchmarks.columns import ESTIMATE, GAP, LEVELS, OVERALL
from benchmarks.headline.leverage import leverage
from benchmarks.index.index import worlds
from benchmarks.index.scores import Options
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import load_specs
from data.store import Store
from data.viewer import LOCAL
from tests.demo_kit import SHIPPED
from tests.index_frames import index_of, weights_of

ENTERPRISES, INDICATORS, DRAWS = 1000, 30, 1000


def crowd():
    """1,000 enterprises with 30 indicators in 5 dimensions, half of them survey answers with few degrees of freedom."""
    random = np.random.default_rng(7)
    names = [f"i{i:02}" for i in range(INDICATORS)]
    weights = weights_of({name: (f"d{i % 5}", 0.2, 1 / 6) for i, name in enumerate(names)})
    weights["source"] = np.where(np.arange(INDICATORS) % 2, "survey", "test")
    enterprises = pd.DataFrame({"enterprise": [f"e{e:04}" for e in range(ENTERPRISES)]})
    base = enterprises.merge(pd.DataFrame({"indicator": names}), how="cross")
    base = base.assign(sector="furniture", category="panel", wave="2026")
    value, se = random.normal(78, 8, len(base)), random.uniform(1, 4, len(base))
    base = base.assign(source="survey", statistic="mean", n=200, n_eff=150.0, missing_share=0.0, estimate=value, se=se)
    base = base.assign(df=random.integers(9, 200, len(base)), low=value - 2 * se, high=value + 2 * se)
    base = base.assign(confidence=0.95, deff=1.3, method="taylor_hall", flag="")
    levels = pd.DataFrame({"level": LEVELS, "level_value": [60.0, 80.0, 95.0]})
    gaps = base.merge(levels, how="cross").assign(
        level_kind="reference", checked="source", cite="x", p_met=0.5, verdict="cannot_tell"
    )
    gaps = gaps.assign(gap=gaps["estimate"] - gaps["level_value"], gap_low=0.0, gap_high=0.0, score=0.0)
    return base[list(ESTIMATE)], gaps[list(GAP)], weights


@pytest.mark.performance
@pytest.mark.parametrize("options", [Options(), Options(aggregation="geometric"), Options(weight_noise=0.25)], ids=str)
def test_a_thousand_enterprises_take_less_than_ten_times_the_drawing_of_the_numbers(options):
    frames = crowd()
    start = time.perf_counter()
    np.random.default_rng(1).standard_normal((ENTERPRISES, INDICATORS, DRAWS))
    drawing = time.perf_counter() - start
    start = time.perf_counter()
    result = index_of(*frames, options)
    taken = time.perf_counter() - start
    print(f"\nindex {taken:.2f} s, drawing {drawing:.2f} s, ratio {taken / drawing:.1f}")
    assert len(result[result["dimension"] == OVERALL]) == ENTERPRISES
    assert taken < 10 * drawing


@pytest.mark.performance
def test_the_key_links_of_all_indicators_take_at_most_two_seconds_once_the_worlds_are_drawn(demo_store: Store):
    known = load_specs(SHIPPED)
    reading = Reading(demo_store, known, LOCAL, Selection(wave="2026H1"))
    for one in reading.whole().rounds:
        one.once(worlds)
    start = time.process_time()
    found = leverage(reading)
    first = time.process_time() - start
    together = "furniture_formaldehyde;satisfaction;problems_per_100"
    start = time.process_time()
    sets = leverage(reading, together)
    three = time.process_time() - start
    start = time.process_time()
    assert leverage(reading).equals(found)
    again = time.process_time() - start
    print(f"\nkey links, CPU: all {first:.2f} s, three together {three:.2f} s, kept {again:.2f} s")
    assert len(found) > 100 and len(sets)
    assert first < 2 and three < 2
    assert again < first / 2
