"""How long the index takes, as a multiple of drawing the random numbers it needs."""

import time

import numpy as np
import pandas as pd
import pytest

from benchmarks.columns import ESTIMATE, GAP, LEVELS, OVERALL
from benchmarks.index.scores import Options
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
