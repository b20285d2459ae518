"""Levels as they are not: specs in which one or several levels in force on a day have another value."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from benchmarks.columns import LEVELS
from benchmarks.specs.draft import possible
from benchmarks.specs.lookup import find
from benchmarks.specs.models import Indicator, SectorSpec
from benchmarks.specs.parts import LevelEntry
from benchmarks.specs.spec import Specs
from data.refusal import Refused


class Shift(NamedTuple):
    """A level of an indicator and the value it is supposed to have, in the reported unit."""

    indicator: str
    level: str
    value: float


def number(text: str) -> float:
    """A number as it is typed, 64% being 0.64; ValueError where it is none or not finite."""
    found = float(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    if found != found or found in (float("inf"), float("-inf")):
        raise ValueError(text)
    return found


def shifts(text: str) -> tuple[Shift, ...]:
    """The shifts written indicator:level=value, separated by commas. Refuses (Refused) what is written otherwise."""
    return tuple(_shift(each.strip()) for each in text.split(",") if each.strip())


def _shift(text: str) -> Shift:
    place, _, value = text.partition("=")
    indicator, _, level = (each.strip() for each in place.partition(":"))
    try:
        if level in LEVELS:
            return Shift(indicator, level, number(value))
    except ValueError:
        pass
    raise Refused("bad_supposed_level", form="indicator:floor=value", got=text)


def supposed(specs: Specs, sector: str, wave: str, day: date, changes: Sequence[Shift]) -> Specs:
    """The specs with these levels of a sector, in force on the first day of a wave, at other values.

    Refuses (Refused) an indicator or level that is not there, a value the indicator cannot have, and levels that would
    no longer tighten from floor to frontier; kind, citation and dates stay as they are.
    """
    spec = specs[sector]
    for each in changes:
        measure = find(specs, sector, each.indicator)
        if measure is None:
            raise Refused("no_indicator", got=each.indicator)
        if measure.level_at(each.level, day) is None:
            raise Refused("no_such_level", indicator=each.indicator, level=each.level, wave=wave)
        refuse_impossible(measure, each.value)
    moved = tuple(_moved(each, day, [one for one in changes if one.indicator == each.id]) for each in spec.indicators)
    other: SectorSpec = spec.model_copy(update={"indicators": moved})
    return Specs({**specs, sector: other}, specs.digest)


def refuse_impossible(measure: Indicator, value: float) -> None:
    """Refuse a value that the indicator cannot have."""
    low, high = possible(measure)
    if not low <= value <= high:
        raise Refused("impossible_value", indicator=measure.id, low=f"{low:g}", high=f"{high:g}", got=f"{value:g}")


def _moved(measure: Indicator, day: date, changes: Sequence[Shift]) -> Indicator:
    if not changes:
        return measure
    values = {each.level: each.value for each in changes}
    levels = {level: tuple(_entries(measure, level, day, values)) for level in LEVELS}
    out: Indicator = measure.model_copy(update={"levels": measure.levels.model_copy(update=levels)})
    ladder = [entry.value for entry in out.levels_at(day).values()]
    if ladder != sorted(ladder, reverse=measure.direction == "lower"):
        raise Refused("levels_out_of_order", indicator=measure.id, values=", ".join(f"{each:g}" for each in ladder))
    return out


def _entries(measure: Indicator, level: str, day: date, values: dict[str, float]) -> Iterator[LevelEntry]:
    used = measure.level_at(level, day)
    for entry in getattr(measure.levels, level):
        moves = level in values and entry is used
        yield LevelEntry.model_copy(entry, update={"value": values[level]}) if moves else entry
