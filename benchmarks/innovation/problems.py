"""The list of problems, computed: where much would be gained, who falls short, who is closing, who is missing."""

import pandas as pd

from benchmarks.actions.portfolio import PENDING
from benchmarks.actions.verdicts import verdicts_for
from benchmarks.headline.leverage import leverage
from benchmarks.progress.progress import progress
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.kept import projects as kept
from data.viewer import LOCAL
from data.wave import Wave

PROBLEM = (
    *("sector", "indicator", "leverage", "makers_below", "closing", "actions", "projects", "missing_partners"),
    *("leverage_low", "leverage_high", "output_below", "partners", "wave"),
)
PARTNERS = ("industry", "research", "laboratory", "capital", "talent")
# A partner of an action in the words of a project.
_OF_ACTION = {
    **{"supplier": "industry", "university": "research", "institute": "research"},
    **{"laboratory": "laboratory", "bank": "capital"},
}


def problems(reading: Reading) -> pd.DataFrame:
    """PROBLEM rows of the sectors whose makers the viewer sees by name, the largest leverage first; in sector points.

    leverage: what the sector gains if everyone below the benchmark reached it (benchmarks.headline.leverage); closing:
    makers among them that get better beyond chance; actions, projects: that stand or run; missing_partners: of the five
    kinds those that no action or project on it has, joined by ;.
    """
    viewer = reading.viewer
    if viewer.enterprises is not None or not viewer.sees_names:
        return pd.DataFrame(columns=list(PROBLEM))
    chosen = reading.selection
    every = reading.of(Selection(sector=chosen.sector, indicator=chosen.indicator))
    links = leverage(reading.of(Selection(sector=chosen.sector, indicator=chosen.indicator, wave=chosen.wave)))
    own = links["sector"].map(viewer.sees_sector).astype(bool)
    links = links[(links["of"] == "sector") & (links["target"] == "benchmark") & own]
    joined = every.told(verdicts_for(LOCAL, every))
    run = kept.projects(reading.store, LOCAL)
    return problems_of(links, every.told(every.gaps), progress(every), joined, run)


def problems_of(
    links: pd.DataFrame, gaps: pd.DataFrame, moved: pd.DataFrame, acts: pd.DataFrame, run: pd.DataFrame
) -> pd.DataFrame:
    """PROBLEM rows from LEVERAGE rows of sectors, GAP and PROGRESS rows, actions with their state, and projects."""
    newest = gaps[(gaps["level"] == "benchmark") & (gaps["verdict"] == "not_met")]
    rows = []
    for row in each_row(links):
        same = (newest["sector"] == row.sector) & (newest["indicator"] == row.indicator) & (newest["wave"] == row.wave)
        below = set(newest.loc[same, "enterprise"])
        better = moved[(moved["sector"] == row.sector) & (moved["indicator"] == row.indicator)]
        closing = below & set(better.loc[better["verdict"] == "improved", "enterprise"])
        own = acts[(acts["sector"] == row.sector) & (acts["indicator"] == row.indicator)]
        own = own[own["state"].isin(PENDING)]
        joint = _running(run, row.sector, row.indicator, row.wave)
        present = {_OF_ACTION[kind] for partners in own["partners"] for kind, _ in partners}
        present |= {part.split(":")[0] for each in joint["partners"] for part in each.split(";") if part}
        rows.append(
            {
                **{"sector": row.sector, "indicator": row.indicator, "leverage": row.points, "wave": row.wave},
                **{"makers_below": len(below), "closing": len(closing), "actions": len(own), "projects": len(joint)},
                "missing_partners": ";".join(kind for kind in PARTNERS if kind not in present),
                "partners": ";".join(kind for kind in PARTNERS if kind in present),
                **{"leverage_low": row.low, "leverage_high": row.high, "output_below": row.output_below},
            }
        )
    found = pd.DataFrame(rows, columns=list(PROBLEM))
    return found.sort_values(["leverage", "sector"], ascending=[False, True], ignore_index=True)


def _running(run: pd.DataFrame, sector: str, indicator: str, wave: str) -> pd.DataFrame:
    """Projects on a problem that are not over when the wave begins."""
    same = run[(run["sector"] == sector) & (run["problem"] == indicator)]
    return same[pd.to_datetime(same["end"]) >= pd.Timestamp(Wave.parse(wave).start)]
