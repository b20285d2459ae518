"""How far a survey's means have moved since the wave before, and which of them hang on one response."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.check.cells import Choice
from data.check.findings import Findings
from data.check.written.texts import Texts

FAR = 3.0  # standard errors of the change from which a sender is asked to look again
CARRIED = 0.25  # of an estimate's weights or counts, from which one response carries it: no other could outweigh it
JUDGED = 30  # responses from which a result is judged; of fewer each is a large part
MANY_COUNTED = 5.0  # what one response counts, from which it is no rare event among none
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


def warn_heavy(findings: Findings, groups: Groups, header: str, weights: Texts) -> None:
    """Note each response that holds over a quarter of the weights of its enterprise and category."""
    for row, said in _holders(groups, groups.weight, groups.weight > 0):
        said = {name: said[name] for name in ("enterprise", "category", "share", "count")}
        findings.rows("weight_carries", header, np.array([row]), weights, said)


def warn_carried(findings: Findings, groups: Groups, header: str, texts: Texts, by_row: np.ndarray) -> None:
    """Note each response that counts over a quarter of all that its enterprise and category counted of something."""
    answered = ~np.isnan(by_row) & (groups.weight > 0)
    for row, said in _holders(groups, np.where(answered, groups.weight * by_row, 0.0), answered):
        if by_row[row] >= MANY_COUNTED:
            findings.rows("answer_carries", header, np.array([row]), texts, said)


def _holders(groups: Groups, part: np.ndarray, answered: np.ndarray) -> Iterator[tuple[int, dict[str, object]]]:
    """Rows whose part is over a quarter of their group's, and what is to be said of them; `now`, `then` per 100."""
    size = (len(groups.names) + 1,)
    whole, weight = (_sums(groups.of_row, each, size) for each in (part, np.where(answered, groups.weight, 0.0)))
    count = np.bincount(groups.of_row, answered, minlength=size[0])
    mine = groups.of_row
    large = (mine < len(groups.names)) & (count[mine] >= JUDGED) & (part > CARRIED * whole[mine])
    for row in np.flatnonzero(large).tolist():
        place, held = int(mine[row]), float(part[row])
        maker, category = groups.names[place]
        left = float(weight[place] - groups.weight[row])
        yield (
            row,
            {
                **{"enterprise": maker, "category": category, "count": int(count[place])},
                **{"share": f"{held / whole[place]:.0%}", "now": f"{100 * whole[place] / weight[place]:.4g}"},
                "then": f"{100 * (whole[place] - held) / left:.4g}" if left > 0 else "0",
            },
        )
