"""An attack on the cuts: all that a viewer may ask, added and taken off, over every facet, pair and wave.

It knows nothing of how the product decides: it reads what is told, says from the files who is in each part, and asks by
ranks of matrices whether one other maker, or a part of fewer than six others, follows.
"""

from itertools import combinations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from benchmarks import policy
from benchmarks.cuts.cut import cuts
from benchmarks.cuts.parts import ALL, CROSS
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import parts_told
from benchmarks.scope.selection import Selection
from data.viewer import Viewer, manufacturer
from tests.kit import Shop, indicator, specs

WORDS = {"en": "x", "zh": "某"}
FACETS = (
    {"id": "buyer", "label": WORDS, "of": "respondent", "from": "stratum"},
    {"id": "mode", "label": WORDS, "of": "respondent"},
    {"id": "price", "label": WORDS, "of": "product"},
    {"id": "place", "label": WORDS, "of": "enterprise", "from": "region"},
)
SPECS = specs(indicator("comfort"), indicator("strength", source="test"), facets=FACETS)
NAMES = [each["id"] for each in FACETS]
CUTS = [*((each,) for each in NAMES), *combinations(NAMES, 2)]
MAKERS = [f"M{i:02d}" for i in range(1, 16)]
WAVES = ("2026H1", "2026H2")
VIEWERS = {"visitor": Viewer("visitor"), "a maker": manufacturer("things", "M03")}


def parts_of(k: int, i: int) -> tuple[str, ...]:
    """Stratum, mode, price and place of answer i of maker k: by price and by place makers differ by single ones."""
    return (
        *("ew"[i % 2], ("here", "away", "sent")[(i // 2) % (3 if k > 8 else 2)]),
        *("low" if k < 7 else "high" if k < 14 else "top", "440000" if k < 8 else "330000"),
    )


@pytest.fixture(scope="module")
def shop() -> Shop:
    shop, codes = Shop(SPECS), MAKERS
    places = [parts_of(k, 0)[3] for k in range(15)]
    names = {"enterprise": codes, "name_en": codes, "name_zh": codes, "sector": ["things"] * 15}
    shop._write("register", pa.table({"line": list(range(15))} | names | {"region": places}), "", "", "things")
    prices = [parts_of(k, 0)[2] for k in range(15)]
    listed = {"product": ["P"] * 15, "enterprise": codes, "category": ["thing"] * 15, "price": prices}
    shop._write("products", pa.table(listed), "", "", "things")
    for wave, count in zip(WAVES, (15, 14), strict=True):
        rows = [
            {"enterprise": code, "product": "P", "stratum": e, "mode": m, "comfort": 40.0 + k + i % 7}
            for k, code in enumerate(codes[:count])
            for i in range(12)
            for e, m, *_ in [parts_of(k, i)]
        ]
        shop.survey(rows, wave=wave)
        tested = [{"enterprise": code, "product": "P", "value": 40.0 + k} for k, code in enumerate(codes[:count])]
        shop.tests([{"indicator": "strength", **row} for row in tested], wave=wave, survey=f"T{wave}")
    return shop


def atoms(wave: str) -> pd.DataFrame:
    """Every answer of a wave with its maker and its part in each facet."""
    rows = [(MAKERS[k], *parts_of(k, i)) for k in range(15 if wave == WAVES[0] else 14) for i in range(12)]
    return pd.DataFrame(rows, columns=["maker", *NAMES]).drop_duplicates(ignore_index=True)


def told_of(shop: Shop, viewer: Viewer, wave: str, names: tuple[str, ...], indicator: str = "comfort") -> set[str]:
    """The parts over all makers that a viewer is told of."""
    facet, by = (*names, "")[:2]
    rows = cuts(Reading(shop.store, SPECS, viewer, Selection(wave=wave, indicator=indicator)), facet=facet, by=by)
    return set(rows.loc[rows["enterprise"] == ALL, "part"])


def sums(found: pd.DataFrame, told: dict[tuple[str, ...], set[str]]) -> np.ndarray:
    """A row each part that is told, and one for the whole: which atoms are in it."""
    rows = [np.ones(len(found))]
    for names, parts in told.items():
        label = found[list(names)].agg(CROSS.join, axis=1)
        rows += [(label == part).to_numpy(float) for part in parts]
    return np.array(rows)


def leaks(found: pd.DataFrame, told: dict[tuple[str, ...], set[str]], own: str | None) -> list[str]:
    """What follows: makers by name, and parts of fewer than six others."""
    found = found[found["maker"] != own].reset_index(drop=True)  # who owns them takes them off
    given, rank = sums(found, told), np.linalg.matrix_rank
    out = [one for one in set(found["maker"]) if rank(given[:, (found["maker"] != one).to_numpy()]) < rank(given)]
    for names in CUTS:
        for part, rows in found.groupby(found[list(names)].agg(CROSS.join, axis=1)):
            if rows["maker"].nunique() <= policy.MIN_PEERS:
                asked = np.zeros(len(found))
                asked[rows.index] = 1
                out += [str(part)] * int(rank(np.vstack([given, asked])) == rank(given))
    return sorted(set(out))


@pytest.mark.slow
@pytest.mark.parametrize("who", VIEWERS)
@pytest.mark.parametrize("wave", WAVES)
def test_nothing_of_one_maker_or_a_few_follows_from_all_cuts_together(shop, who, wave):
    viewer, found = VIEWERS[who], atoms(wave)
    told = {names: told_of(shop, viewer, wave, names) for names in CUTS}
    if who == "a maker" and wave == WAVES[0]:  # asked the other way round the same is told
        for names in CUTS[len(FACETS) :]:
            again = told_of(shop, viewer, wave, names[::-1])
            assert {CROSS.join(reversed(part.split(CROSS))) for part in again} == told[names]
    assert told["buyer",] == {"e", "w"}  # something is told at all
    assert sum(map(len, told.values())) > 10
    own = "M03" if who == "a maker" else None
    assert leaks(found, told, own) == []
    # Samples are of makers and products alone, and each is its maker's: no respondent tells them apart.
    samples = {names: told_of(shop, viewer, wave, names, "strength") for names in CUTS}
    assert not any(samples[names] for names in CUTS if {"buyer", "mode"} & set(names))
    assert samples["price",] | samples["place",]
    assert leaks(found, samples, own) == []


def test_the_attack_finds_what_cuts_taken_one_by_one_would_tell():
    """Seven makers are low, eight of one place: the eighth is the one less the other, and each cut alone is safe."""
    found = atoms(WAVES[1])
    each = {}
    for names in CUTS:
        label = found[list(names)].agg(CROSS.join, axis=1)
        who = {part: {("things", one) for one in found.loc[label == part, "maker"]} for part in set(label)}
        each[names] = set(parts_told(VIEWERS["visitor"], who, {}))
    assert each["price",] == {"low", "high"}
    assert "M08" in leaks(found, {name: each[name] for name in [("price",), ("place",)]}, None)
    assert leaks(found, each, None) != []
