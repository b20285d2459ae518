"""From feelings to answers: whatever a survey asks, the expected statistic of the answers is the target."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

SPREAD = 0.15  # standard deviation of an answer, as a share of the scale it is given on
MOST = 0.35  # and, for open numbers such as minutes, at most this share of the target
STEPS = 200  # an open scale is cut into so many steps to find where its middle has to lie
FRAILTY = 0.5  # how strongly a bad experience multiplies the count of problems


def draw_answers(rng: np.random.Generator, indicator: Any, targets: NDArray, feelings: NDArray) -> NDArray:
    """One answer a response in the file's unit; `targets` are the statistic's values, in the reported unit.

    feelings: standard normal, high gives a high answer. Whole answers are integers, others are rounded to the
    indicator's decimals.
    """
    if indicator.statistic == "per_100":
        rates = targets / 100 * np.exp(FRAILTY * feelings - FRAILTY**2 / 2)
        return np.minimum(rng.poisson(rates), int(indicator.range.max))
    low, high = float(indicator.range.min), float(indicator.range.max)
    yes_or_no = indicator.statistic == "share"
    whole = yes_or_no or indicator.only_whole or indicator.statistic in ("top_box", "nps")
    spread = SPREAD * (high - low) if not yes_or_no else 0.5
    answers = np.arange(np.ceil(low), high + 1) if whole and high - low <= STEPS else None
    if answers is None:
        middle = (targets - indicator.offset) / indicator.slope
        spread = min(spread, MOST * float(np.abs(middle).mean()) or spread)
        least, most = np.clip([middle.min() - 5 * spread, middle.max() + 5 * spread], low, high)
        answers = np.linspace(least, most, STEPS + 1)
    latent = _latent(indicator, answers, spread, targets) + spread * feelings
    if whole:
        return np.clip(np.rint(latent), np.ceil(low), np.floor(high)).astype(int)
    return np.clip(np.round(latent, indicator.decimals), low, high)


def _latent(indicator: Any, answers: NDArray, spread: float, targets: NDArray) -> NDArray:
    """Centres of the normal curves that, cut into answers, have these statistics."""
    centres = np.linspace(answers[0] - 4 * spread, answers[-1] + 4 * spread, 801)
    edges = np.concatenate([[-np.inf], (answers[1:] + answers[:-1]) / 2, [np.inf]])
    chances = np.diff(ndtr((edges - centres[:, None]) / spread), axis=1)
    expected = chances @ _worth(indicator, answers)
    order = np.argsort(expected, kind="stable")
    return np.interp(targets, expected[order], centres[order])


def _worth(indicator: Any, answers: NDArray) -> NDArray:
    """What each answer adds to the statistic."""
    if indicator.statistic == "top_box":
        return (answers >= indicator.top).astype(float)
    if indicator.statistic == "nps":
        return 100.0 * (answers >= 9) - 100.0 * (answers <= 6)
    return indicator.to_reported(answers)
