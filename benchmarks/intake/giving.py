"""Give another association the sums of our answers: what it needs to pool them with its own, and no respondent."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil, log2
from typing import Any

import pandas as pd

from benchmarks import policy
from benchmarks.estimates.sums import SurveySums, as_summed, nps_side, survey_sums
from benchmarks.intake import sums_file as file
from benchmarks.scope.selection import Selection
from benchmarks.specs.models import SectorSpec
from benchmarks.specs.spec import Specs
from data.frames import each_row
from data.kept.given import sums as kept
from data.refusal import Refused
from data.store import Store
from data.viewer import Viewer

_BITS = 53  # of a number in the file
# Sums in which answers stand, that say something of their own: of yes and no all powers are one; of nps each side too.
_TOLD = {"share": 3, "top_box": 3, "nps": 8}  # otherwise swy, swyy, swyyy, va, vb


@dataclass(frozen=True)
class Given:
    """The file; how many results it tells, and how many it names without telling."""

    content: bytes
    results: int
    left_out: int


def give(store: Store, specs: Specs, viewer: Viewer, sector: str, wave: str) -> Given:
    """The sums of a wave's own answers, a row a result; that they were given is kept.

    Blank: what rests on fewer than MIN_CELL answers, what would tell of so few beside sums that were given before, and
    what who knows weights and design could solve for answers (telling, least_hidden). Sums of others are not passed on.
    Refuses (Refused) a sector without spec, who is not of its association, and a wave without answers.
    """
    if sector not in specs:
        raise Refused("no_sector", sector=sector, known=", ".join(sorted(specs)))
    if not viewer.may_load("sums", sector):
        raise Refused("sums_not_yours", sector=sector)
    # What is given is kept: in a demonstration, where nothing is, nothing comes or goes between two files either.
    with store.cursor() if store.sealed else store.write() as cursor:
        sources = kept.sources(cursor, sector, wave)
        own = Selection(sector=sector, wave=wave)
        sums = survey_sums(store, specs, own, own=True) if sources else None
        if sums is None:
            raise Refused("sums_nothing", sector=sector, wave=wave)
        live = frozenset(each.batch for each in sources)
        answers = kept.answers_by_batch(cursor, sector, wave, policy.MIN_CELL)
        before, values = kept.exports(cursor, sector, wave), kept.values(cursor, sector, wave)
        sides = {side: nps_side(store, sums, own, side, own=True) for side in file.SIDES}

        def tells(key: kept.Result, statistic: str) -> bool:
            return telling(live, answers, before, key, least_hidden(statistic, values.get(key[2], 2)))

        # Groups come from an engine of many threads in any order: a file of the same answers is the same file.
        rows = sorted(_results(specs[sector], sums, sides, tells), key=lambda row: (row.name, row.statistic))
        told = sum(each.sums is not None for each in rows)
        content = file.SumsFile(
            format=file.FORMAT,
            sector=sector,
            wave=wave,
            spec=file.SpecName(version=specs[sector].version, digest=specs[sector].digest),
            synthetic=any(each.synthetic for each in sources),
            least=policy.MIN_CELL,
            batches=[file.Batch(survey=each.survey, sha256=each.sha256) for each in sources],
            surveys=kept.design(cursor, sector, wave),
            results=rows,
        ).written()
        more = {"results": told, "left_out": len(rows) - told}
        if not store.sealed:
            kept.keep_export(cursor, viewer, (sector, wave), sha256(content).hexdigest(), sorted(live), more)
    return Given(content, told, len(rows) - told)


def telling(
    live: Iterable[int],
    answers: Mapping[int, Mapping[kept.Result, kept.Held]],
    before: Sequence[frozenset[int]],
    key: kept.Result,
    hidden: int = 0,
) -> bool:
    """Whether the sums of a result over these batches may be given, after those over earlier sets of batches.

    It rests on MIN_CELL answers or more, and so does each batch that came or went since any of them was given: whoever
    holds two files takes one off the other. An earlier file that was blank there takes nothing away. Rare answers
    (kept.Held) are none, or `hidden` and more.
    Source: Hundepool et al. (2012), Statistical Disclosure Control, 3.3 (differencing).
    """

    def enough(n: int, rare: int) -> bool:
        return n >= policy.MIN_CELL and (rare == 0 or rare >= hidden)

    told: list[frozenset[int]] = []
    for each in (*before, frozenset(live)):
        held = {batch: answers.get(batch, {}).get(key, kept.Held(0)) for batch in each.union(*told)}
        moved = {batch for one in told for batch in one.symmetric_difference(each)}
        whole = enough(sum(held[batch].n for batch in each), sum(held[batch].rare for batch in each))
        tells = whole and all(held[batch].n == 0 or enough(*held[batch]) for batch in moved)
        told += [each] if tells else []
    return tells


def least_hidden(statistic: str, values: int) -> int:
    """How many rare answers no sums can be solved for by who knows every weight, stratum and sampling point.

    Each sum that holds answers is a number of _BITS digits, and one equation: m answers of so many `values` can be
    solved for as long as the sums tell more digits than the answers have, m x log2(values). Answers that share weight,
    stratum and sampling point can be exchanged without a change in any sum: nothing but their distribution can be had.
    Source: Lagarias and Odlyzko (1985), Solving low-density subset sum problems, Journal of the ACM 32.
    """
    return ceil(_BITS * _TOLD.get(statistic, 5) / log2(max(values, 2)))


def _results(
    spec: SectorSpec, sums: SurveySums, sides: dict[str, pd.DataFrame], tells: Callable[[kept.Result, str], bool]
) -> Iterator[file.Result]:
    rows = sums.rows.assign(code=sums.rule("code"), statistic=sums.rule("statistic"), centre=sums.rule("centre"))
    of_nps = {side: iter(each_row(frame)) for side, frame in sides.items()}
    for row in each_row(rows):
        each = {"": row}
        if row.statistic == "nps":
            each |= {side: next(of_nps[side]) for side in file.SIDES}
        enterprise, category = sums.text[row.enterprise], sums.text[row.category]
        told = tells((enterprise, category, row.code), row.statistic)
        statistic, top_from = as_summed(spec.indicator(row.code))
        yield file.Result(
            enterprise=enterprise,
            category=category,
            indicator=row.code,
            statistic=statistic,
            top_from=top_from,
            centre=float(row.centre),
            responses=float(row.responses) if told else None,
            sums={side: _sums(one) for side, one in each.items()} if told else None,
        )


def _sums(row: Any) -> file.Sums:
    return file.Sums(**{name: float(getattr(row, name)) for name in file.Sums.model_fields})
