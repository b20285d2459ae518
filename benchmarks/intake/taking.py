"""Take sums that another association gives: checked whole, kept as a batch that counts and can be withdrawn."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from benchmarks import policy
from benchmarks.estimates.sums import as_summed
from benchmarks.intake import sums_file as file
from benchmarks.specs.models import SectorSpec
from benchmarks.specs.spec import Specs
from data.kept import batches
from data.kept.batches import Upload
from data.kept.given import sums as kept
from data.kept.register import enterprises
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer

_MOST_NAMES = 5


@dataclass(frozen=True)
class Taken:
    """The batch, None where anything is refused; all of that; how many results came with sums, and how many without."""

    batch: int | None
    problems: tuple[Refused, ...]
    results: int = 0
    left_out: int = 0


def take(
    store: Store,
    specs: Specs,
    viewer: Viewer,
    content: bytes,
    name: str,
    place: tuple[str, str],
    *,
    apart: bool = False,
) -> Taken:
    """Keep the sums of another association's answers of a (sector, wave) as a batch; nothing where anything is wrong.

    apart: surveys of one name here and there were drawn apart, and only bear the same one.
    Refuses (Refused) a sector without spec and who is not of its association; all else is told in `problems`.
    """
    sector, wave = place
    if sector not in specs:
        raise Refused("no_sector", sector=sector, known=", ".join(sorted(specs)))
    if not viewer.may_load("sums", sector):
        raise Refused("sums_not_yours", sector=sector)
    try:
        given = file.parsed(content)
    except Refused as refused:
        return Taken(None, (refused,))
    with store.write() as cursor:
        problems = (*_other(given, specs[sector], wave), *_twice(cursor, given, apart), *_wrong(given, specs[sector]))
        known = enterprises(store, LOCAL)
        makers = set(known.loc[known["sector"] == sector, "enterprise"])
        if strange := {each.enterprise for each in given.results} - makers:
            problems = (*problems, Refused("sums_makers", sector=sector, names=_named(strange)))
        if problems:
            return Taken(None, problems)
        record = {"batches": [each.sha256 for each in given.batches], "surveys": given.surveys, "apart": apart}
        surveys = ", ".join(sorted(given.surveys))[:100]
        typed = typed_sums(given)
        upload = Upload(
            *("sums", sector, content, name, surveys, wave),
            spec_version=given.spec.version,
            synthetic=given.synthetic,
            record={"sums": record},
        )
        number = batches.write_batch(cursor, upload, typed, viewer, lambda *_: None)
    told = sum(each.sums is not None for each in given.results)
    return Taken(number, (), told, len(given.results) - told)


def typed_sums(given: file.SumsFile) -> pa.Table:
    """The results that are told, a row a side, as data.kept.given.sums.write_sums takes them."""
    texts = ("enterprise", "category", "indicator", "side", "statistic")
    numbers = ("top_from", "centre", *file.Sums.model_fields, "responses")
    rows = [
        {**each.model_dump(exclude={"sums"}), "side": side, **one.model_dump()}
        for each in given.results
        for side, one in (each.sums or {}).items()
    ]
    kinds = [*((name, pa.string()) for name in texts), *((name, pa.float64()) for name in numbers)]
    return pa.Table.from_pylist(rows, pa.schema(kinds))


def _other(given: file.SumsFile, spec: SectorSpec, wave: str) -> Iterator[Refused]:
    """What it is about: another sector, wave or spec."""
    if given.sector != spec.sector:
        yield Refused("sums_sector", got=given.sector, sector=spec.sector)
    if given.wave != wave:
        yield Refused("sums_wave", got=given.wave, wave=wave)
    if given.sector == spec.sector and (given.spec.version, given.spec.digest) != (spec.version, spec.digest):
        here = {"version": spec.version, "digest": spec.digest[:8]}
        yield Refused("sums_spec", got=given.spec.version, got_digest=given.spec.digest[:8], **here)


def _twice(cursor: duckdb.DuckDBPyConnection, given: file.SumsFile, apart: bool) -> Iterator[Refused]:
    """What is in the store already: the same answers, the same sampling points, halves of one stratum."""
    sent, place = {each.sha256 for each in given.batches}, (given.sector, given.wave)
    for source in kept.sources(cursor, *place):
        if source.sha256 in sent:
            yield Refused("sums_own", batch=source.batch)
    held, taken = [kept.design(cursor, *place)], kept.taken(cursor, *place)
    for batch, record in taken.items():
        held.append(record["surveys"])
        if sent & set(record["batches"]):
            yield Refused("sums_twice", batch=batch)
    for survey, strata in given.surveys.items() if not apart else ():
        here = [each[survey] for each in held if survey in each]
        points = {psu for each in here for name, all_ in strata.items() for psu in set(all_) & set(each.get(name, ()))}
        common = {name or "-" for each in here for name in strata if name in each}
        if points:
            yield Refused("sums_psu", survey=survey, names=_named(points))
        elif common:
            yield Refused("sums_strata", survey=survey, names=_named(common))


def _wrong(given: file.SumsFile, spec: SectorSpec) -> Iterator[Refused]:
    """What no export of this program holds."""
    least, asked = policy.MIN_CELL, {each.id: each for each in spec.indicators if each.source == "survey"}
    strange, few, impossible = [], [], []
    for each in given.results:
        indicator = asked.get(each.indicator)
        asks = indicator is not None and indicator.applies_to(each.category)
        if indicator is None or not asks or (each.statistic, each.top_from) != as_summed(indicator):
            strange.append(each.name)
        elif each.sums is not None:
            sides = {"", *file.SIDES} if each.statistic == "nps" else {""}
            if set(each.sums) != sides or each.responses is None or not all(map(_possible, each.sums.values())):
                impossible.append(each.name)
            elif min(one.n for one in each.sums.values()) < least:
                few.append(each.name)
    twice = [name for name, n in Counter(each.name for each in given.results).items() if n > 1]
    found = (("sums_codes", strange), ("sums_repeated", twice), ("sums_few", few), ("sums_impossible", impossible))
    for code, names in found:
        if names:
            yield Refused(code, names=_named(names), least=least)
    if not any(each.sums for each in given.results):
        yield Refused("sums_empty", least=least)


def _possible(one: file.Sums) -> bool:
    """Whether there can be answers of these sums: weights above 0, squares that hold their means (Cauchy, Schwarz)."""
    square = one.swyy * one.sw * (1 + 1e-9) + 1e-12 >= one.swy**2
    return one.n == int(one.n) and one.sw > 0 and one.sww > 0 and one.psus >= one.strata >= 1 and square


def _named(names: Iterable[str]) -> str:
    found = sorted(set(names))
    more = f" … ({len(found)})" if len(found) > _MOST_NAMES else ""
    return ", ".join(found[:_MOST_NAMES]) + more


def read_again(content: bytes) -> pa.Table:
    """What a batch of sums holds, from the bytes it came as."""
    return typed_sums(file.parsed(content))
