"""What is odd in a survey without being wrong: the file is taken, and the sender is told."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.check.cells import Choice
from data.check.contract import IndicatorRule
from data.check.known import Known
from data.check.moved import Groups, warn_carried, warn_heavy, warn_moved
from data.check.sheet import Sheet
from data.check.written.texts import Texts, first_rows

RATINGS = ("mean", "top_box", "nps")  # answers on a scale; counts and yes/no may well all be the same
MANY_RATINGS = 5
MANY_ANSWERS = 30
FIRST = 1000
# (ends of a scale) -> the ends of shorter ones that are taken for it, the shortest first.
SHORTER = {
    **dict.fromkeys(((1.0, 10.0), (0.0, 10.0)), (5.0, 7.0)),
    **dict.fromkeys(((1.0, 100.0), (0.0, 100.0)), (5.0, 7.0, 10.0)),
}
APART = 10.0  # times the mean weight of another batch of the wave from which weights are on two scales


@dataclass(frozen=True)
class Answers:
    """The answers to one indicator: numbers by distinct text and by row, NaN where there is none or it is wrong."""

    rule: IndicatorRule
    header: str
    texts: Texts
    values: np.ndarray
    by_row: np.ndarray
    sound: bool


def warn(sheet: Sheet, known: Known, category: Choice, weight: np.ndarray, answers: Mapping[str, Answers]) -> None:
    """Note everything odd about the responses; the rows in error are left out of it."""
    _units_in_two_strata(sheet)
    for each in answers.values():
        if sheet.rows and each.texts.missing == sheet.rows:
            sheet.findings.note("column_empty", column=each.header)
        elif each.sound:
            _short_scale(sheet, each)
    _all_the_same(sheet, [each for each in answers.values() if each.rule.statistic in RATINGS])
    _two_scales(sheet, known, weight)
    _apart(sheet, weight)
    if "enterprise" not in sheet:
        return
    makers = sheet.texts("enterprise")
    if len(makers.listed) == 1 and not sheet.findings.any_of("enterprise_unknown", "enterprise_elsewhere"):
        sheet.findings.note("one_enterprise", column=sheet.headers["enterprise"], got=makers.listed[0])
    _carried(sheet, Groups.of(makers, category, weight, makers.listed), answers)
    if known.last:
        groups = Groups.of(makers, category, weight, {maker for maker, _, _ in known.last})
        for name, each in answers.items():
            warn_moved(sheet.findings, groups, each.header, name, each.texts, each.values, known.last)
        _vanished(sheet, known, answers)


def _units_in_two_strata(sheet: Sheet) -> None:
    """Units are nested in strata: the same code in two strata is two units, which may not be meant. One a code."""
    if "psu" not in sheet or "stratum" not in sheet:
        return
    units, strata = sheet.texts("psu"), sheet.texts("stratum")
    first = first_rows(units.index)
    rows = np.flatnonzero((strata.index != strata.index[first]) & ~units.empty & ~strata.empty & ~strata.empty[first])
    _, once = np.unique(units.index[rows], return_index=True)
    rows = np.sort(rows[once])
    said = {
        row: {"first": int(sheet.lines[begun]), "first_stratum": there, "stratum": here}
        for row, begun, there, here in zip(
            rows.tolist(), first[rows].tolist(), strata.at(first[rows]), strata.at(rows), strict=True
        )
    }
    sheet.findings.rows("psu_in_two_strata", sheet.headers["psu"], rows, units, said.__getitem__)


def _all_the_same(sheet: Sheet, ratings: list[Answers]) -> None:
    """Responses of at least five ratings that are all one number: somebody ticked straight down."""
    if len(ratings) < MANY_RATINGS or "response" not in sheet:
        return
    rows = np.arange(sheet.rows)
    reference, count = np.full(sheet.rows, np.nan), np.zeros(sheet.rows, dtype=np.int32)
    for each in ratings:
        answer = each.by_row[rows] if len(rows) < sheet.rows else each.by_row
        given = ~np.isnan(answer)
        same = np.isnan(reference) | (answer == reference)
        if not given.all():
            # A cell that was refused is no answer, but the response is no longer all the same either.
            same = np.where(given, same, each.texts.empty[rows])
        reference = np.where(np.isnan(reference), answer, reference)
        count = count + given
        if not same.all():
            rows, reference, count = rows[same], reference[same], count[same]
    many = count >= MANY_RATINGS
    said = {
        row: {"count": number, "answer": answer}
        for row, number, answer in zip(rows[many].tolist(), count[many].tolist(), reference[many].tolist(), strict=True)
    }
    sheet.findings.rows("answers_all_same", "", rows[many], sheet.texts("response"), said.__getitem__)


def _short_scale(sheet: Sheet, each: Answers) -> None:
    """Nothing above the end of a shorter scale among thirty answers or more: what the mean would be if it was that."""
    shorter = SHORTER.get((each.rule.low, each.rule.high), ())
    count = sheet.rows - each.texts.missing
    if count < MANY_ANSWERS or each.rule.statistic not in RATINGS or sheet.mapped_scale(each.rule.id):
        return
    # Nearly always one of the first answers lies above: the others need not be looked at.
    if not shorter or np.fmax.reduce(each.by_row[:FIRST]) > shorter[-1]:
        return
    largest = np.nanmax(each.by_row)
    most = next((end for end in shorter if largest <= end), None)
    if most is None:
        return
    low, ends = min(1.0, float(np.nanmin(each.by_row))), (each.rule.low, each.rule.high)
    said: dict[str, object] = {"low": ends[0], "high": ends[1], "most": most, "count": count}
    sheet.findings.note("scale_looks_wrong", column=each.header, rule=said | moved(each.by_row, (low, most), ends))


def moved(answers: np.ndarray, scale: tuple[float, float], onto: tuple[float, float]) -> dict[str, object]:
    """How answers of one scale would be put onto another: the formula, the mean as it is, the mean as it would be."""
    (low, high), (to_low, to_high) = scale, onto
    mean, step = float(np.nanmean(answers)), (to_high - to_low) / (high - low)
    formula = f"{to_low:g} + (x - {low:g}) * {to_high - to_low:g} / {high - low:g}"
    then = to_low + (mean - low) * step
    return {"formula": formula, "mean": float(f"{mean:.3g}"), "then": float(f"{then:.3g}"), "first": low}


def _two_scales(sheet: Sheet, known: Known, weight: np.ndarray) -> None:
    """Weights whose mean is many times that of another batch of the wave: the one of them would count for nothing."""
    mine = float(np.nanmean(weight)) if sheet.rows and not np.isnan(weight).all() else 0.0
    for batch, mean in known.weights.items():
        if mine > 0 and not 1 / APART < mine / mean < APART:
            said = {"mean": float(f"{mine:.4g}"), "other": float(f"{mean:.4g}"), "batch": batch}
            sheet.findings.note("weights_two_scales", column=sheet.headers.get("weight", ""), rule=said)


def _apart(sheet: Sheet, weight: np.ndarray) -> None:
    """Weights of one file in two heaps far apart: of two sources that weighed differently."""
    held = np.sort(weight[weight > 0])
    if "weight" not in sheet or len(held) < MANY_ANSWERS:
        return
    steps = held[1:] / held[:-1]
    place = int(steps.argmax()) + 1
    few, below, above = len(held) // 20, held[:place], held[place:]
    if steps[place - 1] >= APART and few < place < len(held) - few:
        said = {"small": float(f"{below.mean():.4g}"), "large": float(f"{above.mean():.4g}"), "count": len(below)}
        sheet.findings.note("weights_apart", column=sheet.headers["weight"], rule=said)


def _carried(sheet: Sheet, groups: Groups, answers: Mapping[str, Answers]) -> None:
    """Results of many that hang on one: a weight that outweighs, a count that is most of what was counted."""
    if "weight" in sheet:
        warn_heavy(sheet.findings, groups, sheet.headers["weight"], sheet.texts("weight"))
    for each in answers.values():
        if each.rule.statistic == "per_100":
            warn_carried(sheet.findings, groups, each.header, each.texts, each.by_row)


def _vanished(sheet: Sheet, known: Known, answers: Mapping[str, Answers]) -> None:
    """Enterprises and indicators of the wave before that this file has not; none that a spelling mistake hides."""
    if not sheet.findings.any_of("enterprise_unknown", "enterprise_elsewhere", "empty"):
        here = set(sheet.texts("enterprise").listed)
        for code in sorted({code for code, _, _ in known.last} - here):
            sheet.findings.note("enterprise_vanished", column=sheet.headers["enterprise"], got=code)
    if not sheet.findings.any_of("column_unknown"):
        for name in sorted({name for _, _, name in known.last} - set(answers)):
            sheet.findings.note("indicator_vanished", got=name)
