"""Projects that makers run together, as they stand in live batches: the newest row of a project counts."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store
from data.viewer import Viewer

PROJECT = (
    *("sector", "project", "title", "problem", "categories", "lead", "members", "partners", "budget", "start", "end"),
    "target",
)
READERS = ("administrator", "regulator", "association", "manufacturer")


def projects(store: Store, viewer: Viewer) -> pd.DataFrame:
    """Columns PROJECT: those of the viewer's sectors; a maker has those it is a member of, with itself as only member.

    Lists are joined by ;, partners are kind:name; budget is a number or NaN, target a level or a number as text.
    """
    found = store.query(
        "SELECT sector, project, title, problem, categories, lead, members, coalesce(partners, '') AS partners, "
        'budget, start_day AS start, end_day AS "end", target FROM (SELECT p.*, b.sector, row_number() OVER '
        f"(PARTITION BY b.sector, p.project ORDER BY p.batch DESC) AS place FROM project p JOIN ({LIVE}) b "
        "ON b.batch = p.batch) WHERE place = 1 ORDER BY sector, project"
    )
    if viewer.role not in READERS:
        return found.iloc[:0]
    found = found[pd.Series([viewer.sees_sector(sector) for sector in found["sector"]], found.index, dtype=bool)]
    if viewer.enterprises is None:
        return found.reset_index(drop=True)
    own = [
        ";".join(code for code in members.split(";") if viewer.sees_enterprise(sector, code))
        for sector, members in zip(found["sector"], found["members"], strict=True)
    ]
    mine = found.assign(members=pd.Series(own, found.index, dtype=object), lead="")
    return mine[mine["members"] != ""].reset_index(drop=True)
