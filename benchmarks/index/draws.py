"""Simulated worlds: values drawn around the estimates, seeded cell by cell.

Each cell has its own stream of random numbers, keyed by the seed and the cell's codes: a result does not depend on
what else was asked for, and draw d of every enterprise belongs to the same world d, in which all are ranked together.
Errors of different enterprises are independent; those of one enterprise's survey indicators share a part, because the
same respondents answered them.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy import special

from benchmarks import policy
from benchmarks.gaps import ladder
from benchmarks.index.aggregate import Node
from benchmarks.index.board import Board

_EXACT_T_BELOW = 8  # degrees of freedom; from here on the expansion is good to 0.001 at the 97.5 % point


def stream(seed: int, *key: str) -> np.random.Generator:
    """The random numbers of one cell: the same for the same seed and codes, on every machine and in any order."""
    digest = blake2b("\x1f".join((str(seed), *key)).encode(), digest_size=8).digest()
    return np.random.Generator(np.random.SFC64(int.from_bytes(digest, "big")))


def normals(keys: Iterable[tuple[str, ...]], draws: int, seed: int) -> NDArray[np.float32]:
    """Standard normal numbers, one row of `draws` a key."""
    keys = list(keys)
    out = np.empty((len(keys), draws), dtype=np.float32)
    for row, key in zip(out, keys, strict=True):
        stream(seed, *key).standard_normal(dtype=np.float32, out=row)
    return out


def student(z: NDArray, df: NDArray) -> NDArray:
    """Normal draws turned into Student's t, row by row; missing df stays normal, and large df is a good expansion.

    Source: Fisher and Cornish (1960), Technometrics 2; exact quantiles below 8 degrees of freedom.
    """
    out = z.copy()
    few = (df > 0) & (df < _EXACT_T_BELOW)
    if few.any():
        out[few] = special.stdtrit(df[few, None], special.ndtr(z[few].astype(float)))
    more = (df >= _EXACT_T_BELOW) & (df < policy.NORMAL_FROM_DF)
    if more.any():
        x, v = z[more], (1 / df[more, None]).astype(z.dtype)
        x2 = x * x
        first, second = (x2 + 1) / 4, ((5 * x2 + 16) * x2 + 3) / 96
        third = (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384
        out[more] = x * (1 + v * (first + v * (second + v * third)))
    return out


def points(board: Board, draws: int, seed: int, chosen: slice) -> dict[str, NDArray[np.float32]]:
    """Ladder points of every present indicator: arrays (chosen enterprises, draws + 1); 0 where missing.

    One column a world, and one more with the points of the mean drawn value: what the worlds' mean falls short of it
    is the work of the ladder's bends (none for pass/fail rules, which are not a bend).
    Each value is drawn from two half t distributions that meet at the estimate and reach `low` and `high` at the
    interval's confidence, so that the simulation says what the published interval says, for every method (Wilson's is
    never of zero width). Cells without an interval stay at their estimate: the index then has no interval.
    A pass/fail rule met by every sample is met again with the probability that one more sample would conform
    (Jeffreys: (n + 1/2) / (n + 1)), times the probability of the verdict; else it is 60 x the drawn share.
    """
    enterprises = board.enterprises[chosen]
    who = [(board.sector, board.category, board.wave, name) for name in enterprises]
    shared = normals([(*each, "respondents") for each in who], draws, seed) if board.survey.any() else None
    out = {}
    for i, indicator in enumerate(board.indicators):
        here = board.present[i, chosen]
        z = np.zeros((len(who), draws), dtype=np.float32)
        if here.any():
            z[here] = normals([(*each, indicator) for each, yes in zip(who, here, strict=True) if yes], draws, seed)
        answered = board.survey[i, chosen] & here
        if answered.any():
            r = np.float32(policy.RESPONDENT_CORRELATION)
            better = np.where(board.lower[i, chosen], -1, 1).astype(np.float32)[:, None]
            mixed = np.sqrt(r) * better * shared + np.sqrt(1 - r) * z
            z = mixed if answered.all() else np.where(answered[:, None], mixed, z)
        out[indicator] = _scored(board, i, chosen, z, seed)
    return out


def falls(board: Board, draws: int, seed: int) -> NDArray[np.bool_]:
    """In which worlds an enterprise breaks a binding floor, (enterprises, draws): those in which its value comes out
    worst, as many as the chance says that the same samples, measured again, would break it.
    """
    out = np.zeros((len(board.enterprises), draws), dtype=bool)
    for each in falls_by(board, draws, seed).values():
        out |= each
    return out


def falls_by(board: Board, draws: int, seed: int) -> dict[str, NDArray[np.bool_]]:
    """As `falls`, apart for each indicator whose binding floor anybody may break."""
    found = {}
    for i, indicator in enumerate(board.indicators):
        chance = np.nan_to_num(board.breaks_again[i])
        here = np.flatnonzero(chance > 0)
        if len(here) and draws:
            z = normals([(*board.keys.values(), board.enterprises[at], indicator) for at in here], draws, seed)
            worse = np.where(board.lower[i, here], 1.0, -1.0)[:, None] * z
            found[indicator] = np.zeros((len(board.enterprises), draws), dtype=bool)
            found[indicator][here] = worse > -special.ndtri(chance[here])[:, None]
    return found


def _scored(board: Board, i: int, chosen: slice, z: NDArray, seed: int) -> NDArray:
    here, offset = board.present[i, chosen], _offset(board, i, chosen)
    values = _values(board, i, chosen, z)
    if board.fraction[i].any():
        ends = -offset[:, None], 1 - offset[:, None]
        bounded = np.clip(values, *(end.astype(z.dtype) for end in ends))
        values = np.where(board.fraction[i, chosen][:, None], bounded, values)
    values = np.concatenate([values, values.mean(axis=1, keepdims=True)], axis=1)
    posts = [np.where(here, each[i, chosen] - offset, 0.0)[:, None] for each in board.level.values()]
    scores = ladder.score(values, posts[0], posts[1], posts[2], lower=board.lower[i, chosen][:, None])
    ruled = board.pass_fail[i, chosen] & here
    if ruled.any():
        worlds = _pass_fail(board, i, chosen, z, seed)[ruled]
        scores[ruled] = np.concatenate([worlds, worlds.mean(axis=1, keepdims=True)], axis=1)
    return scores


def _offset(board: Board, i: int, chosen: slice) -> NDArray:
    """What is taken off values and levels to keep single precision good in any unit: the benchmark.

    Where all three levels are one, the ladder counts distances from 0, and nothing may be taken off.
    """
    flat = board.level["floor"][i, chosen] == board.level["frontier"][i, chosen]
    return np.where(flat, 0.0, board.level["benchmark"][i, chosen])


def _values(board: Board, i: int, chosen: slice, z: NDArray) -> NDArray:
    """Drawn values less the offset, from standard normal numbers."""
    estimate, df = board.estimate[i, chosen], board.df[i, chosen]
    t = student(z, np.where(board.present[i, chosen], df, np.nan))
    tail = (1 + np.nan_to_num(board.confidence[i, chosen], nan=policy.CONFIDENCE)) / 2
    usual = np.isnan(df) | (df <= 0) | (df >= policy.NORMAL_FROM_DF)
    reach = np.where(usual, special.ndtri(tail), special.stdtrit(np.where(usual, 1, df), tail))
    down = np.nan_to_num((estimate - board.low[i, chosen]) / reach)
    up = np.nan_to_num((board.high[i, chosen] - estimate) / reach)
    middle = np.nan_to_num(estimate - _offset(board, i, chosen))
    sides = [each.astype(z.dtype)[:, None] for each in (middle, up, down)]
    return sides[0] + np.maximum(t, 0) * sides[1] + np.minimum(t, 0) * sides[2]


def _pass_fail(board: Board, i: int, chosen: slice, z: NDArray, seed: int) -> NDArray:
    """Points of a pass/fail rule in every world, as `points` says."""
    n, estimate = board.n[i, chosen], board.estimate[i, chosen]
    lower = board.lower[i, chosen]
    met = estimate == np.where(lower, 0.0, 1.0)
    of_verdict = np.where(np.isnan(board.p_met["floor"][i, chosen]), met, board.p_met["floor"][i, chosen])
    again = of_verdict * np.where(met, (n + 0.5) / (n + 1), 1.0)
    keys = [(board.sector, board.category, board.wave, e, board.indicators[i]) for e in board.enterprises[chosen]]
    chance = np.stack([stream(seed, *key, "rule").random(z.shape[1], dtype=np.float32) for key in keys])
    worse = np.where(met[:, None], np.where(lower[:, None], np.abs(z), -np.abs(z)), z)
    share = np.clip(_values(board, i, chosen, worse), 0, 1)
    conforming = np.where(lower[:, None], 1 - share, share)
    return np.where(chance < again[:, None], ladder.FRONTIER_POINTS, ladder.FLOOR_POINTS * conforming)


def perturbed(tree: Node, sector: str, draws: int, seed: int, noise: float) -> Node:
    """The tree with every weight moved by up to `noise` of itself, evenly: a number a world, the same for everyone.

    After the worlds stands the weight itself, for the last column of `points`. Source: COINr `get_noisy_weights`.
    """
    members = tuple(perturbed(member, sector, draws, seed, noise) for member in tree.members)
    spread = stream(seed, sector, "weight", tree.name).uniform(1 - noise, 1 + noise, draws)
    return Node(tree.name, tree.weight * np.append(spread, 1.0), members)
