"""Small ESTIMATE, GAP and weights frames for tests of the index, without a store."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.columns import ESTIMATE, GAP, KEYS, LEVELS
from benchmarks.gaps import ladder
from benchmarks.index import index
from benchmarks.index.scores import Options, worlds_of

SECTOR, CATEGORY, WAVE = "furniture", "panel", "2026"


def index_of(
    estimates: pd.DataFrame, gaps: pd.DataFrame, weights: pd.DataFrame, options: Options | None = None
) -> pd.DataFrame:
    """INDEX rows of everyone in the frames."""
    return index.index_of(worlds_of(estimates, gaps, weights, options))


def weights_of(
    indicators: Mapping[str, tuple[str, float, float]], sector: str = SECTOR, category: str = CATEGORY
) -> pd.DataFrame:
    """Weights rows from indicator -> (dimension, dimension weight, indicator weight)."""
    rows = [(sector, category, name, *rest) for name, rest in indicators.items()]
    columns = ["sector", "category", "indicator", "dimension", "dimension_weight", "indicator_weight"]
    return pd.DataFrame(rows, columns=columns)


def cell(enterprise: str, indicator: str, estimate: float, **changes: object) -> dict[str, object]:
    """One result: an estimate with its levels (60, 80 and 100 by default, so that it is its own score)."""
    half = 1.96 * float(changes.get("se", 1.0))
    base = {
        "sector": SECTOR,
        "category": CATEGORY,
        "enterprise": enterprise,
        "wave": WAVE,
        "indicator": indicator,
        "source": "test",
        "statistic": "mean",
        "n": 100,
        "n_eff": 100.0,
        "missing_share": 0.0,
        "estimate": estimate,
        "se": 1.0,
        "df": np.nan,
        "low": estimate - half,
        "high": estimate + half,
        "confidence": 0.95,
        "deff": 1.0,
        "method": "gum_101",
        "flag": "",
        "levels": (60.0, 80.0, 100.0),
        "kind": "reference",
        "verdicts": None,
        "p_met": None,
    }
    return base | changes


def frames_of(cells: Sequence[Mapping[str, object]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """ESTIMATE and GAP frames of cells; verdicts follow from the interval unless they are given."""
    estimates = pd.DataFrame([{name: each[name] for name in ESTIMATE} for each in cells], columns=list(ESTIMATE))
    gaps = [row for each in cells for row in _gap_rows(each)]
    return estimates, pd.DataFrame(gaps, columns=list(GAP))


def _gap_rows(each: Mapping[str, object]) -> list[dict[str, object]]:
    levels = each["levels"]
    lower = levels[2] < levels[0] or bool(each.get("lower"))
    sign = -1 if lower else 1
    score = float(ladder.score(each["estimate"], *levels, lower=lower))
    rows = []
    for place, (name, level) in enumerate(zip(LEVELS, levels, strict=True)):
        if np.isnan(level):
            continue
        ends = sorted(sign * (end - level) for end in (each["low"], each["high"]))
        verdict = "met" if ends[0] >= 0 else "not_met" if ends[1] < 0 else "cannot_tell"
        gap = sign * (each["estimate"] - level)
        half = (ends[1] - ends[0]) / 2 / 1.959964
        row = {key: each[key] for key in KEYS} | {"level": name, "level_value": level, "cite": f"rule {name}"}
        kind = each["kind"] if name == "floor" else "reference"
        row |= {"level_kind": kind, "checked": each.get("checked", "source")}
        row |= {"gap": gap, "gap_low": ends[0], "gap_high": ends[1], "score": score}
        row["p_met"] = stats.norm.cdf(gap / half) if half > 0 else float(gap >= 0)
        row["verdict"] = each["verdicts"][place] if each["verdicts"] else verdict
        if each["p_met"] is not None:
            row["p_met"] = each["p_met"]
        rows.append(row)
    return rows
