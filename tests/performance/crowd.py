"""People who click: many tabs on one server, each of a role, sector and wave of its own, and how long they waited."""

import asyncio
import os
import random
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from websockets.exceptions import WebSocketException

from tests import wire

EVERY = 10.0  # s from one click of a person to the next
SECTORS = ("automobiles", "catering", "home_appliances", "home_furnishings")
MAKERS = dict(zip(SECTORS, ("AUT-01", "CAT-03", "APP-02", "FUR-06"), strict=True))
WAVES = ("2023H2", "2024H1", "2024H2", "2025H1", "2025H2", "2026H1")
_BOXES = re.compile(r"-pick_(sectors?|wave|category_\w+|enterprise_\w+|ranks)$")
_TICKS = os.sysconf("SC_CLK_TCK")


def address(number: int) -> dict[str, str]:
    """Who the person of this number is, and what is looked at first: seven people, four sectors, six waves."""
    sector = SECTORS[number % len(SECTORS)]
    maker = {"role": "manufacturer", "own_sector": sector, f"own_{sector}": MAKERS[sector]}
    seven: tuple[dict[str, str], ...] = (
        *({"role": role} for role in ("administrator", "regulator")),
        {"role": "association", "own_sector": sector},
        *(maker, maker | {"lang": "zh"}, {"role": "laboratory"}, {"role": "visitor"}),
    )
    return {"lang": "en", "sector": sector, "wave": WAVES[number % len(WAVES)]} | seven[number % len(seven)]


@dataclass
class Crowd:
    """What came of it: seconds of each click by its moment, errors, MB of the server's memory by its moment."""

    clicks: list[tuple[float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    left: int = 0  # people who gave up after wire.WAITS
    memory: list[tuple[float, float]] = field(default_factory=list)
    client: float = 0.0  # share of one processor
    server: float = 0.0

    def seconds(self) -> np.ndarray:
        """Seconds of each click."""
        return np.array([seconds for _, seconds in self.clicks])

    def line(self, name: str) -> str:
        """One line of a table."""
        p50, p95, most = np.percentile(self.seconds(), [50, 95, 100])
        taken = [memory for _, memory in self.memory]
        waited = f"{len(self.clicks):6d} {p50:7.2f} {p95:7.2f} {most:7.2f} {len(self.errors):6d} {self.left:5d}"
        held = f"{max(taken):7.0f} {taken[-1] - taken[0]:+6.0f}"
        return f"  {name:14s} {waited} {held} {100 * self.server:7.0f} {100 * self.client:7.0f}"


HEAD = (
    f"  {'':14s} {'clicks':>6s} {'p50 s':>7s} {'p95 s':>7s} {'max s':>7s} {'errors':>6s} {'left':>5s} "
    f"{'MB most':>7s} {'more':>6s} {'server%':>7s} {'client%':>7s}"
)


async def crowd(site: str, pid: int, people: int, warm: float, measured: float, every: float = EVERY) -> Crowd:
    """So many people click for so many seconds, of which the first `warm` do not count."""
    found, began = Crowd(), time.monotonic()
    until = began + warm + measured
    # Who comes in comes one after the other, over half of what does not count: nobody's first look is everybody's.
    come = [max(every, warm / 2) * number / people for number in range(people)]
    everyone = [_person(site, number, at, found, until, every) for number, at in enumerate(come)]
    watching = asyncio.create_task(_watch(pid, found, until))
    measuring = asyncio.create_task(_shares(pid, found, warm, measured))
    await asyncio.gather(*everyone)
    for task in (watching, measuring):
        await task
    found.clicks = [(at, seconds) for at, seconds in found.clicks if at - began >= warm]
    found.memory = [(at - began, memory) for at, memory in found.memory if at - began >= warm]
    return found


async def _person(site: str, number: int, at: float, found: Crowd, until: float, every: float) -> None:
    chance = random.Random(number)
    await asyncio.sleep(at)
    try:
        async with wire.tab(site) as tab:
            look = await _timed(tab.open("", **address(number)), found)
            due = time.monotonic() + every
            while due < until:
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                boxes = [box for box in look.boxes if _BOXES.search(box.id) and len(box.options) > 1]
                if boxes and chance.random() < 0.5:
                    box = chance.choice(boxes)
                    look = await _timed(tab.choose(box, _another(box, chance)), found)
                else:
                    look = await _timed(tab.go(chance.choice(list(tab.pages))), found)
                due = max(due + every, time.monotonic())
    except TimeoutError:
        found.left += 1
    except (OSError, WebSocketException) as fault:
        found.errors.append(f"person {number}: {type(fault).__name__} {fault}")


def _another(box: wire.Selectbox, chance: random.Random) -> str:
    return chance.choice([option for option in box.options if option != box.raw_value])


async def _timed(asked: wire.Awaited, found: Crowd) -> wire.Look:
    began = time.monotonic()
    try:
        look = await asked
    finally:  # who gave up waited too
        found.clicks.append((began, time.monotonic() - began))
    found.errors += look.errors
    return look


async def _watch(pid: int, found: Crowd, until: float) -> None:
    while time.monotonic() < until:
        found.memory.append((time.monotonic(), memory_mb(pid)))
        await asyncio.sleep(1)


async def _shares(pid: int, found: Crowd, warm: float, measured: float) -> None:
    await asyncio.sleep(warm)
    before, own = _spent(pid), time.process_time()
    await asyncio.sleep(measured)
    found.server = (_spent(pid) - before) / measured
    found.client = (time.process_time() - own) / measured


def memory_mb(pid: int) -> float:
    """Resident memory of a process, in MB (1,000,000 bytes)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _spent(pid: int) -> float:
    """Seconds of the processor of a process, its ended children included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / _TICKS
