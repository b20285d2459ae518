"""The receipt of a score: everything that went into it, so that anyone can compute it again from the JSON alone."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import LEVELS, OVERALL
from benchmarks.gaps import ladder
from benchmarks.index.board import Board
from benchmarks.index.index import frame_of, worlds
from benchmarks.index.scores import Options, Scored
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.kept.batches import LIVE
from data.kept.mixes import decisions
from data.store import Store

REASONS = ("", "no_data", "no_level", "too_few", "dimension_not_rated")
_ESTIMATE = ("source", "statistic", "n", "n_eff", "estimate", "se", "df", "low", "high", "method", "flag")
_DECIDED = ("decision", "left_out", "decision_reason", "decided_at", "by_name", "by_role")
_RESULT = ("score", "low", "high", "rank", "rank_low", "rank_high", "of", "coverage")
_BATCHES = """
SELECT i.code AS indicator, b.batch, b.kind, b.survey, b.file_name AS file, b.sha256, b.accepted_at, b.spec_version,
    b.synthetic, CAST(SUM(f.n) AS BIGINT) AS n
FROM (
    SELECT batch, enterprise, category, indicator, n FROM cell
    UNION ALL SELECT batch, enterprise, category, indicator, n FROM given_sum WHERE side = ''
    UNION ALL SELECT batch, enterprise, category, indicator, 1 FROM measurement
) f
JOIN ({live}) b ON b.batch = f.batch
JOIN code e ON e.id = f.enterprise JOIN code k ON k.id = f.category JOIN code i ON i.id = f.indicator
WHERE b.sector = ? AND k.code = ? AND e.code = ? AND b.wave = ?
GROUP BY ALL ORDER BY i.code, b.sha256, b.batch
"""


class NoReceipt(LookupError):  # noqa: N818 - what the reader is told
    """Nothing is known of the enterprise in that category and wave."""


def receipt(reading: Reading) -> dict:
    """The receipt of one overall score, JSON-ready, with the batches behind each input.

    The selection names sector, category, enterprise and wave. Refuses with NoReceipt what is not known, and in the
    same words what the viewer may not see: a refusal must not tell that it exists.
    """
    keys = {name: getattr(reading.selection, name) for name in ("sector", "category", "enterprise", "wave")}
    seen = reading.viewer.sees_enterprise(keys["sector"], keys["enterprise"])
    results = [result for one in reading.rounds for result in one.once(worlds)] if seen else []
    batches = _batches(reading.store, reading.selection)
    decided = reading.selection.only(decisions(reading.store, reading.viewer).assign(enterprise=keys["enterprise"]))
    return receipt_of(results, reading.estimates, reading.gaps, **keys, batches=batches, decided=decided)


def _batches(store: Store, selection: Selection) -> pd.DataFrame:
    """indicator, batch, kind, survey, file, sha256, accepted_at, spec_version, synthetic, n (answers or samples)."""
    asked = [selection.sector, selection.category, selection.enterprise, selection.wave]
    return store.query(_BATCHES.format(live=LIVE), asked)


def receipt_of(
    results: Sequence[Scored],
    estimates: pd.DataFrame,
    gaps: pd.DataFrame,
    *,
    sector: str,
    category: str,
    enterprise: str,
    wave: str,
    batches: pd.DataFrame | None = None,
    decided: pd.DataFrame | None = None,
) -> dict:
    """A JSON-ready receipt of one overall score; tests/recompute_receipt.py computes the score from it alone.

    results: the boards of everyone in the frames, because the rank needs the rivals; nothing of them enters the
    receipt. batches: indicator, batch and whatever else is to be printed, of this enterprise. decided: what was decided
    in this category and wave on laboratories that differ; it stands with each input that it touched. An input that does
    not count says why in `reason`, one of REASONS. Refuses an enterprise of which nothing is known with NoReceipt.
    """
    keys = {"sector": sector, "category": category, "wave": wave}
    for result in results:
        if result.board.keys == keys and enterprise in result.board.enterprises:
            rows = Selection(sector, category, enterprise, wave=wave).only(estimates)
            slip = _receipt(result, enterprise, rows, gaps, batches)
            return slip | {"inputs": [each | _decided(each, decided) for each in slip["inputs"]]}
    raise NoReceipt(f"no results of {enterprise} in {sector}, {category}, {wave}")


def _receipt(
    result: Scored, enterprise: str, estimates: pd.DataFrame, gaps: pd.DataFrame, batches: pd.DataFrame | None
) -> dict:
    board, at = result.board, result.board.enterprises.index(enterprise)
    rows = frame_of(result)
    row = rows[(rows["enterprise"] == enterprise) & (rows["dimension"] == OVERALL)].iloc[0]
    keys = board.keys | {"enterprise": enterprise}
    own = gaps[np.logical_and.reduce([gaps[name] == value for name, value in keys.items()])]
    inputs = list(_inputs(result, at, estimates.set_index("indicator"), own, batches))
    broken = [each["indicator"] for each, yes in zip(inputs, board.broken[:, at], strict=True) if yes]
    undecided = [each["indicator"] for each, yes in zip(inputs, board.undecided[:, at], strict=True) if yes]
    answer = {name: row[name] for name in _RESULT} | {"uncapped": result.groups[OVERALL].score[at]}
    return plain(
        {
            "of": keys,
            "spec": {name.removeprefix("spec_"): value for name, value in board.spec.items()},
            "method": _method(result.options),
            "inputs": inputs,
            "dimensions": list(_dimensions(result, at)),
            "broken_floors": broken,
            "undecided_floors": undecided,
            "result": answer,
        }
    )


def _decided(each: dict, decided: pd.DataFrame | None) -> dict:
    """What was decided on the laboratories of an input, where that touched it."""
    if decided is None or "mix_" not in (each["flag"] or ""):
        return {}
    rows = decided.loc[decided["indicator"] == each["indicator"], list(_DECIDED)]
    return {"laboratories": plain(rows.to_dict("records")[0])} if len(rows) else {}


def _method(options: Options) -> dict:
    return {
        "aggregation": options.aggregation,
        "weighting": options.weighting,
        "minimum_coverage": options.minimum,
        "cap": policy.CAP,
        "points": [ladder.FLOOR_POINTS, ladder.BENCHMARK_POINTS, ladder.FRONTIER_POINTS],
        "confidence": options.confidence,
        "seed": options.seed,
        "draws": options.draws,
        "weight_noise": options.weight_noise,
        "respondent_correlation": policy.RESPONDENT_CORRELATION,
        "random_numbers": f"numpy {np.__version__}, SFC64",
    }


def _dimensions(result: Scored, at: int) -> Iterator[dict]:
    whole = result.groups[OVERALL]
    for node in result.options.tree(result.board).members:
        group = result.groups[node.name]
        yield {
            "dimension": node.name,
            "weight": node.weight,
            "coverage": _at(group.coverage, at),
            "weight_used": _at(whole.weights[node.name], at),
            "score": group.score[at],
        }


def _inputs(
    result: Scored, at: int, estimates: pd.DataFrame, gaps: pd.DataFrame, batches: pd.DataFrame | None
) -> Iterator[dict]:
    board, whole = result.board, result.groups[OVERALL]
    nodes = {
        leaf.name: (node.name, leaf.weight) for node in result.options.tree(board).members for leaf in node.members
    }
    by_indicator = {str(name): rows for name, rows in gaps.groupby("indicator")}
    of_batch = dict(iter(batches.groupby("indicator"))) if batches is not None else {}
    for i, name in enumerate(board.indicators):
        dimension, weight = nodes[name]
        group = result.groups[dimension]
        inside, outside = _at(group.weights[name], at), _at(whole.weights[dimension], at)
        known = estimates.loc[name] if name in estimates.index else pd.Series(dtype=object)
        yield {
            "indicator": name,
            "dimension": dimension,
            **{column: known.get(column) for column in _ESTIMATE},
            "direction": "lower" if board.lower[i, at] else "higher",
            "levels": _levels(by_indicator.get(name)),
            "weight": weight,
            "reason": _reason(board, i, at, np.isnan(group.score[at])),
            "score": board.points[i, at] if board.present[i, at] else None,
            "weight_used": inside,
            "weight_in_index": inside * outside,
            "batches": of_batch[name].drop(columns="indicator").to_dict("records") if name in of_batch else [],
        }


def _reason(board: Board, i: int, at: int, unrated: bool) -> str:
    """Why an input does not count; "" where it does."""
    if np.isnan(board.estimate[i, at]):
        return "no_data"
    if np.isnan(board.points[i, at]):
        return "no_level"
    if not board.present[i, at]:
        return "too_few"
    return "dimension_not_rated" if unrated else ""


def _levels(rows: pd.DataFrame | None) -> dict[str, dict]:
    if rows is None:
        return {}
    columns = {"level_value": "value", "level_kind": "kind", "cite": "cite", "verdict": "verdict", "p_met": "p_met"}
    columns |= {"checked": "checked"}
    told = rows.set_index("level")[list(columns)].rename(columns=columns)
    return {level: told.loc[level].to_dict() for level in LEVELS if level in told.index}


def _at(values: np.ndarray, at: int) -> float:
    """The value of one enterprise, where a value that all share has no axis for them."""
    return float(np.broadcast_to(values, max(np.size(values), at + 1))[at])


def plain(value: Any) -> Any:
    """The same value in what JSON knows: missing numbers are null, numpy's numbers and dates become plain ones."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, np.generic):
        return plain(value.item())
    return value if isinstance(value, str | int | float) else str(value)
