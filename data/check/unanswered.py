"""Cells of a question that hold words and mean no answer: skipped, does not apply, don't know."""

import re

from data.check.sheet import Sheet
from data.check.written.suggest import narrow
from data.check.written.texts import Texts
from data.check.written.values import Found

_NO_ANSWER = re.compile(
    r"[(\[<]?\s*(?:跳过|空|未作答|未答|未回答|无回答|不适用|不知道|不清楚|说不清|不了解|拒答|拒绝回答|缺失|"
    r"n\s?/\s?a|n\.a\.|not applicable|(?:don'?t|don’t|do not) know|dk|no answer|no opinion|refused|"
    r"prefer not to (?:say|answer)|skipped|not asked|missing|-{1,3}|—{1,2}|/)\s*[)\]>]?",
    re.IGNORECASE,
)


def means_none(text: str) -> bool:
    """Whether a cell or a label says that nothing was answered; a label may say it in two languages."""
    parts = re.split(r"\s+/\s+|[;|]", narrow(text).strip())
    return all(_NO_ANSWER.fullmatch(part.strip()) for part in parts)


def unanswered(sheet: Sheet, name: str, texts: Texts, found: dict[int, Found]) -> list[int]:
    """Places of the distinct texts that mean no answer: words among those found wrong, and codes labelled so."""
    held = sheet.table.note.get("value_labels")
    labels = held.get(sheet.original(name), {}) if isinstance(held, dict) else {}
    coded = [code for code, label in labels.items() if means_none(label)]
    places = [place for place in found if means_none(texts.listed[place])]
    if coded:
        places += [place for place, text in enumerate(texts.listed) if text in coded and place not in places]
    return places
