"""Nobody is found by taking anything a viewer may see off anything else, over regions, waves, parts and sectors."""

from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.columns import OVERALL
from benchmarks.headline.regions import NOWHERE, regions, regions_told
from benchmarks.index.national import board
from benchmarks.policy import MIN_PEERS
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import outside
from data.viewer import Viewer
from tests.kit import Shop, indicator, specs

VISITOR = Viewer("visitor")
MAKERS = [f"M{number:02}" for number in range(1, 17)]
PROVINCES = ("CN-GD", "CN-ZJ", "CN-JS")


def owner(*codes: str) -> Viewer:
    """Somebody who owns these makers; a visitor where there are none."""
    if not codes:
        return VISITOR
    return Viewer("manufacturer", frozenset({"things"}), frozenset(("things", code) for code in codes))


def members(codes: set[str]) -> set[tuple[str, str]]:
    return {("things", code) for code in codes}


def found(viewer: Viewer, known: list[frozenset]) -> list[set]:
    """Groups of fewer than 6 others that come of what is known by taking any of it off the rest, again and again."""
    left = {frozenset(outside(viewer, each)) for each in known}
    first = list(left)
    while more := {one - other for one in left for other in first if other < one} - left:
        left |= more
    return [set(each) for each in left if 0 < len(each) <= MIN_PEERS]


PLACED = st.dictionaries(st.sampled_from(MAKERS), st.sampled_from((*PROVINCES, NOWHERE)), min_size=1)


@given(PLACED, st.sets(st.sampled_from(MAKERS)), st.sets(st.sampled_from(MAKERS)), st.sets(st.sampled_from(MAKERS)))
def test_no_region_gives_away_a_few_whoever_asks_and_whichever_are_rated(placed, rated, tried, own):
    viewer = owner(*own)
    about = []
    for kind in (rated, tried):
        parts: dict[str, set] = {}
        for code, region in placed.items():
            parts.setdefault(region, set()).update(members({code} & kind))
        about.append(parts)
    told = regions_told(viewer, about, {})
    assert NOWHERE not in told
    for parts in about:
        whole = frozenset(one for who in parts.values() for one in who)
        if len(outside(viewer, whole)) > MIN_PEERS:  # else the sector is not told either
            assert found(viewer, [whole, *(frozenset(parts[name]) for name in told)]) == []


def test_who_sees_everybody_by_name_is_told_of_every_region():
    parts = {"CN-GD": members({"M01"}), "CN-ZJ": members(set(MAKERS[1:4])), NOWHERE: members({"M09"})}
    assert regions_told(Viewer("regulator"), (parts, parts), {}) == {"CN-GD", "CN-ZJ"}


@pytest.fixture(scope="module")
def shop() -> Shop:
    """16 makers in three provinces and of no known one, rated in two waves, but for one that came in the second."""
    shop = Shop(specs(indicator("comfort"), categories=("thing", "other")))
    places = [*["CN-GD"] * 7, *["CN-ZJ"] * 6, "CN-JS", "CN-JS", None]
    names = {"enterprise": MAKERS, "name_en": MAKERS, "name_zh": MAKERS, "region": places}
    rest = {"sector": ["things"] * 16, "output_share": [1 / 16] * 16, "line": list(range(2, 18))}
    shop._write("register", pa.table(names | rest), "", "", "things")
    for wave, codes in (("2026H1", MAKERS[1:]), ("2026H2", MAKERS)):
        rows = [
            {"enterprise": code, "category": kind, "comfort": 60.0 + i % 20}
            for code in codes
            for kind in (("thing", "other") if code < "M09" else ("thing",))
            for i in range(30)
        ]
        shop.survey(rows, wave=wave, survey=wave)
    return shop


def _told(shop: Shop, viewer: Viewer, wave: str) -> list[frozenset]:
    """Of whom every number that this viewer is told in a wave is, on the board and by region, as (category, maker)."""
    reading = Reading(shop.store, shop.specs, viewer)
    here = MAKERS if wave == "2026H2" else MAKERS[1:]
    cells = {(kind, code) for code in here for kind in (("thing", "other") if code < "M09" else ("thing",))}
    places = {**dict.fromkeys(MAKERS[:7], "CN-GD"), **dict.fromkeys(MAKERS[7:13], "CN-ZJ"), "M14": "CN-JS"}
    places["M15"] = "CN-JS"
    known = []
    frame = board(reading)
    for row in frame[(frame["wave"] == wave) & (frame["dimension"] == OVERALL)].itertuples():
        known.append(frozenset(cell for cell in cells if row.category in ("", cell[0])))
    frame = regions(reading)
    for region in frame.loc[frame["wave"] == wave, "region"]:
        known.append(frozenset(cell for cell in cells if places.get(cell[1]) == region))
    return known


OWNED = [(), *combinations(MAKERS, 1), *((*MAKERS[:9], *MAKERS[at:]) for at in range(9, 17)), *combinations(MAKERS, 15)]


@pytest.mark.slow
def test_nobody_is_found_on_the_board_and_by_region_in_any_wave_whoever_owns_whom(shop):
    seen = 0
    for own in [tuple(dict.fromkeys(each)) for each in OWNED]:
        viewer = owner(*own)
        for wave in ("2026H1", "2026H2"):
            known = [frozenset(cell for cell in each if cell[1] not in own) for each in _told(shop, viewer, wave)]
            seen += len(known)
            left, first = set(known), list(known)
            while more := {one - other for one in left for other in first if other < one} - left:
                left |= more
            few = [each for each in left if 0 < len({code for _, code in each}) <= MIN_PEERS]
            assert few == [], (own, wave)
    assert seen > 50


def test_the_board_by_regions_has_a_province_of_seven_and_not_what_would_give_the_others_away(shop):
    frame = regions(Reading(shop.store, shop.specs, VISITOR))
    # GD 7 and ZJ 6 are enough, JS 2 are not: with the one of no known province they are 3, so ZJ goes too: 9 are left.
    assert set(zip(frame["region"], frame["wave"], strict=True)) == {("CN-GD", "2026H2")} | {
        (region, "2026H1") for region in frame.loc[frame["wave"] == "2026H1", "region"]
    }
    assert len(regions(Reading(shop.store, shop.specs, Viewer("regulator")))) == 6
