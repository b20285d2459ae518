"""Words in cells of a question: no answer, 10 - very satisfied, and the names that a labelled file gives codes."""

import re

import numpy as np

from data.check.contract import IndicatorRule
from data.check.scales import labels_of, rated
from data.check.sheet import Sheet
from data.check.written.suggest import narrow
from data.check.written.texts import Texts
from data.check.written.values import ANSWERS, Found, number

_NO_ANSWER = re.compile(
    r"[(\[<]?\s*(?:跳过|空|未作答|未询问|未问|没有问到|未答|未回答|无回答|不适用|不知道|不清楚|说不清|不了解|拒答|拒绝回答|缺失|"
    r"n\s?/\s?a|n\.a\.|not applicable|(?:don'?t|don’t|do not) know|dk|no answer|no opinion|refused|"
    r"prefer not to (?:say|answer)|skipped|not asked|missing|-{1,3}|—{1,2}|/)\s*[)\]>]?",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?P<code>\d{1,3})\s*(?:[-–—:=.、/)]|\s|(?=\())\s*\(?(?P<label>[^\d()]+?)\)?\s*")
_SAYS = r"是(?!否)|否|有(?!无)|没有|无|yes|no"
_CODED = re.compile(rf"(?<![\d.])(\d{{1,2}})\s*(?:[=:、.\-—]|表示|代表|为)\s*({_SAYS})(?![a-z])", re.IGNORECASE)
_CODED_BEHIND = re.compile(rf"(?<![是有a-z])({_SAYS})\s*(?:[=:]|表示|记为|为|计)\s*(\d{{1,2}})(?![\d.])", re.IGNORECASE)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HAN = "零一二三四五六七八九十"
_COUNTED = r"\s*(?:个|次|件|种|处|项|problems?|faults?|times?)?\s*(?:问题|故障)?"
_MORE = r"\s*(?:or more|and more|\+|及?以上)"
_NONE = r"none|no|no (?:problems?|faults?)|never|没有|无|从未|没有(?:问题|故障|遇到)|无(?:问题|故障)"


def means_none(text: str) -> bool:
    """Whether a cell or a label says that nothing was answered; a label may say it in two languages."""
    parts = re.split(r"\s+/\s+|[;|]", narrow(text).strip())
    return all(_NO_ANSWER.fullmatch(part.strip()) for part in parts)


def unanswered(sheet: Sheet, name: str, texts: Texts, found: dict[int, Found]) -> list[int]:
    """Places of the distinct texts that mean no answer: words among those found wrong, and codes labelled so."""
    coded = [code for code, label in labels_of(sheet, sheet.original(name)).items() if means_none(label)]
    places = [place for place in found if means_none(texts.listed[place])]
    if coded:
        places += [place for place, text in enumerate(texts.listed) if text in coded and place not in places]
    return places


def read_beside(
    sheet: Sheet, rule: IndicatorRule, texts: Texts, values: np.ndarray, found: dict[int, Found]
) -> dict[float, str]:
    """Fills `values` where a word of rating stands beside a number, takes these from `found`; label by number."""
    labels: dict[float, str] = {}
    marks = np.zeros(len(values), dtype=bool)
    for place in [place for place in found if found[place][0] == "not_a_number"]:
        match = _BESIDE.fullmatch(narrow(texts.listed[place]))
        if match and rated(match["label"]) and rule.low <= float(match["code"]) <= rule.high:
            values[place], marks[place] = float(match["code"]), True
            labels[float(match["code"])] = match["label"].strip()
            del found[place]
    if labels:
        said = ", ".join(texts.listed[place] for place in np.flatnonzero(marks)[:3].tolist())
        sheet.findings.chose("labels_beside", sheet.headers[rule.id], texts.rows_with(marks), said)
    return labels


def yes_no_codes(sheet: Sheet, name: str) -> dict[str, str]:
    """The word for yes or no behind each code that labels or the header name: 1 = 是, 2 = 否; {} without both."""
    header = sheet.original(name)
    found = {code: label.strip() for code, label in labels_of(sheet, header).items() if label.strip() != code}
    found |= {match[1]: match[2] for match in _CODED.finditer(narrow(header))}
    found |= {match[2]: match[1] for match in _CODED_BEHIND.finditer(narrow(header))}
    said = {code: label for code, label in found.items() if label.casefold() in ANSWERS}
    return said if {ANSWERS[label.casefold()] for label in said.values()} == {0.0, 1.0} else {}


def check_counts(sheet: Sheet, rule: IndicatorRule, texts: Texts) -> None:
    """Note codes of a count that the file gives a name which is no count, such as 8 = other; tell of 8 or more."""
    column = sheet.headers[rule.id]
    for code, label in labels_of(sheet, sheet.original(rule.id)).items():
        if code not in texts.listed or means_none(label):
            continue
        if not _counts(code, label):
            sheet.findings.note("label_in_count", column=column, rule={"code": code, "label": label})
        elif re.search(_MORE, narrow(label), re.IGNORECASE):
            marks = np.array([text == code for text in texts.listed], dtype=bool)
            sheet.findings.chose("count_open", column, texts.rows_with(marks), label.strip(), number=code)


def _counts(code: str, label: str) -> bool:
    """Whether a label says the number it belongs to."""
    value, text = number(code), narrow(label).strip().casefold()
    if not isinstance(value, float) or value != int(value):
        return False
    place = int(value)
    words = [str(place), code, *((_WORDS[place], _HAN[place]) if 0 <= place <= 10 else ())]
    words += ["两"] if place == 2 else []
    said = "|".join(map(re.escape, words)) + (f"|{_NONE}" if place == 0 else "")
    return re.fullmatch(rf"(?:{said}){_COUNTED}(?:{_MORE})?{_COUNTED}", text) is not None
