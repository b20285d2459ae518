"""CUT: estimates by the parts of a facet, each held against the rest, of one enterprise and of all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from benchmarks.columns import CUT, KEYS
from benchmarks.cuts import gap, sums, told
from benchmarks.cuts.made import Made, Names, named, nothing
from benchmarks.cuts.parts import ALL, WHOLE, chosen_facets, domains
from benchmarks.cuts.split import changes_of
from benchmarks.cuts.tested import tested_parts
from benchmarks.cuts.together import everyone, state
from benchmarks.estimates.covariance import covariances
from benchmarks.estimates.sums import live_rounds
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope.once import once
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.wave import in_order


def cuts(reading: Reading, *, facet: str = "", by: str = "") -> pd.DataFrame:
    """CUT rows of a facet, crossed with a second one where `by` names it: those the viewer may have, worst first.

    Without a facet each sector is cut by the first of its spec.

    One row an enterprise (or "all"), category, wave, indicator and part; tests by what makers and products are, not by
    respondents. Units as reported; gap_to_rest positive where the part is better than all else; q_value over all rows
    that are told; flag: those of the estimate, small_cell and rest_not_told; finding: one of
    benchmarks.cuts.gap.FINDINGS. Sectors without the facet are left out.
    Refuses (Refused) a facet no sector has, one crossed with itself. Formula: docs/method.md, "Cuts".
    """
    rows = reading.selection.only(_told(reading, _chosen(reading, facet, by)))
    return _sorted(gap.judged(rows))[list(CUT)]


def cut_changes(reading: Reading, *, facet: str = "", by: str = "") -> pd.DataFrame:
    """CUT_CHANGE rows: the change of each whole from wave to wave, split over the parts of a facet (as `cuts`).

    Signed so that positive is better, in the reported unit: change = within + mix + both. A selected wave is the later
    one. Where a part is not told nothing is: what it brings would follow; nor where the series breaks. The
    interval has the covariance of the PSUs that the two waves share, of all makers together too.
    Formula: benchmarks.cuts.split.split.
    """
    chosen, asked = _chosen(reading, facet, by), reading.selection
    waves = _with_the_one_before(reading.all_waves(), asked.wave)
    each = [reading.of(replace(asked, wave=wave)) for wave in waves]
    rows = asked.all_waves().only(_joined([_told(one, chosen) for one in each]))
    made = [
        _made(part, chosen[part.sector], step).wholes
        for one in each
        for part in one.rounds
        if part.sector in chosen
        for step in _STEPS.values()
    ]
    covariance = pd.concat([reading.covariance, *_of_all(reading)], ignore_index=True)
    return changes_of(rows, _joined(made), covariance, reading.breaks)


def _of_all(reading: Reading) -> list[pd.DataFrame]:
    """COVARIANCE rows of all makers together, of each sector."""
    return [
        once(
            reading.store,
            ("covariances of all", sector, id(reading.specs)),
            reading.store.versions().of({sector}, "survey"),
            partial(covariances, reading.store, reading.specs, Selection(sector=sector), ALL),
            reading.specs,
        )
        for sector in sorted({one.sector for one in reading.rounds})
    ]


def _with_the_one_before(reading: Reading, wave: str | None) -> list[str | None]:
    """A wave and the last one before it that is shown; None, which is all of them, where none is named."""
    if wave is None:
        return [None]
    waves = in_order(sorted({one.wave for one in reading.rounds if one.wave} | {wave}))
    return list(waves[max(0, waves.index(wave) - 1) : waves.index(wave) + 1])


def _told(reading: Reading, chosen: Mapping[str, Names]) -> pd.DataFrame:
    """Parts with their rest, of everything the viewer may have in the selected waves and sectors."""
    whole, found = reading.whole(), []
    for source, step in _STEPS.items():
        own = [_made(one, chosen[one.sector], step).parts for one in reading.rounds if one.sector in chosen]
        found.append(told.own(_joined(own), reading.viewer))
        for one in whole.rounds:
            if one.sector in chosen:
                names = chosen[one.sector]
                found.append(everyone(_made(one, names, step), whole, one, names, source))
    return _joined(found)


def _chosen(reading: Reading, facet: str, by: str) -> dict[str, Names]:
    """The facets that are asked for, of each sector that has them."""
    specs = reading.specs
    if not facet:
        return {sector: (spec.facets[0].id,) for sector, spec in specs.items() if spec.facets}
    names: Names = (facet, by) if by else (facet,)
    having = {sector: names for sector, spec in specs.items() if chosen_facets(spec, names) is not None}
    if not having:
        every = dict.fromkeys(each.id for spec in specs.values() for each in spec.facets)
        raise Refused("cut_facet_unknown", got=" + ".join(names), known=", ".join(every) or "-")
    return having


def _made(one: Round, names: Names, step: Callable[[Round, Names], Made]) -> Made:
    """What is made of a round's answers or samples, once for all who ask."""
    return once(one.store, (*one.key(step), names), state(one), partial(step, one, names), one.specs)


def parts_of(one: Round, names: Names) -> Made:
    """What is estimated of everyone in a round by these facets."""
    facets = chosen_facets(one.specs[one.sector], names) or []
    live = live_rounds(one.store, one.selection)
    found = domains(one.store, live, facets, one.sector) if len(live) else None
    if found is None or found.domains.empty:
        return nothing()
    rows = sums.estimated(one.store, one.specs, live, found)
    if rows.empty:
        return nothing()
    who = found.who.assign(sector=one.sector, wave=one.wave, of="")
    rows = named(rows, found.domains, who, one, names)
    return Made(gap.with_rest(rows), rows[rows["side"] == WHOLE], who)


_STEPS: dict[str, Callable[[Round, Names], Made]] = {"survey": parts_of, "test": tested_parts}


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    full = [each for each in frames if len(each)]
    if full:
        return pd.concat(full, ignore_index=True)
    numbers = ["n", "rest_n", "gap_to_rest", "gap_low", "gap_high", "p"]
    return pd.DataFrame(columns=[*CUT, "rest_n", "p", "source", "of"]).astype(dict.fromkeys(numbers, float))


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    """By keys, waves in time order, within an indicator the parts that are furthest behind first."""
    waves = {code: place for place, code in enumerate(in_order(sorted(set(rows["wave"]))))}
    placed = rows.assign(_wave=rows["wave"].map(waves), _all=rows["enterprise"] != ALL)
    keys = [*(name for name in KEYS if name not in ("wave", "enterprise"))]
    order = ["sector", "_wave", "category", "_all", "enterprise", keys[-1], "gap_to_rest", "part"]
    return placed.sort_values(order, kind="stable", ignore_index=True).drop(columns=["_wave", "_all"])
