"""What to ask or test next: how many more decide a verdict, and which of them are worth their money, floors first."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.fieldwork.deciding import Prices, chance, needed, next_of, open_of, open_verdicts
from benchmarks.reading import Reading
from data.viewer import LOCAL, manufacturer
from tests.kit import Shop, indicator, specs

Z = stats.norm.ppf(0.975)


def test_the_chance_to_decide_counts_what_new_answers_can_still_move():
    # g = 1, v / n = 1 with n = 100: 300 more leave v / 400 = 0.25, and can move the estimate by sqrt(1 - 0.25)
    far, end, move = 1.0, sqrt(0.25), sqrt(0.75)
    expected = stats.norm.cdf((far - Z * end) / move) + stats.norm.cdf((-far - Z * end) / move)
    assert chance(1.0, 1.0, 0.0, 100, 300) == pytest.approx(expected)
    # what all samples of a laboratory share does not shrink: 0.5 stays beside it
    end = sqrt(0.25 + 0.25)
    expected = stats.norm.cdf((far - Z * end) / move) + stats.norm.cdf((-far - Z * end) / move)
    assert chance(1.0, 1.0, 0.5, 100, 300) == pytest.approx(expected)


def test_the_fewest_that_decide_with_four_in_five_are_asked_and_never_less_than_the_minimum():
    rows = pd.DataFrame(
        {"gap": [1.0, 9.0, 0.1], "own": 1.0, "common": [0.0, 0.0, 3.0], "n": [100, 12, 100], "least": 30}
    )
    found = needed(rows)
    m = int(found["more"][0])
    assert chance(1.0, 1.0, 0.0, 100, m) >= 0.8 > chance(1.0, 1.0, 0.0, 100, m - 1)
    assert found["more"][1] == 30 - 12  # decided with far fewer, but too few give no verdict
    assert np.isnan(found["more"][2])  # the laboratory's own uncertainty is wider than any sample can cure


def test_of_truths_that_may_be_anything_the_promised_share_is_decided():
    generator, n, sd = np.random.default_rng(3), 100, 10.0
    truth = generator.uniform(-20, 20, 400_000)
    seen = truth + sd / sqrt(n) * generator.standard_normal(truth.size)
    open_ones = np.abs(seen) < Z * sd / sqrt(n)
    rows = pd.DataFrame({"gap": seen[open_ones], "own": sd / sqrt(n), "common": 0.0, "n": n, "least": 30})
    found = needed(rows).dropna(subset="more")
    m, truth = found["more"].to_numpy(), truth[open_ones][found.index]
    added = truth + sd / np.sqrt(m) * generator.standard_normal(len(m))
    after = (n * found["gap"].to_numpy() + m * added) / (n + m)
    decided = np.abs(after) > Z * sd / np.sqrt(n + m)
    assert len(found) > 20_000
    assert decided.mean() == pytest.approx(found["chance"].mean(), abs=0.01)
    assert decided.mean() == pytest.approx(0.8, abs=0.02)


def row(**changes) -> dict:
    made: dict[str, object] = {
        "sector": "s",
        "category": "c",
        "enterprise": "A",
        "indicator": "q",
        "level": "benchmark",
        "source": "survey",
    }
    return {
        **made,
        "why": "cannot_tell",
        "n": 100,
        "more": 50.0,
        "chance": 0.8,
        "weight": 0.1,
        "floor": False,
        **changes,
    }


def test_the_list_begins_with_floors_and_then_takes_what_decides_most_for_its_money():
    rows = pd.DataFrame(
        [
            row(enterprise="A", more=50.0),  # 50 x 2: 0.08 / 100
            row(enterprise="B", more=20.0),  # 20 x 2: 0.08 / 40
            row(enterprise="C", source="test", indicator="lead", level="floor", floor=True, more=3.0),  # 3 x 100
            row(enterprise="D", more=np.nan),  # no number decides it: it stays open
        ]
    )
    found = next_of(rows, Prices(budget=1000, response=2, sample=100))
    assert found["enterprise"].tolist() == ["C", "B", "A"]
    assert found["spent"].tolist() == [300, 340, 440]
    assert found["decided"].tolist() == pytest.approx([0.8, 1.6, 2.4])
    assert found["board"].tolist() == pytest.approx([0.2, 0.4, 0.6])  # 0.8 x 0.1 of 0.4 each


def test_responses_about_one_maker_answer_all_its_questions_and_are_paid_once():
    rows = pd.DataFrame([row(indicator="q", more=20.0), row(indicator="p", more=50.0, weight=0.3)])
    found = next_of(rows, Prices(budget=1000))
    # 50 decide both: 0.8 x 0.4 / 50 is more for the money than 20 for one, 0.8 x 0.1 / 20
    assert found[["indicators", "more", "cost"]].values.tolist() == [["q;p", 50, 50]]


def test_a_budget_ends_the_list_and_a_price_of_nothing_is_refused():
    assert next_of(pd.DataFrame([row(more=50.0)]), Prices(budget=49)).empty
    with pytest.raises(ValueError, match="above 0"):
        next_of(pd.DataFrame([row()]), Prices(budget=100, sample=0))


def judged(**changes) -> dict:
    made: dict[str, object] = {
        "sector": "s",
        "category": "c",
        "enterprise": "A",
        "indicator": "q",
        "level": "floor",
        "level_kind": "mandatory",
    }
    made |= {
        "source": "test",
        "n": 2,
        "se": 0.1,
        "df": 1.0,
        "gap": 0.5,
        "gap_low": 0.1,
        "gap_high": 0.9,
        "why": "too_few",
    }
    return {**made, "reason": "", "floor": True, **changes}


def test_a_mandatory_level_takes_the_samples_that_are_missing_and_a_guard_band_is_cleared_by_none():
    rows = pd.DataFrame([judged(), judged(why="overdue", n=8), judged(why="cannot_tell", n=8)])
    assert open_of(rows)["more"].tolist()[:2] == [3 - 2, 3]
    assert np.isnan(open_of(rows)["more"][2])


def test_where_laboratories_differ_somebody_decides_and_no_sample_does():
    rows = pd.DataFrame([judged(why="cannot_tell", level_kind="reference", floor=False, n=8, reason="labs_differ")])
    assert open_of(rows)["more"].isna().all()


def test_open_verdicts_are_those_of_the_newest_wave_and_a_maker_is_told_its_own():
    shop = Shop(specs(indicator("quality", levels={"floor": 50, "benchmark": 70.5, "frontier": 95})))
    names = {"enterprise": ["A", "B"], "name_en": ["A", "B"], "name_zh": ["甲", "乙"], "sector": ["things"] * 2}
    import pyarrow as pa

    shop._write("register", pa.table({"line": [2, 3]} | names), "", "", "things")
    for wave, base in (("2025H2", 40), ("2026H1", 70)):
        shop.survey([{"enterprise": e, "quality": base + k % 21 - 10} for e in "AB" for k in range(42)], wave=wave)
    found = open_verdicts(Reading(shop.store, shop.specs, LOCAL))
    assert found[["enterprise", "level", "why"]].values.tolist() == [[e, "benchmark", "cannot_tell"] for e in "AB"]
    assert found["weight"].tolist() == pytest.approx([1 / 3, 1 / 3])  # the one indicator, one of three levels
    mine = open_verdicts(Reading(shop.store, shop.specs, manufacturer("things", "A")))
    assert mine["enterprise"].tolist() == ["A"]
