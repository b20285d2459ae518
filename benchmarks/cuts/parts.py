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
_FRAME = """
SELECT DISTINCT f.enterprise, f.stratum, {product} AS product, e.code AS maker, k.code AS category,
    COALESCE(s.code, '') AS layer
FROM {table} f JOIN live l ON l.batch = f.batch
JOIN code e ON e.id = f.enterprise JOIN code k ON k.id = f.category
LEFT JOIN code s ON s.id = f.stratum AND f.stratum <> 0
"""


@dataclass(frozen=True)
class Domains:
    """What is estimated of one sector and wave.

    slots: enterprise, stratum and product (store's ids) -> slot, one for an enterprise and part; domains: domain,
    enterprise (code or ALL), part, side (PART, REST: all else of the same enterprise, or WHOLE); members: which slots
    make up each domain; who: category, part, enterprise (codes) of all that answered. by_product: whether products tell
    the parts apart.
    """

    slots: pd.DataFrame
    domains: pd.DataFrame
    members: pd.DataFrame
    who: pd.DataFrame
    by_product: bool


def chosen_facets(spec: SectorSpec, named: Sequence[str]) -> list[Facet] | None:
    """The facets of these ids, in their order; None where the sector does not have all of them.

    Refuses (Refused) more than two, and the same one twice: a crossing of three has no part large enough to tell of.
    """
    if not 0 < len(named) <= 2 or len(set(named)) < len(named):
        raise Refused("Results are cut by one facet, or crossed by two different ones.")
    known = {each.id: each for each in spec.facets}
    return [known[name] for name in named] if set(named) <= set(known) else None


def domains(store: Store, live: pd.DataFrame, facets: Sequence[Facet], sector: str) -> Domains | None:
    """The domains of the live rounds of a sector and wave by one facet, or by two crossed; None where none answered.

    live: as benchmarks.estimates.sums.live_rounds gives it. An enterprise has rows of its own where a facet tells its
    responses apart; ALL is over everyone.
    """
    by_product = any(each.of == "product" for each in facets)
    product, table = ("COALESCE(f.product, '')", "response") if by_product else ("''", "frame_cell")
    met = store.query(_FRAME.format(product=product, table=table), live=live)
    if met.empty:
        return None
    named = [_part(store, met, facet, sector) for facet in facets]
    part = named[0] if len(named) == 1 else named[0] + CROSS + named[1]
    number, pairs = pd.factorize(pd.MultiIndex.from_arrays([met["maker"], part]))
    slots = met[["enterprise", "stratum", "product"]].assign(slot=number.astype(np.int32)).drop_duplicates()
    pair = pd.DataFrame(list(pairs), columns=["enterprise", "part"]).assign(slot=np.arange(len(pairs), dtype=np.int32))
    makers = [] if all(each.of == "enterprise" for each in facets) else sorted(pair["enterprise"].unique())
    rows, members = _sides(pair, [ALL, *makers])
    who = pd.DataFrame({"category": met["category"], "part": part, "enterprise": met["maker"]}).drop_duplicates()
    return Domains(slots, rows, members, who, by_product)


def _part(store: Store, met: pd.DataFrame, facet: Facet, sector: str) -> pd.Series:
    """The part of each row: of the respondent the stratum, of the product and the enterprise what registers say."""
    if facet.of == "respondent":
        found = met["layer"] if facet.held_in == "stratum" else pd.Series("", index=met.index)
    elif facet.of == "product":
        listed = product_parts(store, LOCAL, facet.held_in)
        part = listed[listed["sector"] == sector].set_index(["enterprise", "product"])["part"]
        found = pd.Series(part.reindex(pd.MultiIndex.from_frame(met[["maker", "product"]])).to_numpy(), met.index)
    else:
        known = enterprises(store, LOCAL)
        own = known[known["sector"] == sector]
        found = met["maker"].map(dict(zip(own["enterprise"], own[facet.held_in], strict=True)))
    return found.astype(object).where(found.notna() & (found != ""), UNKNOWN).astype(str)


def _sides(pair: pd.DataFrame, makers: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
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
