"""Which question an answer was given to: a short print of its wording and one of its scale, kept with every batch."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import pairwise

import pandas as pd

from benchmarks.specs.models import Indicator, SectorSpec
from data.wave import Wave, in_order

Prints = dict[str, str]  # indicator -> print of its question
Breaks = Mapping[tuple[str, str], tuple[date, ...]]  # sector and indicator -> first days of new series
_LENGTH = 12  # hex digits: two of a thousand questions share a print once in some hundred million specs


def question_print(indicator: Indicator) -> str:
    """`wording.scale` of a surveyed indicator: the same print is the same question on the same scale.

    wording: what is asked, of whom, the words of the answers and the place in the order; scale: what may be answered.
    """
    words = (indicator.ask, indicator.asked_if, indicator.ends, indicator.answers)
    told = [None if each is None else each.model_dump() for each in words]
    scale = [indicator.range.min, indicator.range.max, indicator.only_whole, indicator.statistic == "share"]
    return ".".join(_short(each) for each in ([*told, indicator.order], scale))


def _short(said: list) -> str:
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:_LENGTH]


def prints(spec: SectorSpec) -> Prints:
    """The print of each surveyed indicator that has a question."""
    return {each.id: question_print(each) for each in spec.indicators if each.source == "survey" and each.ask}


def reworded(before: Prints, now: Prints) -> tuple[list[str], list[str]]:
    """Indicators whose wording or place differs, and those whose scale does; what only one of the two knows is new."""
    both = [name for name in now if name in before and before[name] != now[name]]
    scale = [name for name in both if before[name].partition(".")[2] != now[name].partition(".")[2]]
    return [name for name in both if name not in scale], scale


def breaks_of(specs: Mapping[str, SectorSpec], asked: pd.DataFrame) -> Breaks:
    """Days on which the series of an indicator breaks: those its spec names, and starts of waves that asked otherwise.

    asked: sector, wave, indicator and the print of the question (`asked`), one row a batch. A wave asks otherwise where
    its prints are not those of the wave before it that has any; waves in order of their start.
    """
    found = {(sector, each.id): set(each.breaks) for sector, spec in specs.items() for each in spec.indicators}
    for (sector, indicator), rows in asked.groupby(["sector", "indicator"], sort=False):
        waves = {str(wave): frozenset(said) for wave, said in rows.groupby("wave")["asked"]}
        for before, after in pairwise(in_order(list(waves))):
            if waves[before] != waves[after] and (str(sector), str(indicator)) in found:
                found[str(sector), str(indicator)].add(Wave.parse(after).start)
    return {pair: tuple(sorted(days)) for pair, days in found.items()}


def broken(days: Sequence[date], before: date, after: date) -> bool:
    """Whether a series breaks after a wave that starts on `before`, at or before one that starts on `after`."""
    return any(before < day <= after for day in days)


def asked_anew(breaks: Breaks, sector: str, before: str, after: str) -> tuple[str, ...]:
    """Indicators whose series breaks between two waves (codes), of a sector or, where it is "", of all of them."""
    ends = Wave.parse(before).start, Wave.parse(after).start
    pairs = sorted(pair for pair, days in breaks.items() if sector in ("", pair[0]) and broken(days, *ends))
    return tuple(dict.fromkeys(indicator for _, indicator in pairs))
