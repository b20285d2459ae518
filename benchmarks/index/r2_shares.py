"""How much of R2 each predictor brings: LMG (Shapley) shares, and Johnson's relative weights where there are many."""

from math import factorial

import numpy as np
from numpy.typing import NDArray

_NOTHING_LEFT = 1e-10  # of an item's own variance: it is a combination of the others, and adds nothing to them


def lmg(covariance: NDArray) -> NDArray[np.float64]:
    """Shares of R2 of the first variable on the others: the gain in R2 averaged over all orderings; they sum to R2.

    covariance: (..., 1 + p, 1 + p), weighted or not; any leading axes are handled side by side. Every one of the 2^p
    subsets is visited once, by taking one item at a time out of the covariance of the rest.
    Source: Lindeman, Merenda and Gold (1980); Groemping (2006), Journal of Statistical Software 17(1).
    """
    p = covariance.shape[-1] - 1
    order = [factorial(size) * factorial(p - size - 1) / factorial(p) for size in range(p)]
    own = np.diagonal(covariance, axis1=-2, axis2=-1)
    shares = np.zeros((*covariance.shape[:-2], p))

    def visit(left: NDArray, first: int, taken: tuple[int, ...]) -> None:
        free = [item for item in range(1, p + 1) if item not in taken]
        variance = left[..., free, free]
        usable = variance > _NOTHING_LEFT * own[..., free]
        gain = np.where(usable, left[..., 0, free] ** 2 / np.where(usable, variance, 1), 0.0)
        shares[..., np.array(free) - 1] += order[len(taken)] * gain
        if len(free) == 1:
            return
        for item in range(first, p + 1):
            visit(_taken_out(left, item, own), item + 1, (*taken, item))

    visit(covariance, 1, ())
    return shares / own[..., :1]


def _taken_out(left: NDArray, item: int, own: NDArray) -> NDArray:
    """Covariance given one more item: what is left when its regression is taken out of all."""
    variance = left[..., item, item]
    usable = variance > _NOTHING_LEFT * own[..., item]
    column = left[..., :, item]
    scale = np.where(usable, 1 / np.where(usable, variance, 1), 0.0)
    return left - scale[..., None, None] * column[..., :, None] * column[..., None, :]


def johnson(covariance: NDArray) -> NDArray[np.float64]:
    """Relative weights, near the LMG shares at any number of predictors; they sum to R2. Shapes as `lmg`.

    Source: Johnson (2000), Multivariate Behavioral Research 35, 1-19.
    """
    deviation = np.sqrt(np.diagonal(covariance, axis1=-2, axis2=-1))
    correlation = covariance / (deviation[..., :, None] * deviation[..., None, :])
    values, vectors = np.linalg.eigh(correlation[..., 1:, 1:])
    root = np.sqrt(np.clip(values, 0, None))
    loadings = (vectors * root[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    scale = np.where(root > np.sqrt(_NOTHING_LEFT), 1 / np.where(root > 0, root, 1), 0.0)
    inverse = (vectors * scale[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    slopes = (inverse @ correlation[..., 1:, :1])[..., 0]
    return ((loadings**2) @ (slopes**2)[..., None])[..., 0]


def r2(covariance: NDArray) -> NDArray[np.float64]:
    """R2 of the first variable on the others."""
    left, own = covariance, np.diagonal(covariance, axis1=-2, axis2=-1)
    for item in range(1, covariance.shape[-1]):
        left = _taken_out(left, item, own)
    return 1 - left[..., 0, 0] / own[..., 0]
