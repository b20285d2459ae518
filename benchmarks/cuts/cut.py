"""CUT: estimates by the parts of a facet, each held against the rest, of one enterprise and of all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.columns import CUT, KEYS
from benchmarks.cuts import gap, sequence, sums, told
from benchmarks.cuts.parts import ALL, CROSS, PART, REST, WHOLE, Domains, chosen_facets, domains, met_by
from benchmarks.cuts.split import changes_of
from benchmarks.estimates.covariance import covariances
from benchmarks.estimates.sums import live_rounds
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope import disclosure
from benchmarks.scope.once import once
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.refusal import Refused
from data.wave import in_order

Names = tuple[str, ...]  # ids of one facet, or of two that are crossed
_KINDS = ("register", "products")  # files that say what belongs to which part
Place = tuple[str, str, str]  # sector, category, wave


class Made(NamedTuple):
    """Of a round: rows of gap.with_rest, estimates of the wholes, and who answered (sector to part, enterprise)."""

    parts: pd.DataFrame
    wholes: pd.DataFrame
    who: pd.DataFrame


def cuts(reading: Reading, *, facet: str = "", by: str = "") -> pd.DataFrame:
    """CUT rows of a facet, crossed with a second one where `by` names it: those the viewer may have, worst first.

    Without a facet each sector is cut by the first of its spec.

    One row an enterprise (or "all"), category, wave, survey indicator and part. Units as reported; gap_to_rest positive
    where the part is better than all else; q_value over all rows that are told; flag: those of the estimate, small_cell
    and rest_not_told; finding: one of benchmarks.cuts.gap.FINDINGS. Sectors without the facet are left out.
    Refuses (Refused) a facet no sector has, one crossed with itself. Formula: docs/method.md, "Cuts".
    """
    rows = reading.selection.only(_told(reading, _chosen(reading, facet, by)))
    return _sorted(gap.judged(rows))[list(CUT)]


def cut_changes(reading: Reading, *, facet: str = "", by: str = "") -> pd.DataFrame:
    """CUT_CHANGE rows: the change of each whole from wave to wave, split over the parts of a facet (as `cuts`).

    Signed so that positive is better, in the reported unit: change = within + mix + both. A selected wave is the later
    one. Where a part is not told nothing is: what it brings would follow. The interval has the covariance of the PSUs
    that the two waves share, of all makers together too.
    Formula: benchmarks.cuts.split.split.
    """
    chosen, asked = _chosen(reading, facet, by), reading.selection
    waves = _with_the_one_before(reading.all_waves(), asked.wave)
    each = [reading.of(replace(asked, wave=wave)) for wave in waves]
    rows = asked.all_waves().only(_joined([_told(one, chosen) for one in each]))
    made = [
        _made(one, part, chosen[part.sector]).wholes for one in each for part in one.rounds if part.sector in chosen
    ]
    return changes_of(rows, _joined(made), pd.concat([reading.covariance, *_of_all(reading)], ignore_index=True))


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
    whole = reading.whole()
    own = [_made(reading, one, chosen[one.sector]).parts for one in reading.rounds if one.sector in chosen]
    all_makers = [_everyone(whole, one, chosen[one.sector]) for one in whole.rounds if one.sector in chosen]
    return _joined([told.own(_joined(own), reading.viewer), *all_makers])


def _chosen(reading: Reading, facet: str, by: str) -> dict[str, Names]:
    """The facets that are asked for, of each sector that has them."""
    specs = reading.specs
    if not facet:
        return {sector: (spec.facets[0].id,) for sector, spec in specs.items() if spec.facets}
    names: Names = (facet, by) if by else (facet,)
    having = {sector: names for sector, spec in specs.items() if chosen_facets(spec, names) is not None}
    if not having:
        every = dict.fromkeys(each.id for spec in specs.values() for each in spec.facets)
        raise Refused(f"No sector has the facet {' and '.join(names)}. Known: {', '.join(every) or 'none'}.")
    return having


def _made(reading: Reading, one: Round, names: Names) -> Made:
    """What parts_of gives, made once for all who ask."""
    versions = reading.store.versions()
    state = one.version, *(versions.of({one.sector}, kind) for kind in _KINDS)
    return once(one.store, (*one.key(parts_of), names), state, partial(parts_of, one, names), one.specs)


def parts_of(one: Round, names: Names) -> Made:
    """What is estimated of everyone in a round by these facets."""
    facets = chosen_facets(one.specs[one.sector], names) or []
    live = live_rounds(one.store, one.selection)
    found = domains(one.store, live, facets, one.sector) if len(live) else None
    if found is None or found.domains.empty:
        return Made(*(pd.DataFrame() for _ in Made._fields))
    rows = sums.estimated(one.store, one.specs, live, found)
    if rows.empty:
        return Made(rows, rows, rows)
    named = _named(rows, found, one, names)
    return Made(gap.with_rest(named), named[named["side"] == WHOLE], found.who.assign(sector=one.sector, wave=one.wave))


def _named(rows: pd.DataFrame, found: Domains, one: Round, names: Names) -> pd.DataFrame:
    """Domains by enterprise, part and side, with the direction of each indicator and how many makers answered."""
    where = found.domains.set_index("domain").loc[-1 - rows["domain"].to_numpy()].reset_index(drop=True)
    spec = one.specs[one.sector]
    direction = {each.id: each.direction for each in spec.indicators}
    named = rows.assign(**{name: where[name].to_numpy() for name in ("enterprise", "part", "side")})
    named = named.assign(facet=CROSS.join(names), direction=named["indicator"].map(direction))
    return named.assign(makers=_makers(named, found.who))


def _makers(rows: pd.DataFrame, who: pd.DataFrame) -> np.ndarray:
    """How many makers answered in each domain's category."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in each_row(who):
        found.setdefault((one.category, one.part), set()).add(one.enterprise)
    counts: dict[tuple[str, str, str], int] = {}
    for (category, part), makers in found.items():
        rest = set().union(*(others for (c, p), others in found.items() if c == category and p != part))
        counts |= {(category, part, PART): len(makers), (category, part, REST): len(rest)}
    keys = zip(rows["enterprise"], rows["category"], rows["part"], rows["side"], strict=True)
    return np.array([counts.get((c, p, side), 0) if maker == ALL else 1 for maker, c, p, side in keys])


def _everyone(whole: Reading, one: Round, names: Names) -> pd.DataFrame:
    """Rows of a round over all makers that the viewer may have."""
    rows, _, who = _made(whole, one, names)
    if rows.empty:
        return rows
    makers = _in_parts(who)
    return told.everyone(rows, makers, _staying(whole, one, names), whole.viewer, whole.output_shares)


def _in_parts(who: pd.DataFrame) -> dict[Place, told.Makers]:
    """(sector, category, wave) -> part -> who answered in it."""
    found: dict[Place, dict[str, frozenset[disclosure.Member]]] = {}
    for (sector, category, wave, part), group in who.groupby(["sector", "category", "wave", "part"]):
        members = frozenset((str(sector), code) for code in group["enterprise"])
        found.setdefault((str(sector), str(category), str(wave)), {})[str(part)] = members
    return dict(found)


def _staying(whole: Reading, one: Round, names: Names) -> dict[Place, told.Stays]:
    """The parts of a cut that stay where every facet of the spec is cut in its order, and then every two crossed."""
    ids = [each.id for each in one.specs[one.sector].facets]
    order = [*((each,) for each in ids), *combinations(ids, 2)]
    mine = tuple(sorted(names, key=ids.index))
    kept = {}
    for category, atoms in _atoms(whole, one).items():
        cut = [_grouped(atoms, [ids.index(each) for each in those]) for those in order]
        stays = _in_order(whole, one, category, cut)[order.index(mine)]
        turned = stays if mine == names else frozenset(CROSS.join(reversed(part.split(CROSS))) for part in stays)
        kept[one.sector, category, one.wave] = turned
    return kept


def _in_order(whole: Reading, one: Round, category: str, cut: Sequence[sequence.Parts]) -> list[told.Stays]:
    """As sequence.in_order, made once for all who see the same makers by name."""
    makers = {(atom[0], atom[1]) for parts in cut[:1] for atoms in parts.values() for atom in atoms}
    seen = frozenset(makers) - set(disclosure.outside(whole.viewer, sorted(makers)))
    versions = whole.store.versions()
    state = one.version, *(versions.of({one.sector}, kind) for kind in _KINDS)
    key = *one.key(_in_order), category, seen
    return once(one.store, key, state, lambda: sequence.in_order(whole.viewer, cut, whole.output_shares), one.specs)


def _atoms(whole: Reading, one: Round) -> dict[str, list[sequence.Atom]]:
    """Category -> who answered, as told apart by all facets of the spec at once."""
    versions = whole.store.versions()
    state = one.version, *(versions.of({one.sector}, kind) for kind in _KINDS)
    return once(one.store, one.key(atoms_of), state, partial(atoms_of, one), one.specs)


def atoms_of(one: Round) -> dict[str, list[sequence.Atom]]:
    """Category -> (sector, enterprise, and its part in each facet of the spec) of everyone who answered."""
    facets, live = one.specs[one.sector].facets, live_rounds(one.store, one.selection)
    if not len(live):
        return {}
    met = met_by(one.store, live, facets, one.sector)
    found: dict[str, list[sequence.Atom]] = {}
    rows = met[["category", "maker", *(f"part_{k}" for k in range(len(facets)))]].drop_duplicates()
    for category, *atom in rows.itertuples(index=False, name=None):
        found.setdefault(category, []).append((one.sector, *atom))
    return found


def _grouped(atoms: Sequence[sequence.Atom], places: Sequence[int]) -> dict[str, frozenset[sequence.Atom]]:
    """The parts of a cut by the facets at these places."""
    parts: dict[str, set[sequence.Atom]] = {}
    for atom in atoms:
        parts.setdefault(CROSS.join(atom[2 + place] for place in places), set()).add(atom)
    return {name: frozenset(each) for name, each in parts.items()}


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    full = [each for each in frames if len(each)]
    if full:
        return pd.concat(full, ignore_index=True)
    numbers = ["n", "rest_n", "gap_to_rest", "gap_low", "gap_high", "p"]
    return pd.DataFrame(columns=[*CUT, "rest_n", "p"]).astype(dict.fromkeys(numbers, float))


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    """By keys, waves in time order, within an indicator the parts that are furthest behind first."""
    waves = {code: place for place, code in enumerate(in_order(sorted(set(rows["wave"]))))}
    placed = rows.assign(_wave=rows["wave"].map(waves), _all=rows["enterprise"] != ALL)
    keys = [*(name for name in KEYS if name not in ("wave", "enterprise"))]
    order = ["sector", "_wave", "category", "_all", "enterprise", keys[-1], "gap_to_rest", "part"]
    return placed.sort_values(order, kind="stable", ignore_index=True).drop(columns=["_wave", "_all"])
