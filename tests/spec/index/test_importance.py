"""What goes with overall satisfaction: shares of R2, held against the definition and against R."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import policy
from benchmarks.columns import IMPORTANCE
from benchmarks.index.importance import REFUSALS, importance_of, resampled
from benchmarks.index.r2_shares import johnson, lmg, r2

SWISS = json.loads((Path(__file__).parents[2] / "golden" / "lmg_swiss.json").read_text())


def covariance_of(frame, weight=None):
    return np.cov(frame.to_numpy().T, aweights=weight, bias=True)


def survey(n=600, items=4, seed=1, noise=1.0, clusters=None):
    """Ratings that share a halo; satisfaction leans on them with weights 1, 1/2, 1/3, ..."""
    random = np.random.default_rng(seed)
    halo = random.normal(size=(n, 1))
    ratings = halo + random.normal(size=(n, items))
    frame = pd.DataFrame(ratings, columns=[f"item{i}" for i in range(items)])
    frame["satisfaction"] = ratings @ (1 / np.arange(1, items + 1)) + noise * random.normal(size=n)
    if clusters:
        frame["psu"] = np.arange(n) % clusters
    return frame, [f"item{i}" for i in range(items)]


@pytest.mark.parametrize(("weights", "expected"), [(None, "lmg"), ("weight", "lmg_weighted")])
def test_shares_equal_those_of_r_over_all_orderings(weights, expected):
    frame = pd.DataFrame({"satisfaction": SWISS["outcome"]} | {name: SWISS[name] for name in SWISS["items"]})
    shares = lmg(covariance_of(frame, SWISS[weights] if weights else None))
    assert shares == pytest.approx(SWISS[expected], rel=1e-9)


def test_of_two_items_a_share_is_the_mean_of_what_it_adds_alone_and_what_it_adds_last():
    c = np.array([[1, 0.5, 0.4], [0.5, 1, 0.3], [0.4, 0.3, 1]])
    both = (0.5**2 + 0.4**2 - 2 * 0.5 * 0.4 * 0.3) / (1 - 0.3**2)
    assert lmg(c) == pytest.approx([(0.5**2 + both - 0.4**2) / 2, (0.4**2 + both - 0.5**2) / 2])


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_shares_are_the_average_gain_over_all_orderings(p, seed):
    data = np.random.default_rng(seed).normal(size=(40, p + 1)) @ np.random.default_rng(seed + 1).normal(
        size=(p + 1, p + 1)
    )
    c = np.cov(data.T)

    def explained(chosen):
        chosen = list(chosen)
        return c[0, chosen] @ np.linalg.solve(c[np.ix_(chosen, chosen)], c[chosen, 0]) / c[0, 0] if chosen else 0.0

    gains = np.zeros(p)
    orders = list(permutations(range(1, p + 1)))
    for order in orders:
        for place, item in enumerate(order):
            gains[item - 1] += explained(order[: place + 1]) - explained(order[:place])
    assert lmg(c) == pytest.approx(gains / len(orders), abs=1e-8)
    assert lmg(c).sum() == pytest.approx(r2(c))
    assert (lmg(c) >= -1e-12).all()
    assert johnson(c).sum() == pytest.approx(r2(c))


def test_two_copies_of_an_item_share_its_part_and_nothing_breaks():
    frame, items = survey(items=2)
    doubled = frame.assign(copy=frame["item0"])
    shares = lmg(covariance_of(doubled[["satisfaction", *items, "copy"]]))
    assert shares[0] == pytest.approx(shares[2])
    assert shares.sum() == pytest.approx(r2(covariance_of(frame[["satisfaction", *items]])))


def test_without_correlation_between_items_shares_are_squared_correlations_by_either_method():
    c = np.array([[1, 0.5, 0.4, 0.1], [0.5, 1, 0, 0], [0.4, 0, 1, 0], [0.1, 0, 0, 1]])
    assert lmg(c) == pytest.approx([0.25, 0.16, 0.01])
    assert johnson(c) == pytest.approx([0.25, 0.16, 0.01])


def test_the_table_says_share_interval_rank_and_mean_with_r2_and_n():
    frame, items = survey()
    found = importance_of(frame, ["satisfaction", *items])
    assert list(found.table.columns) == list(IMPORTANCE)
    assert found.table["item"].tolist() == items
    assert found.table["rank"].tolist() == [1, 2, 3, 4]
    assert found.table["share"].sum() == pytest.approx(found.r2)
    assert found.table["share_of_r2"].sum() == pytest.approx(1)
    assert (found.table["low"] < found.table["share"]).all() and (found.table["share"] < found.table["high"]).all()
    assert found.r2_low < found.r2 < found.r2_high
    assert [found.n, found.asked, found.method, found.refused] == [600, 600, "lmg", ""]
    assert found.table.set_index("item")["mean"].to_dict() == pytest.approx(frame[items].mean().to_dict())


def test_a_weight_of_two_counts_like_two_answers():
    frame, items = survey(n=200)
    weighted = frame.assign(weight=np.where(frame.index < 50, 2.0, 1.0))
    doubled = pd.concat([frame, frame.iloc[:50]])
    first, second = importance_of(weighted, items, bootstraps=20), importance_of(doubled, items, bootstraps=20)
    assert first.table["share"].to_numpy() == pytest.approx(second.table["share"].to_numpy())


def test_answers_that_miss_an_item_are_left_out_and_counted():
    frame, items = survey()
    gaps = frame.assign(item0=frame["item0"].where(frame.index >= 100))
    found = importance_of(gaps, items)
    assert [found.n, found.asked] == [500, 600]
    whole = importance_of(frame.iloc[100:], items)
    assert found.table["share"].to_numpy() == pytest.approx(whole.table["share"].to_numpy())


def test_the_same_seed_gives_the_same_interval():
    frame, items = survey()
    first, second = importance_of(frame, items), importance_of(frame, items)
    pd.testing.assert_frame_equal(first.table, second.table)
    assert importance_of(frame, items, seed=2).table["low"].ne(first.table["low"]).any()


def test_answers_alike_within_a_psu_widen_the_interval():
    frame, items = survey(n=40)
    repeated = pd.concat([frame] * 15, ignore_index=True)
    apart = importance_of(repeated, items).table
    together = importance_of(repeated.assign(psu=np.tile(np.arange(40), 15)), items).table
    assert ((together["high"] - together["low"]) > 2 * (apart["high"] - apart["low"])).all()


def test_psus_of_the_same_code_in_two_strata_are_two():
    frame, items = survey(n=300)
    found = importance_of(frame.assign(stratum=np.repeat(["a", "b"], 150), psu=np.tile(np.arange(6), 50)), items)
    assert found.refused == ""


def test_a_resample_keeps_the_number_of_psus_of_each_stratum():
    strata = np.array([0, 0, 0, 1, 1, 2])
    one_per_stratum = np.eye(3)[strata]
    sums = next(resampled(one_per_stratum, strata, bootstraps=50, seed=1))
    assert sums == pytest.approx(np.tile([3, 2, 1], (50, 1)))
    assert np.ptp(next(resampled(np.arange(6.0)[:, None], strata, bootstraps=50, seed=1))) > 0


def test_more_than_twelve_items_use_relative_weights():
    frame, items = survey(items=policy.EXACT_SHAPLEY_ITEMS + 1)
    found = importance_of(frame, items, bootstraps=20)
    assert found.method == "johnson"
    assert found.table["share"].sum() == pytest.approx(found.r2)


@pytest.mark.parametrize(
    ("change", "refused", "about"),
    [
        (lambda frame: frame.iloc[:49], "too_few_responses", "50"),
        (lambda frame: frame.drop(columns="satisfaction"), "no_outcome", "satisfaction"),
        (lambda frame: frame.assign(item1=7.0), "no_variance", "item1"),
        (lambda frame: frame.assign(satisfaction=7.0), "no_variance", "satisfaction"),
        (lambda frame: frame.assign(psu=np.arange(len(frame)) % 10), "too_few_psus", "10"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_reason(change, refused, about):
    frame, items = survey()
    found = importance_of(change(frame), items)
    assert [found.refused, found.about] == [refused, about]
    assert found.table.empty and refused in REFUSALS


def test_no_items_are_refused():
    assert importance_of(survey()[0], ["satisfaction"]).refused == "no_items"


@pytest.mark.simulation
def test_the_interval_of_a_share_covers_the_share_in_the_population():
    random = np.random.default_rng(8)
    big, items = survey(n=400_000, seed=99)
    truth = lmg(covariance_of(big[["satisfaction", *items]]))
    hits = []
    for _ in range(200):
        sample = big.iloc[random.integers(0, len(big), 300)]
        table = importance_of(sample, items, bootstraps=300).table.set_index("item").loc[items]
        hits.append((table["low"] <= truth) & (truth <= table["high"]))
    assert np.mean(hits) >= 0.90
