"""Many people at once over real connections: what they wait for, what goes wrong, and what the server keeps."""

import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests import wire
from tests.browser.conftest import served
from tests.kit import finished
from tests.performance.crowd import HEAD, address, crowd, memory_mb
from tests.performance.test_clicks_speed import BEFORE, ROOT, SLOWER, checkout

pytestmark = pytest.mark.performance
PEOPLE = int(os.environ.get("PEOPLE", "200"))
WARM, MEASURED = float(os.environ.get("WARM", "90")), float(os.environ.get("MEASURED", "60"))  # s
COLD = 30.0  # s
SOAK, SOAKING = float(os.environ.get("SOAK", "1200")), int(os.environ.get("SOAKING", "20"))  # s, people
AIM_WARM, AIM_COLD = 2.0, 4.0  # s, of 95 in a hundred
AIM_MEMORY, FLAT = 1200, 1.1  # MB; the last third of a soak holds at most so many times the middle one
AIM_FIRST_TITLE, AIM_FIRST_LOOK = 8.0, 1.0  # s
SEEN: dict[tuple[str, str], float] = {}  # p95 by what was measured and of which revision


@pytest.fixture(scope="module", params=["before", "now"])
def revision(request: pytest.FixtureRequest, demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """A checkout and a store with the demo it makes itself, both of before and of now: an older one opens no newer."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "now":
        yield "now", ROOT, demo_file
        return
    with checkout(BEFORE, folder / "tree") as tree:
        store = folder / "made.duckdb"
        own = os.environ | {"QUALITY_STORE": str(store)}
        subprocess.run([sys.executable, "-m", "benchmarks", "demo"], cwd=tree, env=own, check=True, capture_output=True)
        yield BEFORE[:8], tree, store


@pytest.mark.parametrize(("said", "people", "warm", "measured", "aim"), [
    ("cold", 10, 0.0, COLD, AIM_COLD),
    ("warm", PEOPLE, WARM, MEASURED, AIM_WARM),
])  # fmt: skip
def test_everybody_is_answered_soon_and_nothing_goes_wrong(revision, tmp_path, said, people, warm, measured, aim):
    name, tree, made = revision
    with served(Path(shutil.copy(made, tmp_path / "store.duckdb")), tree=tree) as (site, server):
        found = finished(crowd(site, server.pid, people, warm, measured))
    print(f"\n{HEAD}\n{found.line(f'{said} {name}')}   aim: p95 {aim:g} s, {AIM_MEMORY} MB")
    p95 = SEEN[said, name] = float(np.percentile(found.seconds(), 95))
    if name != "now":
        return
    assert found.errors == []
    assert max(memory for _, memory in found.memory) < AIM_MEMORY
    assert p95 <= SLOWER * SEEN.get((said, BEFORE[:8]), math.inf)
    reached(p95, aim)


def reached(seconds: float, aim: float) -> None:
    """An aim that is missed is told with its figure, and is no failure until it was reached once."""
    if seconds > aim:
        pytest.xfail(f"{seconds:.1f} s, and the aim is {aim:g} s")


def test_memory_is_flat_while_people_click_for_long(demo_file, tmp_path):
    with served(Path(shutil.copy(demo_file, tmp_path / "store.duckdb"))) as (site, server):
        found = finished(crowd(site, server.pid, SOAKING, 0.0, SOAK))
    print(f"\n{HEAD}\n{found.line('soak')}")
    third = len(found.memory) // 3
    middle, last = (max(mb for _, mb in found.memory[at : at + third]) for at in (third, 2 * third))
    for at, memory in found.memory[:: max(1, len(found.memory) // 20)]:
        print(f"  {at:6.0f} s {memory:7.0f} MB")
    assert found.errors == []
    assert last < min(AIM_MEMORY, FLAT * middle)


def test_an_empty_store_has_its_first_title_soon(tmp_path):
    async def title(site: str) -> str:
        async with wire.tab(site) as tab:
            return (await tab.open("", lang="en", role="regulator")).title()

    began = time.monotonic()
    with served(tmp_path / "empty.duckdb") as (site, server):
        started = time.monotonic() - began
        assert finished(title(site))
        taken = time.monotonic() - began
        print(
            f"\n  empty store: server there {started:.1f} s, first title {taken:.1f} s, {memory_mb(server.pid):.0f} MB"
        )
    reached(taken, AIM_FIRST_TITLE)


def test_the_first_look_in_another_role_comes_soon(demo_file, tmp_path):
    async def looks(site: str) -> list[float]:
        taken = []
        for number in range(7):
            async with wire.tab(site) as tab:
                began = time.monotonic()
                look = await tab.open("", **{**address(number), "sector": "automobiles"})
                taken.append(time.monotonic() - began)
                assert look.errors == []
        return taken

    with served(Path(shutil.copy(demo_file, tmp_path / "store.duckdb"))) as (site, _):
        taken = finished(looks(site))
    print("\n  first looks, s: " + " ".join(f"{seconds:.2f}" for seconds in taken))
    reached(max(taken[1:]), AIM_FIRST_LOOK)
