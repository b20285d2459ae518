"""Rolling the index up: enterprises into a category, categories into a sector, sectors into one board.

Weighted by output share where the register has it for every rated enterprise, equally otherwise, and every row says
which. Means are of capped scores, and every row counts the broken mandatory floors beneath: a mean cannot hide them.
Source: the two-step method of China's manufacturing product quality pass rate (weights are output values).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import OVERALL, ROLLUP
from benchmarks.index import rank
from benchmarks.index.scores import Options, Scored, interval


@dataclass(frozen=True)
class _Part:
    """One score with its worlds, to be averaged with others; who and how many broken floors are beneath it."""

    score: float
    worlds: NDArray
    bend: float
    share: float
    weighting: str
    who: dict[str, set[tuple[str, str]]]
    floors: dict[str, int]


@dataclass(frozen=True)
class Rolled:
    """ROLLUP rows of one sector in one wave, its categories first; and its overall score to go on with."""

    sector: str
    wave: str
    rows: list[dict]
    whole: _Part


def rollup(
    sectors: Sequence[Rolled], options: Options | None = None, sector_weights: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """ROLLUP rows: category and sector (dimension by dimension and overall) and all sectors (overall only), by wave.

    sectors: made with the same options. They weigh equally unless sector_weights has an amount for every one of them.
    Scores are 0 to 100, empty where nothing is rated. Enterprises are counted once: all, rated, and `capped` by a
    broken mandatory floor (rated or not); floors by indicator.
    """
    options, given, rows = options or Options(), sector_weights or {}, []
    for wave in sorted({each.wave for each in sectors}):
        of_wave = sorted((each for each in sectors if each.wave == wave), key=lambda each: each.sector)
        rows += [row for each in of_wave for row in each.rows]
        top = _mean([each.whole for each in of_wave], [given.get(each.sector, np.nan) for each in of_wave])
        rows.append(_row("all", top, options, sector="", category="", wave=wave, dimension=OVERALL))
    return pd.DataFrame(rows, columns=list(ROLLUP))


def rolled(results: Sequence[Scored], register: pd.DataFrame, options: Options | None = None) -> Rolled:
    """One sector in one wave, from its boards.

    results: the boards of everyone, made with the options. register: sector, enterprise, output_share (a share of the
    sector's output, or any amount). A category weighs the shares of its rated enterprises, an enterprise in k
    categories giving each 1/k.
    """
    options, shares = options or Options(), _shares(register, results)
    rows: list[dict] = []
    keys = {"sector": results[0].board.sector, "wave": results[0].board.wave}
    for dimension in sorted(
        {name for each in results for name in each.groups}, key=lambda name: (name == OVERALL, name)
    ):
        parts = {
            each.board.category: _category(each, dimension, shares) for each in results if dimension in each.groups
        }
        rows += [_row("category", part, options, **keys, category=c, dimension=dimension) for c, part in parts.items()]
        whole = _mean(list(parts.values()), [part.share for part in parts.values()])
        rows.append(_row("sector", whole, options, **keys, category="", dimension=dimension))
    return Rolled(**keys, rows=rows, whole=whole)


def _shares(register: pd.DataFrame, results: Sequence[Scored]) -> dict[tuple[str, str, str], float]:
    """Output share by sector, enterprise and wave, divided by the number of categories it is rated in."""
    known = {}
    if "output_share" in register:
        amounts = pd.to_numeric(register["output_share"]).to_numpy(dtype=float, na_value=np.nan)
        known = dict(zip(zip(register["sector"], register["enterprise"], strict=True), amounts, strict=True))
    places: dict[tuple[str, str, str], int] = {}
    for result in results:
        for enterprise, score in zip(result.board.enterprises, result.groups[OVERALL].score, strict=True):
            key = result.board.sector, enterprise, result.board.wave
            places[key] = places.get(key, 0) + (not np.isnan(score))
    return {key: known.get(key[:2], np.nan) / max(count, 1) for key, count in places.items()}


def weights_of(results: Sequence[Scored], register: pd.DataFrame) -> tuple[list[NDArray], NDArray]:
    """What each enterprise weighs in the mean of its board (0 where it is not rated), and each board in its sector.

    results: the boards of one sector and wave. They are the weights that `rolled` gives the overall scores.
    """
    shares, inside, amounts = _shares(register, results), [], []
    for result in results:
        board, rated = result.board, ~np.isnan(result.groups[OVERALL].score)
        known = [
            shares[board.sector, name, board.wave] for name, yes in zip(board.enterprises, rated, strict=True) if yes
        ]
        weights, weighting = _usable(known)
        normal = np.zeros(len(rated))
        normal[rated] = weights / weights.sum() if len(weights) else weights
        inside.append(normal)
        amounts.append((float(weights.sum()) if weighting == "output_share" else np.nan) if rated.any() else 0.0)
    scored = np.array([bool(normal.any()) for normal in inside])
    of_sector = np.zeros(len(results))
    weights, _ = _usable([amount for amount, yes in zip(amounts, scored, strict=True) if yes])
    of_sector[scored] = weights / weights.sum() if len(weights) else weights
    return inside, of_sector


def _category(result: Scored, dimension: str, shares: Mapping[tuple[str, str, str], float]) -> _Part:
    """The mean of a board's enterprises in one dimension."""
    board, group, broken = result.board, result.groups[dimension], result.breaks(dimension)
    score = rank.capped(group.score, broken)
    rated = ~np.isnan(score)
    below = [leaf.name for node in board.tree.members if dimension in (node.name, OVERALL) for leaf in node.leaves()]
    inside = np.isin(board.indicators, below)[:, None]
    names = np.array(board.enterprises, dtype=object)
    chosen = {"enterprises": np.full(len(names), True), "rated": rated, "capped": (board.broken & inside).any(axis=0)}
    who = {word: {(board.sector, name) for name in names[mask]} for word, mask in chosen.items()}
    floors = {
        "broken_floors": int((board.broken & inside).sum()),
        "undecided_floors": int((board.undecided & inside).sum()),
    }
    weights, weighting = _usable([shares[board.sector, name, board.wave] for name in names[rated]])
    if not rated.any():
        return _Part(np.nan, np.empty(0), 0.0, np.nan, weighting, who, floors)
    share = float(weights.sum()) if weighting == "output_share" else np.nan
    normal = weights / weights.sum()
    worlds, bend = np.empty(0), 0.0
    if result.worlds:
        drawn, falls = result.worlds[dimension], result.capped_worlds(dimension)
        worlds = normal @ rank.capped(drawn, falls)[rated]
        # A score held at the cap cannot have been moved by a bend above it.
        held = (falls & (drawn > policy.CAP)).mean(axis=1)
        bend = float(normal @ ((1 - held) * result.bend[dimension])[rated])
    return _Part(float(normal @ score[rated]), worlds, bend, share, weighting, who, floors)


def _mean(parts: list[_Part], shares: list[float]) -> _Part:
    """The mean of the parts that have a score."""
    rated = [(part, share) for part, share in zip(parts, shares, strict=True) if not np.isnan(part.score)]
    who = {word: set().union(*(part.who[word] for part in parts)) for word in parts[0].who}
    floors = {word: sum(part.floors[word] for part in parts) for word in parts[0].floors}
    weights, weighting = _usable([share for _, share in rated])
    if not rated:
        return _Part(np.nan, np.empty(0), 0.0, np.nan, weighting, who, floors)
    weighted = list(zip(weights / weights.sum(), (part for part, _ in rated), strict=True))
    score, bend = (float(sum(w * getattr(part, name) for w, part in weighted)) for name in ("score", "bend"))
    return _Part(score, sum(w * part.worlds for w, part in weighted), bend, np.nan, weighting, who, floors)


def _usable(shares: list[float]) -> tuple[NDArray, str]:
    """The shares if all are there and not all are 0, else equal weights; and which of the two."""
    weights = np.asarray(shares, dtype=float)
    if len(weights) and weights.sum() > 0:  # a missing share makes the sum missing, which is not above 0
        return weights, "output_share"
    return np.ones(len(weights)), "equal"


def _row(level: str, part: _Part, options: Options, **keys: str) -> dict:
    low = high = np.nan
    if len(part.worlds):
        ends = interval(part.worlds[None, :], np.array([part.bend]), options.confidence)
        low, high = min(float(ends[0][0]), part.score), max(float(ends[1][0]), part.score)
    recipe = {"aggregation": options.aggregation, "weighting": options.weighting, "seed": options.seed}
    recipe |= {"draws": options.draws, "weight_noise": options.weight_noise, "confidence": options.confidence}
    counts = {word: len(names) for word, names in part.who.items()} | part.floors
    row = {"level": level, **keys, "score": part.score, "low": low, "high": high, "weighting": part.weighting}
    return row | counts | {"recipe": json.dumps(recipe, separators=(",", ":"))}
