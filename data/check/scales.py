"""What labels and headers say of a scale: where it begins and ends, and which end is the best."""

import re

import numpy as np

from data.check.contract import IndicatorRule
from data.check.odd import RATINGS, moved
from data.check.sheet import Sheet
from data.check.written.suggest import narrow
from data.check.written.values import number

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


def check_scale(sheet: Sheet, rule: IndicatorRule, by_row: np.ndarray) -> None:
    """Note a rating whose own labels or header name another scale than the contract's, or 1 as the best."""
    if rule.statistic not in RATINGS or np.isnan(by_row).all():
        return
    header = sheet.original(rule.id)
    labels = _labels(sheet, header)
    span = _span(header, labels)
    if span is not None and span != (rule.low, rule.high) and not sheet.mapped_scale(rule.id):
        told: dict[str, object] = {"low": span[0], "high": span[1], "asked_low": rule.low, "asked_high": rule.high}
        told |= moved(by_row, span, (rule.low, rule.high))
        sheet.findings.note("scale_said", column=sheet.headers[rule.id], rule=told)
    if sheet.turned(rule.id) is None and _falls(labels):
        least, most = min(labels), max(labels)
        mean = float(np.nanmean(by_row))
        falls: dict[str, object] = {"least": least, "best": labels[least], "most": most, "worst": labels[most]}
        falls |= {"mean": float(f"{mean:.3g}"), "then": float(f"{rule.low + rule.high - mean:.3g}")}
        falls["formula"] = f"{rule.low + rule.high:g} - x"
        sheet.findings.note("scale_falls", column=sheet.headers[rule.id], rule=falls)


def _labels(sheet: Sheet, header: str) -> dict[float, str]:
    """Label by code, as a labelled file has them or the header names them (1 = very satisfied)."""
    held = sheet.table.note.get("value_labels")
    given = held.get(header, {}) if isinstance(held, dict) else {}
    found = {value: label for code, label in given.items() if isinstance(value := number(code), float)}
    return found or {float(code): label.strip() for code, label in _ENDS.findall(narrow(header))}


def _span(header: str, labels: dict[float, str]) -> tuple[float, float] | None:
    match = _SPAN.search(narrow(header))
    if match and float(match[1]) < float(match[2]):
        return float(match[1]), float(match[2])
    rated = [code for code, label in labels.items() if _BAD.search(label) or _GOOD.search(label)]
    return (min(rated), max(rated)) if len(rated) >= 2 else None


def _falls(labels: dict[float, str]) -> bool:
    """Whether the least code is the best one."""
    if len(labels) < 2:
        return False
    rated = {code: label for code, label in labels.items() if _BAD.search(label) or _GOOD.search(label)}
    if len(rated) < 2:
        return False
    return not _BAD.search(rated[min(rated)]) and _BAD.search(rated[max(rated)]) is not None
