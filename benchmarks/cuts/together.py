"""Parts over all makers that a viewer may have: what all cuts of a round together tell of nobody."""

from collections.abc import Hashable, Sequence
from functools import partial
from itertools import combinations

import pandas as pd

from benchmarks.cuts import sequence, told
from benchmarks.cuts.made import Made, Names
from benchmarks.cuts.parts import CROSS, met_by
from benchmarks.cuts.tested import tested_by
from benchmarks.estimates.sums import live_rounds
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope import disclosure
from benchmarks.scope.once import once
from benchmarks.specs.parts import Facet

_KINDS = ("register", "products")  # files that say what belongs to which part


def everyone(made: Made, whole: Reading, one: Round, names: Names, source: str) -> pd.DataFrame:
    """Rows of a round over all makers that the viewer may have, of what was made of answers or of samples."""
    if made.parts.empty:
        return made.parts
    makers = _in_parts(made.who)
    stays = _staying(whole, one, names, source)
    return told.everyone(made.parts, makers, stays, whole.viewer, whole.output_shares)


def state(one: Round) -> Hashable:
    """What the parts of a round depend on."""
    versions = one.store.versions()
    return one.version, *(versions.of({one.sector}, kind) for kind in _KINDS)


def _in_parts(who: pd.DataFrame) -> dict[told.Place, told.Makers]:
    """Place -> part -> who is in it."""
    found: dict[told.Place, dict[str, frozenset[disclosure.Member]]] = {}
    for (sector, category, wave, of, part), group in who.groupby(["sector", "category", "wave", "of", "part"]):
        members = frozenset((str(sector), code) for code in group["enterprise"])
        found.setdefault((str(sector), str(category), str(wave), str(of)), {})[str(part)] = members
    return dict(found)


def _facets(one: Round, source: str) -> list[Facet]:
    """The facets of the spec that cut answers, or samples: nobody answers for a sample."""
    return [each for each in one.specs[one.sector].facets if source == "survey" or each.of != "respondent"]


def _staying(whole: Reading, one: Round, names: Names, source: str) -> dict[told.Place, told.Stays]:
    """The parts of a cut that stay where every facet is cut in the order of the spec, and then every two crossed."""
    ids = [each.id for each in _facets(one, source)]
    order = [*((each,) for each in ids), *combinations(ids, 2)]
    mine = tuple(sorted(names, key=ids.index))
    kept = {}
    for (category, of), atoms in _atoms(one, source).items():
        stays = _in_order(whole, one, atoms, [[ids.index(each) for each in those] for those in order])
        found = stays[order.index(mine)]
        turned = found if mine == names else frozenset(CROSS.join(reversed(part.split(CROSS))) for part in found)
        kept[one.sector, category, one.wave, of] = turned
    return kept


def _in_order(
    whole: Reading, one: Round, atoms: frozenset[sequence.Atom], order: Sequence[Sequence[int]]
) -> list[told.Stays]:
    """As sequence.in_order, made once for all who see the same makers by name, and all that is of the same makers."""
    makers = {(atom[0], atom[1]) for atom in atoms}
    seen = frozenset(makers) - set(disclosure.outside(whole.viewer, sorted(makers)))

    def make() -> list[told.Stays]:
        return sequence.in_order(whole.viewer, [_grouped(atoms, each) for each in order], whole.output_shares)

    return once(one.store, (*one.key(_in_order), atoms, seen), state(one), make, one.specs)


def _atoms(one: Round, source: str) -> dict[tuple[str, str], frozenset[sequence.Atom]]:
    """Category and tested indicator -> who is in it, as told apart by all facets at once."""
    step = atoms_of if source == "survey" else tested_atoms
    return once(one.store, one.key(step), state(one), partial(step, one), one.specs)


def atoms_of(one: Round) -> dict[tuple[str, str], frozenset[sequence.Atom]]:
    """Category and "" -> (sector, enterprise, and its part in each facet of the spec) of everyone who answered."""
    facets, live = _facets(one, "survey"), live_rounds(one.store, one.selection)
    if not len(live):
        return {}
    met = met_by(one.store, live, facets, one.sector)
    return _told_apart(met.assign(of=""), one.sector, len(facets))


def tested_atoms(one: Round) -> dict[tuple[str, str], frozenset[sequence.Atom]]:
    """Category and indicator -> (sector, enterprise, and its part in each facet of makers and products) tested."""
    facets = _facets(one, "test")
    return _told_apart(tested_by(one, facets).rows, one.sector, len(facets))


def _told_apart(met: pd.DataFrame, sector: str, facets: int) -> dict[tuple[str, str], frozenset[sequence.Atom]]:
    found: dict[tuple[str, str], set[sequence.Atom]] = {}
    if len(met):
        rows = met[["category", "of", "maker", *(f"part_{k}" for k in range(facets))]].drop_duplicates()
        for category, of, *atom in rows.itertuples(index=False, name=None):
            found.setdefault((category, of), set()).add((sector, *atom))
    return {place: frozenset(atoms) for place, atoms in found.items()}


def _grouped(atoms: frozenset[sequence.Atom], places: Sequence[int]) -> dict[str, frozenset[sequence.Atom]]:
    """The parts of a cut by the facets at these places."""
    parts: dict[str, set[sequence.Atom]] = {}
    for atom in atoms:
        parts.setdefault(CROSS.join(atom[2 + place] for place in places), set()).add(atom)
    return {name: frozenset(each) for name, each in parts.items()}
