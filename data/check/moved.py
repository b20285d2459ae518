"""How far a survey's means have moved since the wave before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from data.check.cells import Choice
from data.check.findings import Findings
from data.check.written.texts import Texts

FAR = 3.0  # standard errors of the change from which a sender is asked to look again
DENSE = 4_000_000  # group x answer counts that are kept in one table

Last = Mapping[tuple[str, str, str], tuple[float, float]]


@dataclass(frozen=True)
class Groups:
    """Responses by enterprise and category: `of_row` is len(names) where either, or the weight, is wrong."""

    names: list[tuple[str, str]]
    of_row: np.ndarray
    weight: np.ndarray

    @classmethod
    def of(cls, makers: Texts, category: Choice, weight: np.ndarray, among: Collection[str]) -> "Groups":
        """Groups of the rows of a file whose enterprise is one of `among`."""
        kept = [maker for maker in makers.listed if maker in among]
        numbered = {maker: place for place, maker in enumerate(kept)}
        maker = makers.by_row(np.array([numbered.get(each, -1) for each in makers.listed], dtype=np.int64), -1)
        names = [(each, name) for each in kept for name in category.names]
        wrong = (maker < 0) | (category.by_row < 0) | np.isnan(weight)
        of_row = maker * len(category.names) + category.by_row
        return cls(names, np.where(wrong, len(names), of_row), np.where(wrong, 0.0, weight))

    def means(self, texts: Texts, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Weighted mean of each group and its squared standard error, NaN where there are too few answers.

        The answers are taken as independent, with Kish's effective number; strata and units are left to the estimates.
        """
        answers, size = np.append(np.nan_to_num(values), 0.0), len(self.names) + 1
        counted = np.append(~np.isnan(values), False)
        if size * len(answers) <= DENSE:
            place = self.of_row * len(answers) + np.where(texts.empty, len(values), texts.index)
            shape = (size, len(answers))
            w, ww = (_sums(place, weight, shape) * counted for weight in (self.weight, self.weight**2))
            sums = [w.sum(1), w @ answers, w @ answers**2, ww.sum(1)]
        else:
            y, used = answers[texts.index], counted[texts.index] * self.weight
            sums = [_sums(self.of_row, each, (size,)) for each in (used, used * y, used * y * y, used**2)]
        sw, swy, swyy, sww = (each[:-1] for each in sums)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean, effective = swy / sw, sw**2 / sww
            variance = np.maximum(swyy / sw - mean**2, 0.0) / (effective - 1)
        return mean, np.where(effective > 1, variance, np.nan)


def _sums(place: np.ndarray, weight: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    return np.bincount(place, weights=weight, minlength=int(np.prod(shape))).reshape(shape)


def warn_moved(
    findings: Findings, groups: Groups, header: str, name: str, texts: Texts, values: np.ndarray, last: Last
) -> None:
    """Note each mean further from the last wave's than three standard errors of the change."""
    mean, squared = groups.means(texts, values)
    for place, (maker, category) in enumerate(groups.names):
        before = last.get((maker, category, name))
        if before is None or np.isnan(mean[place]):
            continue
        spread = np.sqrt(before[1] ** 2 + (before[1] ** 2 if np.isnan(squared[place]) else squared[place]))
        change = abs(mean[place] - before[0])
        if spread > 0 and change > FAR * spread:
            said = {"name": header, "enterprise": maker, "category": category, "now": float(f"{mean[place]:.4g}")}
            said |= {"before": float(f"{before[0]:.4g}"), "errors": round(float(change / spread), 1)}
            findings.note("moved_far", column=header, rule=said)
