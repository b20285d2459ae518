"""Caches are shared by all sessions of a server: what one tenant's session put there never reaches another's."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pyarrow as pa
import pytest
import streamlit as st

from benchmarks import reading
from benchmarks.estimates.estimate import unscoped
from benchmarks.index.receipt import NoReceipt
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs
from data.kept import batches
from data.viewer import LOCAL, Viewer, association, manufacturer
from pages.parts.frame import platform
from tests import kit
from tests.test_scopes import RESULTS

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
    """Every result that pages may read, and what else is cached for a viewer, by name: a new one is asked too."""
    found = {
        f"{step.__module__}.{step.__name__}": partial(_asked, partial(platform.read, step)) for step in platform.STEPS
    }
    return found | {
        name: partial(_asked, lambda viewer, _, call=call: call(viewer))
        for name, call in (("enterprises", platform.enterprises), ("laboratories", platform.laboratories))
    }


def _asked(call: Callable[..., object], viewer: Viewer) -> str:
    try:
        answer = call(viewer, OVERALL)
    except NoReceipt as refusal:
        return f"refused: {refusal}"
    return answer.to_csv() if hasattr(answer, "to_csv") else repr(answer)


def test_only_a_result_that_is_made_from_a_reading_is_read():
    asked = {f"{step.__module__}.{step.__qualname__}" for step in platform.STEPS}
    assert asked <= set(RESULTS) and len(asked) >= 16
    with pytest.raises(LookupError, match="is not among the results"):
        platform.read(unscoped, LOCAL)


def test_a_file_of_one_sector_leaves_the_pages_of_another_as_they_are(served, monkeypatch):
    made = []
    step = platform._BY_NAME["benchmarks.reading.gaps"]
    monkeypatch.setitem(
        platform._BY_NAME, "benchmarks.reading.gaps", lambda one: made.append(one.selection) or step(one)
    )
    homes, cars = Selection("homes"), Selection("cars")
    for selection in (homes, cars):
        platform.read(reading.gaps, LOCAL, selection)
    batch = served.survey([{"enterprise": "C1", "comfort": 70.0}] * 30, survey="S2", sector="cars")
    for _ in range(2):
        platform.read(reading.gaps, LOCAL, homes)
        platform.read(reading.gaps, LOCAL, cars)
    batches.withdraw(served.store, LOCAL, batch, "twice")
    platform.read(reading.gaps, LOCAL, homes)
    platform.read(reading.gaps, association("homes"))
    served.survey([{"enterprise": "C1", "comfort": 70.0}] * 30, survey="S3", sector="cars")
    platform.read(reading.gaps, association("homes", "a colleague"))
    assert made == [homes, cars, cars, EVERYTHING]


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
    first = platform.read(reading.estimates, mine)
    served.survey([{"enterprise": "H1", "comfort": 1.0}] * 30, survey="S2", sector="homes")
    assert len(platform.read(reading.estimates, colleague)) == len(first)
    assert platform.read(reading.estimates, colleague)["estimate"].tolist() != first["estimate"].tolist()
    assert len(platform.read(reading.estimates, LOCAL)) > len(first)
