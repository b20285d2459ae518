"""How an enterprise is compared with its peers when neither is known exactly."""

import numpy as np
import pytest

from benchmarks.index.peer_gap import PEER_GAP, peer_gaps
from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, Viewer, manufacturer
from tests.kit import Shop, indicator, specs

MEAN = indicator("rating")
LOWER = indicator("rating", direction="lower", levels={"floor": 80, "benchmark": 60, "frontier": 40})


def shop_of(means: dict[str, float], spec: dict = MEAN, n: int = 40) -> Shop:
    """Answers 10 above and below each maker's mean."""
    shop = Shop(specs(spec))
    shop.survey(
        [{"rating": mean + (10 if i % 2 else -10), "enterprise": e} for e, mean in means.items() for i in range(n)]
    )
    return shop


def one(shop: Shop, enterprise: str = "A", **more: object):
    drawn = {name: more.pop(name) for name in ("draws", "seed") if name in more}
    viewer = more.pop("viewer", LOCAL)
    frame = peer_gaps(Reading(shop.store, shop.specs, viewer, Selection(enterprise=enterprise, **more)), **drawn)
    assert tuple(frame.columns) == PEER_GAP and len(frame) == 1
    return frame.iloc[0]


SIX = {"A": 74.0, "B": 50.0, "C": 55.0, "D": 60.0, "E": 62.0, "F": 80.0}


def test_the_gap_is_to_the_median_of_the_others_and_positive_when_better():
    row = one(shop_of(SIX))
    assert (row.peers, row.peer_median, row.gap) == (5, 60, 74 - 60)
    assert (row.verdict, row.reason) == ("better", "")
    assert row.p_better > 0.99
    turned = one(shop_of(SIX, LOWER))
    assert (turned.gap, turned.verdict) == (60 - 74, "worse")
    assert turned.p_better < 0.01


def test_the_peers_uncertainty_widens_the_interval():
    shop = shop_of(dict.fromkeys("ABCDEF", 60.0), n=40)
    row = one(shop, draws=4000)
    alone = estimates(Reading(shop.store, shop.specs, LOCAL, Selection(enterprise="A"))).iloc[0]
    # five alike: the median of five normal values has a deviation of 0.536 of each of theirs
    expected = np.sqrt(1 + 0.536**2) * (alone.high - alone.low)
    assert row.gap_high - row.gap_low == pytest.approx(expected, abs=1.5)  # both ends are rounded to a point
    assert row.gap_high - row.gap_low > alone.high - alone.low


def test_values_are_rounded_to_a_point_of_the_ladder():
    row = one(shop_of(SIX | {"D": 60.4, "A": 74.2}))
    assert (row.peer_median, row.gap) == (60, 14)
    finer = MEAN | {"levels": indicator("x", levels={"floor": 60, "benchmark": 61, "frontier": 62})["levels"]}
    assert one(shop_of(SIX | {"D": 60.42}, finer)).peer_median == pytest.approx(60.4)


def test_fewer_than_five_peers_are_not_shown():
    shop = shop_of({name: SIX[name] for name in "ABCDE"})
    row = one(shop)
    assert (row.verdict, row.reason, row.peers) == ("not_shown", "too_few", 4)
    assert np.isnan(row.peer_median) and np.isnan(row.gap) and np.isnan(row.gap_low)


def test_a_peer_with_too_few_answers_is_none():
    shop = shop_of(SIX)
    shop.survey([{"rating": 99, "enterprise": "G"} for _ in range(29)])
    assert one(shop).peers == 5


def test_an_enterprise_with_too_few_answers_is_not_compared():
    shop = shop_of(SIX)
    shop.survey([{"rating": 99 - i % 2, "enterprise": "G"} for i in range(29)])
    assert one(shop, "G").reason == "too_few_answers"


def test_a_maker_is_compared_itself_and_learns_of_nobody_elses_gap():
    shop = shop_of(SIX)
    assert one(shop, viewer=manufacturer("things", "A")).verdict == "better"
    for viewer in (manufacturer("things", "B"), Viewer("visitor")):
        assert peer_gaps(Reading(shop.store, shop.specs, viewer, Selection(enterprise="A"))).empty


def test_the_same_seed_gives_the_same_interval_whatever_else_was_asked():
    shop = shop_of(SIX)
    first, again = one(shop), one(shop, indicator="rating", wave="2026H1")
    assert first.equals(again)
    alike = shop_of(SIX | {"A": 60.0})
    assert one(alike, seed=1).p_better != one(alike, seed=2).p_better
