"""Caches are shared by all sessions of a server: what one tenant's session put there never reaches another's."""

import inspect
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pyarrow as pa
import pytest
import streamlit as st

from benchmarks.index.receipt import NoReceipt
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.viewer import LOCAL, Viewer, association, manufacturer
from pages.parts.frame import platform
from tests import kit

SECTORS = ("cars", "homes")
OVERALL = Selection("homes", "thing", "H1", wave="2026H1")
# Colleagues of one scope share a cache: the second pair differs by name only.
TENANTS = {
    **{code: manufacturer("homes", code, f"{code}@people.example") for code in ("H1", "H2")},
    "a colleague of H1": manufacturer("homes", "H1", "colleague@people.example"),
    "association of cars": association("cars", "cars@people.example"),
    "visitor": Viewer("visitor"),
}
MAY_NAME = {
    **{"H1": {"H1"}, "H2": {"H2"}, "a colleague of H1": {"H1"}, "visitor": set()},
    "association of cars": {"C1", "C2"},
}


@pytest.fixture
def served(monkeypatch) -> Iterator[kit.Shop]:
    """A server's store: two sectors with two makers each, answers and measurements of all of them."""
    shop = kit.Shop(kit.specs(kit.indicator("comfort"), kit.indicator("smoke", source="test"), sector="homes"))
    more = kit.specs(kit.indicator("comfort"), kit.indicator("smoke", source="test"), sector="cars")
    shop.specs = Specs({**shop.specs, **more}, "two sectors")
    for sector in SECTORS:
        codes = [f"{sector[0].upper()}{i}" for i in (1, 2)]
        names = {"enterprise": codes, "name_en": [f"{c} Ltd" for c in codes], "name_zh": [f"{c}公司" for c in codes]}
        rest = {"sector": [sector] * 2, "output_share": [0.5, 0.5]}
        shop._write("register", pa.table({"line": [2, 3]} | names | rest), "", "", sector)
        shop.survey(
            [{"enterprise": c, "comfort": 60.0 + i + len(sector)} for c in codes for i in range(30)], sector=sector
        )
        rows = [{"enterprise": c, "indicator": "smoke", "value": 70.0 + i} for c in codes for i in range(6)]
        shop.tests(rows, sector=sector)
    monkeypatch.setattr(platform, "store", lambda: shop.store)
    monkeypatch.setattr(platform, "specs", lambda: shop.specs)
    st.cache_data.clear()
    yield shop
    st.cache_data.clear()


def _reads() -> dict[str, Callable[[Viewer], str]]:
    """Every cached read of the platform, by name: a new one is asked too."""
    about, found = {"selection": OVERALL, "enterprise": "H1"}, {}
    for name, function in inspect.getmembers(platform, inspect.isfunction):
        given = list(inspect.signature(function).parameters)
        if function.__module__ == platform.__name__ and not name.startswith("_") and given[:1] == ["viewer"]:
            found[name] = partial(_asked, function, [about[each] for each in given[1:]])
    return found


def _asked(call: Callable[..., object], about: list, viewer: Viewer) -> str:
    try:
        answer = call(viewer, *about)
    except NoReceipt as refusal:
        return f"refused: {refusal}"
    return answer.to_csv() if hasattr(answer, "to_csv") else repr(answer)


def test_every_cached_read_is_asked():
    names = set(_reads())
    assert {"estimates", "gaps", "index", "progress", "board", "receipt", "peer_scores", "enterprises"} <= names
    assert len(names) >= 16


@pytest.mark.slow
def test_two_hundred_reads_of_tenants_in_turn_and_at_once_give_each_what_it_alone_would_get(served):
    reads, alone = _reads(), {}
    for who, viewer in TENANTS.items():
        st.cache_data.clear()
        alone |= {(who, name): read(viewer) for name, read in reads.items()}
    st.cache_data.clear()
    turns = random.Random(7).choices(list(alone), k=200)
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda turn: reads[turn[1]](TENANTS[turn[0]]), turns))
    assert [turn for turn, answer in zip(turns, given, strict=True) if answer != alone[turn]] == []
    for (who, name), answer in zip(turns, given, strict=True):
        others = {f"{letter}{i}" for letter in "CH" for i in (1, 2)} - MAY_NAME[who]
        told = {code for code in others if f",{code}," in answer or f"{code} Ltd" in answer}
        assert not told, (who, name, told)


def test_a_colleague_is_served_from_the_same_place_and_a_new_batch_from_a_new_one(served):
    mine, colleague = TENANTS["H1"], TENANTS["a colleague of H1"]
    first = platform.estimates(mine)
    served.survey([{"enterprise": "H1", "comfort": 1.0}] * 30, survey="S2", sector="homes")
    assert len(platform.estimates(colleague)) == len(first)
    assert platform.estimates(colleague)["estimate"].tolist() != first["estimate"].tolist()
    assert len(platform.estimates(LOCAL)) > len(first)
