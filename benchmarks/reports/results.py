"""The results that documents, packages and addresses tell, each by the name of its command."""

from collections.abc import Callable, Mapping

import pandas as pd

from benchmarks import reading
from benchmarks.actions import verdicts
from benchmarks.headline import leverage
from benchmarks.index import bottom_lines, contradictions, coverage, index, national, priorities, waves
from benchmarks.infrastructure import scopes
from benchmarks.progress import progress
from benchmarks.reading import Reading

RESULTS: Mapping[str, Callable[[Reading], pd.DataFrame]] = {
    "estimates": reading.estimates,
    "gaps": reading.gaps,
    "index": index.index,
    "progress": progress.progress,
    "priorities": priorities.priorities,
    "contradictions": contradictions.contradictions,
    "bottom_lines": bottom_lines.bottom_lines,
    "counts": bottom_lines.counts,
    "board": national.board,
    "leverage": leverage.leverage,
    "standing": national.standing,
    "coverage": coverage.coverage,
    "actions": verdicts.verdicts,
    "replies": lambda asked: waves.replies(asked).drop(columns=["by_name", "by_role"]),  # a report names no person
    "scopes": scopes.scopes,
}
KEYS = (
    "sector",
    "category",
    "enterprise",
    "wave",
    "indicator",
    "level",
    "dimension",
    "topic",
    "action",
    "target",
    "of",
)
COUNT = "count"  # a column that no result has: how many of its rows have these keys
