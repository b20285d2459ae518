"""Which part of a facet each response belongs to: by who answers, by the product, by the enterprise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.specs.models import SectorSpec
from benchmarks.specs.parts import Facet
from data.kept.register import enterprises, product_parts
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL

ALL = "all"  # in place of an enterprise: all that were measured in the category
UNKNOWN = "unknown"  # the part of what no register or list knows
CROSS = "*"  # between two facets, or two parts, that are crossed
PART, REST, WHOLE = "part", "rest", "whole"
_SAID = "\x1f"  # between what a respondent says of several facets
_FRAME = """
SELECT DISTINCT f.enterprise, f.stratum, {product} AS product, {said} AS said, e.code AS maker, k.code AS category,
    COALESCE(s.code, '') AS layer
FROM {table} f JOIN live l ON l.batch = f.batch {joins}
JOIN code e ON e.id = f.enterprise JOIN code k ON k.id = f.category
LEFT JOIN code s ON s.id = f.stratum AND f.stratum <> 0
"""


@dataclass(frozen=True)
class Domains:
    """What is estimated of one sector and wave.

    slots: enterprise, stratum, product (store's ids) and what is said -> slot, one for an enterprise and part; domains:
    domain, enterprise (code or ALL), part, side (PART, REST: all else of the same enterprise, or WHOLE); members: which
    slots make up each domain; who: category, part, enterprise (codes) of all that answered. by_response: whether only
    single responses tell the parts apart, by their product or by what they say; said: the facets that they say.
    """

    slots: pd.DataFrame
    domains: pd.DataFrame
    members: pd.DataFrame
    who: pd.DataFrame
    by_response: bool
    said: tuple[str, ...] = ()


def chosen_facets(spec: SectorSpec, named: Sequence[str]) -> list[Facet] | None:
    """The facets of these ids, in their order; None where the sector does not have all of them.

    Refuses (Refused) more than two, and the same one twice: a crossing of three has no part large enough to tell of.
    """
    if not 0 < len(named) <= 2 or len(set(named)) < len(named):
        raise Refused("cut_facets")
    known = {each.id: each for each in spec.facets}
    return [known[name] for name in named] if set(named) <= set(known) else None


def domains(store: Store, live: pd.DataFrame, facets: Sequence[Facet], sector: str) -> Domains | None:
    """The domains of the live rounds of a sector and wave by one facet, or by two crossed; None where none answered.

    live: as benchmarks.estimates.sums.live_rounds gives it. An enterprise has rows of its own where a facet tells its
    responses apart; ALL is over everyone.
    """
    met = met_by(store, live, facets, sector)
    if met.empty:
        return None
    part = met["part_0"] if len(facets) == 1 else met["part_0"] + CROSS + met["part_1"]
    number, pairs = pd.factorize(pd.MultiIndex.from_arrays([met["maker"], part]))
    slots = met[["enterprise", "stratum", "product", "said"]].assign(slot=number.astype(np.int32)).drop_duplicates()
    pair = pd.DataFrame(list(pairs), columns=["enterprise", "part"]).assign(slot=np.arange(len(pairs), dtype=np.int32))
    makers = [] if all(each.of == "enterprise" for each in facets) else sorted(pair["enterprise"].unique())
    rows, members = sides(pair, [ALL, *makers])
    who = pd.DataFrame({"category": met["category"], "part": part, "enterprise": met["maker"]}).drop_duplicates()
    return Domains(slots, rows, members, who, _by_response(facets), _said_of(facets))


def met_by(store: Store, live: pd.DataFrame, facets: Sequence[Facet], sector: str) -> pd.DataFrame:
    """Whoever answered in the live rounds: store's ids of slots, maker and category (codes), part_0, part_1, ...

    One row a maker, category and combination of what tells the parts of these facets apart.
    """
    product = "COALESCE(f.product, '')" if any(each.of == "product" for each in facets) else "''"
    names, table = _said_of(facets), "response" if _by_response(facets) else "frame_cell"
    sql = _FRAME.format(product=product, said=said(names), joins=joins(names, "f"), table=table)
    met = store.query(sql, live=live)
    return met.assign(**{f"part_{k}": part_of(store, met, facet, names, sector) for k, facet in enumerate(facets)})


def said(names: Sequence[str]) -> str:
    """SQL of what a response says of facets that have a column of their own, as one text."""
    return f" || '{_SAID}' || ".join(f"COALESCE(p{k}.part, '')" for k in range(len(names))) or "''"


def joins(names: Sequence[str], row: str) -> str:
    """SQL that joins what a response, under the name `row`, says of these facets; ids of a spec are letters and _."""
    one = "LEFT JOIN response_part p{k} ON p{k}.batch = {row}.batch AND p{k}.response = {row}.response "
    return " ".join((one + "AND p{k}.facet = '{name}'").format(k=k, row=row, name=name) for k, name in enumerate(names))


def _said_of(facets: Sequence[Facet]) -> tuple[str, ...]:
    return tuple(each.held_in for each in facets if each.asked)


def _by_response(facets: Sequence[Facet]) -> bool:
    return any(each.of == "product" or each.asked for each in facets)


def part_of(store: Store, met: pd.DataFrame, facet: Facet, names: Sequence[str], sector: str) -> pd.Series:
    """The part of each row of maker (code), product, and of responses layer and said: what these say, or registers.

    names: the facets that `said` holds.
    """
    found: pd.Series
    if facet.asked:
        place = list(names).index(facet.held_in)
        found = met["said"].map(lambda text: text.split(_SAID)[place])
    elif facet.of == "respondent":
        found = met["layer"]
    elif facet.of == "product":
        listed = product_parts(store, LOCAL, facet.held_in)
        part = listed[listed["sector"] == sector].set_index(["enterprise", "product"])["part"]
        found = pd.Series(part.reindex(pd.MultiIndex.from_frame(met[["maker", "product"]])).to_numpy(), met.index)
    else:
        known = enterprises(store, LOCAL)
        own = known[known["sector"] == sector]
        found = met["maker"].map(dict(zip(own["enterprise"], own[facet.held_in], strict=True)))
    return found.astype(object).where(found.notna() & (found != ""), UNKNOWN).astype(str)


def sides(pair: pd.DataFrame, makers: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A domain for each part and one for its rest, of everyone and of each maker; and the slots of each."""
    rows: list[tuple[int, str, str, str]] = []
    members: list[pd.DataFrame] = []
    for maker in makers:
        own = pair if maker == ALL else pair[pair["enterprise"] == maker]
        parts = sorted(own["part"].unique())
        for part in parts if len(parts) > 1 else ():
            inside = (own["part"] == part).to_numpy()
            for side, here in ((PART, inside), (REST, ~inside)):
                members.append(own.loc[here, ["slot"]].assign(domain=np.int32(len(rows))))
                rows.append((len(rows), maker, part, side))
        if len(parts) > 1:
            members.append(own[["slot"]].assign(domain=np.int32(len(rows))))
            rows.append((len(rows), maker, "", WHOLE))
    every = pd.concat(members) if members else pd.DataFrame({"slot": [], "domain": []}, dtype=np.int32)
    return pd.DataFrame(rows, columns=["domain", "enterprise", "part", "side"]), every
