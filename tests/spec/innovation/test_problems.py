"""The list of problems: leverage, who is below, who is closing, and which partner is missing."""

import pandas as pd

from benchmarks.columns import LEVERAGE
from benchmarks.innovation.problems import PROBLEM, problems_of

LINK = {
    **{"sector": "things", "category": "", "indicator": "comfort", "target": "benchmark", "points": 1.5, "low": 1.0},
    **{"high": 2.0, "of": "sector", "wave": "2026H1", "output_below": 0.8},
}


def test_a_problem_says_who_is_below_who_is_closing_and_which_of_five_partners_is_missing():
    """A, B and C are short of the benchmark; A gets better; an action has a bank, a project a university."""
    links = pd.DataFrame([{**LINK}, {**LINK, "indicator": "smoke", "points": 3.0}]).reindex(columns=list(LEVERAGE))
    keys = {"sector": "things", "category": "thing", "indicator": "comfort", "wave": "2026H1", "level": "benchmark"}
    verdicts = {"A": "not_met", "B": "not_met", "C": "not_met", "D": "met"}
    gaps = pd.DataFrame([{**keys, "enterprise": code, "verdict": verdict} for code, verdict in verdicts.items()])
    moved = pd.DataFrame(
        [{**keys, "enterprise": code, "verdict": verdict} for code, verdict in (("A", "improved"), ("D", "improved"))]
    )
    acts = pd.DataFrame([{**keys, "enterprise": "B", "state": "open", "partners": [["bank", "River Bank"]]}])
    run = pd.DataFrame(
        [
            {"sector": "things", "problem": "comfort", "partners": "research:U", "end": pd.Timestamp(day)}
            for day in ("2026-12-20", "2025-06-30")
        ]
    )
    found = problems_of(links, gaps, moved, acts, run)
    assert tuple(found) == PROBLEM and found["indicator"].tolist() == ["smoke", "comfort"]
    row = found.iloc[1].to_dict()
    assert [row[name] for name in ("makers_below", "closing", "actions", "projects")] == [3, 1, 1, 1]
    assert (row["missing_partners"], row["partners"]) == ("industry;laboratory;talent", "research;capital")
