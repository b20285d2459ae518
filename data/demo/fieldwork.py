"""A round of the demo that is still running: what is planned, and the export of the interviews that are in so far."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

SECTOR, CATEGORY, SURVEY, WAVE = "catering", "canteen", "CAT-survey", "2026H2"
STARTS, ENDS, AS_OF = date(2026, 10, 5), date(2026, 11, 30), date(2026, 11, 1)
_STRATA, _EACH = ("north", "east", "south"), 20  # interviews of a maker and stratum
_SLOW = {1: 0.35, 4: 0.45, 7: 0.4}  # the makers that will miss their sample, by place, and their pace
_HASTY, _HOURLY = "I-03", "I-06"  # an interviewer to look at, and one who works at night


class Running(NamedTuple):
    """The files of the round, CSV: its plan and what is in."""

    plan: bytes
    interim: bytes


def running(spec: Any, makers: list[str]) -> Running:
    """The plan, and interviews until AS_OF, of a sector's spec and the codes of the makers of the category."""
    generator = np.random.default_rng(20261101)
    plan = ["stratum,enterprise,category,take"]
    plan += [f"{stratum},{maker},{CATEGORY},{_EACH}" for maker in makers for stratum in _STRATA]
    asked = [each for each in spec.indicators if each.source == "survey" and CATEGORY in each.categories]
    head = ["response", "start", "end", "interviewer", "disposition", "enterprise", "category", "stratum", "psu"]
    rows = [[*head, *(each.id for each in asked)]]
    share = (AS_OF - STARTS).days / (ENDS - STARTS).days
    for place, maker in enumerate(makers):
        for at, stratum in enumerate(_STRATA):
            n = round(_EACH * share * 1.4 * _SLOW.get(place, 1.0))
            for k in range(n):
                number = len(rows)
                rows.append(_interview(generator, number, (maker, stratum, at, k), asked))
            rows += [
                _contact(len(rows) + extra, code, (maker, stratum, at)) for extra, code in enumerate(_codes(at, n))
            ]
    width = len(rows[0])
    return Running(_text([line.split(",") for line in plan]), _text([row + [""] * (width - len(row)) for row in rows]))


def _interview(generator: Any, number: int, at: tuple[str, str, int, int], asked: list) -> list[str]:
    maker, stratum, place, k = at
    who = f"I-{(number * 7 + place) % 8 + 1:02}"
    day = STARTS + timedelta(days=int(generator.integers(0, (AS_OF - STARTS).days + 1)))
    hour = 23 if who == _HOURLY and k % 3 == 0 else int(generator.integers(9, 20))
    begun = datetime(day.year, day.month, day.day, hour, int(generator.integers(0, 60)))
    hasty = who == _HASTY and k % 2 == 0
    seconds = int(generator.integers(50, 80)) if hasty else int(generator.integers(240, 700))
    told = [f"C{number:05}", str(begun), str(begun + timedelta(seconds=seconds)), who, "1.1"]
    answers = ["8" if hasty and each.statistic != "share" else _answer(generator, each) for each in asked]
    return [*told, maker, CATEGORY, stratum, f"{stratum}-{k % 5 + 1}", *answers]


def _answer(generator: Any, indicator: Any) -> str:
    if indicator.statistic == "per_100":
        return str(int(generator.poisson(0.4)))
    if indicator.statistic == "share":
        return str(int(generator.random() < 0.9))
    return str(int(np.clip(round(generator.normal(7.6, 1.7)), indicator.range.min, indicator.range.max)))


def _codes(place: int, n: int) -> list[str]:
    """Contacts that are no interview, fewer in the first stratum than in the last."""
    return ["2.1"] * (n // 3) + ["2.2"] * (n * (place + 1) // 3) + ["3.1"] * (n // 4) + ["4.7"] * (n // 5)


def _contact(number: int, code: str, at: tuple[str, str, int]) -> list[str]:
    maker, stratum, _ = at
    return [f"C{number:05}", "", "", "", code, maker, CATEGORY, stratum]


def _text(rows: list[list[str]]) -> bytes:
    return ("\n".join(",".join(row) for row in rows) + "\n").encode()


def applicable(specs: Mapping[str, Any]) -> bool:
    """Whether these specs still have the sector and the category."""
    return SECTOR in specs and CATEGORY in {each.id for each in specs[SECTOR].categories}
