"""Which mandatory floors count: those whose value was read in a source. Smoke: lower is better, floor 10."""

from functools import cache

import pytest

from benchmarks.actions.changes import changes
from benchmarks.actions.portfolio import red
from benchmarks.columns import LEVELS, OVERALL
from benchmarks.gaps import floors
from benchmarks.index.contradictions import contradictions_of
from benchmarks.reading import Reading, gaps
from benchmarks.specs.parts import VERIFIED
from data.viewer import LOCAL
from tests.index_frames import cell, frames_of, index_of, weights_of
from tests.kit import Shop, indicator, specs

EVERY = ["source", "secondary", "memory", "editorial"]
each_way_of_checking = pytest.mark.parametrize("checked", EVERY)


@cache
def smoking(checked: str) -> Shop:
    """A maker at 5 of smoke in one wave and at 12 in the next, over the mandatory floor of 10; U = 0.1."""
    levels = {"floor": 10, "benchmark": 6, "frontier": 2}
    smoke = indicator("smoke", source="test", direction="lower", kind="mandatory", checked=checked, levels=levels)
    shop = Shop(specs(smoke))
    for wave, value in (("2025H2", 5.0), ("2026H1", 12.0)):
        shop.tests([{"indicator": "smoke", "value": value, "uncertainty": 0.1} for _ in range(3)], wave=wave)
    return shop


@each_way_of_checking
def test_a_floor_that_nobody_has_seen_keeps_its_verdict_and_says_how_it_was_checked(checked):
    shop = smoking(checked)
    row = gaps(Reading(shop.store, shop.specs, LOCAL)).set_index(["wave", "level"]).loc[("2026H1", "floor")]
    assert (row["verdict"], row["level_kind"], row["checked"]) == ("not_met", "mandatory", checked)
    assert row["gap"] == pytest.approx(-(12 - 10))


@each_way_of_checking
def test_only_a_floor_seen_in_a_source_is_broken_and_newly_broken(checked):
    shop, seen = smoking(checked), checked in ("source", "secondary")
    frame = gaps(Reading(shop.store, shop.specs, LOCAL))
    assert list(floors.broken(frame)["wave"]) == (["2026H1"] if seen else [])
    told = changes(Reading(shop.store, shop.specs, LOCAL)).rows
    assert ("broken_floor" in set(told["kind"])) == seen


@each_way_of_checking
def test_a_floor_that_nobody_has_seen_makes_no_gap_red_but_the_benchmark_still_does(checked):
    shop = smoking(checked)
    rows = red(gaps(Reading(shop.store, shop.specs, LOCAL)))
    assert list(rows["level"]) == (["floor"] if checked in ("source", "secondary") else ["benchmark"])


@each_way_of_checking
def test_a_floor_that_nobody_has_seen_caps_no_index(checked):
    floor = {"kind": "mandatory", "checked": checked, "verdicts": ("not_met", "cannot_tell", "cannot_tell")}
    frames = frames_of([cell("a", "smoke", 90, **floor), cell("a", "rating", 100)])
    weights = weights_of({"smoke": ("health", 0.5, 1), "rating": ("service", 0.5, 1)})
    row = index_of(*frames, weights).set_index("dimension").loc[OVERALL]
    seen = checked in ("source", "secondary")
    assert (row["score"], row["capped_by"]) == ((59.9, "smoke") if seen else (0.5 * 90 + 0.5 * 100, ""))


@each_way_of_checking
def test_a_floor_that_nobody_has_seen_is_no_hidden_risk_by_itself(checked):
    floor = {"kind": "mandatory", "checked": checked, "verdicts": ("not_met", "cannot_tell", "cannot_tell")}
    frames = frames_of([cell("a", "smoke", 99, **floor), cell("a", "rating", 99, source="survey")])
    weights = weights_of({"smoke": ("health", 0.5, 1), "rating": ("service", 0.5, 1)})
    row = contradictions_of(*frames, weights).set_index("topic").loc["health"]
    seen = checked in ("source", "secondary")
    assert (row["failed_floors"], row["finding"]) == (("smoke", "hidden_risk") if seen else ("", "agree"))


def test_a_level_is_verified_where_its_text_or_a_text_about_it_was_read():
    assert [checked for checked in EVERY if checked in VERIFIED] == ["source", "secondary"]
    frame = frames_of([cell("a", "smoke", 90, kind="recommended", checked="memory")])[1]
    assert list(frame["level"]) == list(LEVELS)
    assert not floors.unverified(frame).any()  # nothing here is said to be mandatory
