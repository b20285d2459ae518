"""What labels and headers say of a scale: where it begins and ends, and which end is the best."""

import re
from collections.abc import Mapping

import numpy as np

from data.check.contract import IndicatorRule
from data.check.odd import FIRST, RATINGS, moved
from data.check.sheet import Sheet
from data.check.written.suggest import narrow
from data.check.written.texts import Texts
from data.check.written.values import number, numbers

_SPAN = re.compile(
    r"(?<!\d)([01])\s*(?:-|~|–|—|至|到|to)\s*(\d{1,3})\s*(?:分|points?)?\s*(?=[)\],;】]|$)", re.IGNORECASE
)
_ENDS = re.compile(r"(?<!\d)(\d{1,3})\s*(?:分)?\s*(?:[=:]|表示|为)\s*([^,;)\d]+)")
_BAD = re.compile(
    r"不满意|不同意|不推荐|不可能|不愿|不好|差|糟|低|从不|"
    r"dissatisf|disagree|unlikely|poor|bad|worst|never|not at all|low",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"满意|同意|推荐|可能|愿意|好|优|高|总是|satisf|agree|likely|good|excellent|best|always|high", re.IGNORECASE
)
_MIDDLE = re.compile(r"一般|中立|说不上|neutral|neither|average|fair|okay", re.IGNORECASE)
_POINTS = re.compile(
    r"(\d{1,3}|[五七十百])\s*分制|满分\s*(?:为|是)?\s*(\d{1,3})|(?<![\d.])(\d{1,2})[- ]?point(?:\s+scale)?\b|"
    r"([五七十]|\d{1,2})\s*[级点](?:量表|评价|评分|$|\))|\bout of (\d{1,3})\b",
    re.IGNORECASE,
)
_IS = r"\s*分?\s*(?:为|是|[=:]|表示|代表|means?|is)?\s*"
_LOW_BEST = re.compile(
    r"越[低小少]\s*(?:表示|代表|说明|则)?\s*[越愈]\s*(?:满意|好|优|高|同意)|[越愈](?:满意|好|优)\D{0,6}越[低小]|"
    r"(?:lower|smaller|less)\b\D{0,12}\bbetter|"
    rf"(?<![\d.])1{_IS}(?:最好|最佳|最优|最满意|非常满意|很满意|best\b|excellent|(?:very|most|completely) satisfied)|"
    rf"(?<![\d.])(?:5|7|10|100){_IS}(?:最差|最不满意|非常不满意|很不满意|worst\b|(?:very|completely) dissatisfied)",
    re.IGNORECASE,
)
_HAN = {"五": 5.0, "七": 7.0, "十": 10.0, "百": 100.0}
_MANY = 10.0  # a count of one response from which it is a rate, as a rule
_HUNDRED, _SOME, _APART = 100.0, 5, 3  # answers, and different ones above the scale: 99 alone is a code


def rated(label: str) -> bool:
    """Whether a word is an answer of a rating: 非常满意, neutral."""
    return any(form.search(label) for form in (_BAD, _GOOD, _MIDDLE))


def labels_of(sheet: Sheet, header: str) -> dict[str, str]:
    """Label by code, as a labelled file has them for a column of this name, or the name itself: 9 = other."""
    held = sheet.table.note.get("value_labels")
    given = dict(held.get(header, {})) if isinstance(held, dict) else {}
    return given or {code: label.strip() for code, label in _ENDS.findall(narrow(header))}


def check_scale(sheet: Sheet, rule: IndicatorRule, by_row: np.ndarray, beside: Mapping[float, str]) -> None:
    """Note a rating whose own labels or header name another scale than the contract's, or 1 as the best.

    beside: labels that stand in the cells, by their number.
    """
    if rule.statistic not in RATINGS or (np.isnan(by_row[:FIRST]).all() and np.isnan(by_row).all()):
        return
    header = sheet.original(rule.id)
    labels = _labels(sheet, header) or dict(beside)
    span = _span(header, labels) or _points(header, rule)
    if span is not None and span != (rule.low, rule.high) and not sheet.mapped_scale(rule.id):
        told: dict[str, object] = {"low": span[0], "high": span[1], "asked_low": rule.low, "asked_high": rule.high}
        told |= moved(by_row, span, (rule.low, rule.high))
        sheet.findings.note("scale_said", column=sheet.headers[rule.id], rule=told)
    if sheet.turned(rule.id) is None and not _falls(labels) and (low := _LOW_BEST.search(narrow(header))):
        sheet.findings.note(
            "scale_low_best", column=sheet.headers[rule.id], rule=_turned(rule, by_row) | {"said": low[0]}
        )
    if sheet.turned(rule.id) is None and _falls(labels):
        least, most = min(labels), max(labels)
        falls: dict[str, object] = {"least": least, "best": labels[least], "most": most, "worst": labels[most]}
        sheet.findings.note("scale_falls", column=sheet.headers[rule.id], rule=falls | _turned(rule, by_row))


def _turned(rule: IndicatorRule, by_row: np.ndarray) -> dict[str, object]:
    """How a scale would be turned: the formula, the mean as it is, the mean as it would be."""
    mean, ends = float(np.nanmean(by_row)), rule.low + rule.high
    return {"mean": float(f"{mean:.3g}"), "then": float(f"{ends - mean:.3g}"), "formula": f"{ends:g} - x"}


def _labels(sheet: Sheet, header: str) -> dict[float, str]:
    """Label by code, as a labelled file has them or the header names them (1 = very satisfied)."""
    given = labels_of(sheet, header)
    return {value: label for code, label in given.items() if isinstance(value := number(code), float)}


def _span(header: str, labels: dict[float, str]) -> tuple[float, float] | None:
    match = _SPAN.search(narrow(header))
    if match and float(match[1]) < float(match[2]):
        return float(match[1]), float(match[2])
    rated = [code for code, label in labels.items() if _BAD.search(label) or _GOOD.search(label)]
    return (min(rated), max(rated)) if len(rated) >= 2 else None


def _points(header: str, rule: IndicatorRule) -> tuple[float, float] | None:
    """The scale that a header names by its number of points: 5分制, 满分100, 7-point, 五级."""
    match = _POINTS.search(narrow(header))
    if match is None:
        return None
    text = next(filter(None, match.groups()))
    points = float(_HAN.get(text, 0) or text)
    if points in (rule.high, rule.high - rule.low + 1):
        return rule.low, rule.high
    return (0.0, points) if points > 11 else (0.0, 10.0) if points == 11 else (1.0, points)


def check_longer(sheet: Sheet, rule: IndicatorRule, texts: Texts) -> bool:
    """Whether most answers lie above the scale and all on 0 to 100: one question, in place of a problem for each."""
    if rule.statistic not in RATINGS or sheet.mapped_scale(rule.id) or rule.high >= _HUNDRED:
        return False
    values, _ = numbers(texts.distinct)
    by_row = texts.by_row(values, np.nan)
    given = by_row[~np.isnan(by_row)]
    above = np.unique(given[given > rule.high])
    if (
        len(given) < _SOME
        or len(above) < _APART
        or (given > rule.high).mean() < 0.5
        or given.min() < 0
        or given.max() > _HUNDRED
    ):
        return False
    told: dict[str, object] = {"low": 0, "high": _HUNDRED, "asked_low": rule.low, "asked_high": rule.high}
    told |= {"most": float(given.max()), **moved(given, (0.0, _HUNDRED), (rule.low, rule.high))}
    sheet.findings.note("scale_beyond", column=sheet.headers[rule.id], rule=told)
    return True


def check_rates(sheet: Sheet, rule: IndicatorRule, texts: Texts) -> bool:
    """Whether most of the counts that are not 0 are too many for one response: one question, in place of others."""
    if rule.statistic != "per_100" or sheet.mapped_scale(rule.id):
        return False
    values, _ = numbers(texts.distinct)
    by_row = texts.by_row(values, np.nan)
    given = by_row[~np.isnan(by_row)]
    some = given[given > 0]
    if not len(some) or given.min() < 0 or (some >= _MANY).mean() <= 0.5 or given.max() > 100 * rule.high:
        return False
    mean, most = float(given.mean()), float(given.max())
    told: dict[str, object] = {"least": _MANY, "most": most, "high": rule.high, "rates": 100 * rule.high}
    told |= {"formula": "x / 100", "then": float(f"{mean:.3g}"), "mean": float(f"{100 * mean:.3g}")}
    sheet.findings.note("count_or_rate", column=sheet.headers[rule.id], rule=told)
    return True


def _falls(labels: dict[float, str]) -> bool:
    """Whether the least code is the best one."""
    if len(labels) < 2:
        return False
    rated = {code: label for code, label in labels.items() if _BAD.search(label) or _GOOD.search(label)}
    if len(rated) < 2:
        return False
    return not _BAD.search(rated[min(rated)]) and _BAD.search(rated[max(rated)]) is not None
