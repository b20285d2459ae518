"""Dated states of certificates, scopes and records: what is wrong with them, or the typed table."""

import re
from datetime import date
from itertools import pairwise

import numpy as np
import pyarrow as pa

from data.check.cells import Choice, check_enterprises, check_texts, choose
from data.check.known import Known
from data.check.laboratory import days
from data.check.sheet import Sheet
from data.check.written.personal import masked
from data.check.written.suggest import key

# What a row may say of each kind of subject; on one day the later in the list outweighs those before it.
STATES = {
    "certificate": ("valid", "expired", "suspended", "cancelled", "revoked"),
    "scope": ("valid", "expired", "suspended", "cancelled", "revoked"),
    "record": ("live", "objection", "held", "repaired", "annulled"),
}
CLASSES = ("minor", "general", "serious")
# Columns that a row of a kind fills; of those joined by | one is enough. A record without the authority, the document
# and the rule it rests on says nothing that could be checked.
NEEDS = {
    "certificate": ("enterprise|lab", "authority"),
    "scope": ("lab", "authority"),
    "record": ("enterprise", "authority", "document", "basis"),
}
_WRITTEN = {
    **{"certificate": "证书", "scope": "能力范围", "record": "记录"},
    **{"valid": "有效", "expired": "过期", "suspended": "暂停", "cancelled": "注销", "revoked": "撤销"},
    **{"live": "公示中", "objection": "异议中", "held": "继续公示", "repaired": "已修复", "annulled": "决定已撤销"},
    **{"minor": "轻微", "general": "一般", "serious": "严重"},
}
_MORE = {"失效": "expired", "到期": "expired", "信用记录": "record", "认可范围": "scope", "严重失信": "serious"}
# A record is of an enterprise: nobody is one by name, by office, or by association with one.
_PERSON = re.compile(
    r"自然人|法定代表人|法人代表|实际控制人|负责人[:：]|股东[:：]|(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,3}(?:先生|女士)|身份证|"
    r"\b(?:natural person|legal representative|shareholder|director|owner)\s*:|\b(?:Mr|Mrs|Ms|Dr)\.?\s+[A-Z]",
    re.IGNORECASE,
)
_TEXTS = ("subject", "product", "lab", "basis", "authority", "document", "source", "reason")
_DAYS = ("from", "until", "corrects")


def check_states(sheet: Sheet, known: Known) -> pa.Table:
    """The typed table of a states file: line, subject, kind, enterprise, product, lab, state, from, until, class,
    basis, authority, document, source, reason, corrects; what the file has not is null.

    A row is an event: from a day on the subject is in a state. What is wrong is noted in the sheet's findings.
    """
    check_texts(sheet)
    check_enterprises(sheet, known)
    kind, state, grade = (
        _chosen(sheet, "kind", tuple(STATES)),
        _chosen(sheet, "state", tuple(dict.fromkeys(word for words in STATES.values() for word in words))),
        _chosen(sheet, "class", CLASSES),
    )
    read = {name: _days(sheet, name) for name in _DAYS}
    named = [kind.names[place] if place >= 0 else "" for place in kind.by_row.tolist()]
    said = [state.names[place] if place >= 0 else "" for place in state.by_row.tolist()]
    _fitting(sheet, named, said)
    _filled(sheet, named, said)
    _of_nobody(sheet, named)
    _in_order(sheet, read)
    _one_a_day(sheet, named, said, read)
    texts = {name: sheet.texts(name).column() if name in sheet else _nothing(sheet) for name in _TEXTS}
    columns = {
        **{"line": pa.array(sheet.lines, pa.int64()), "subject": texts["subject"], "kind": kind.column},
        "enterprise": sheet.texts("enterprise").column() if "enterprise" in sheet else _nothing(sheet),
        **{"product": texts["product"], "lab": texts["lab"], "state": state.column},
        **{name: pa.array(read[name], pa.date32()) for name in ("from", "until")},
        "class": grade.column,
        **{name: texts[name] for name in ("basis", "authority", "document", "source", "reason")},
        "corrects": pa.array(read["corrects"], pa.date32()),
    }
    return pa.table(columns)


def _nothing(sheet: Sheet) -> pa.Array:
    return pa.nulls(sheet.rows, pa.string())


def _chosen(sheet: Sheet, name: str, words: tuple[str, ...]) -> Choice:
    """The word of each row, by its id or its Chinese; others are noted."""
    spelled = {key(word): word for word in words} | {key(_WRITTEN[word]): word for word in words}
    spelled |= {key(text): word for text, word in _MORE.items() if word in words}
    rule = {"choices": [f"{word} ({_WRITTEN[word]})" for word in words], "name": name}
    return choose(sheet, name, spelled, list(words), "word_unknown", rule)


def _days(sheet: Sheet, name: str) -> list[date | None]:
    return days(sheet, name)[1].to_pylist() if name in sheet else [None] * sheet.rows


def _fitting(sheet: Sheet, kinds: list[str], states: list[str]) -> None:
    """A record is never suspended, and a certificate never repaired."""
    wrong = [row for row, (kind, state) in enumerate(zip(kinds, states, strict=True)) if kind and state]
    wrong = [row for row in wrong if states[row] not in STATES[kinds[row]]]
    if wrong:
        rows = np.array(wrong)
        sheet.findings.rows(
            *("state_of_another_kind", sheet.headers["state"], rows, sheet.texts("state")),
            lambda row: {"kind": kinds[row], "choices": list(STATES[kinds[row]])},
        )


def _filled(sheet: Sheet, kinds: list[str], states: list[str]) -> None:
    """Note rows without what their kind needs, each once."""
    names = {"class", *(name for needs in NEEDS.values() for each in needs for name in each.split("|"))}
    filled = {name: ~sheet.texts(name).empty if name in sheet else np.zeros(sheet.rows, dtype=bool) for name in names}
    lacking: dict[int, list[str]] = {}
    for row, (kind, state) in enumerate(zip(kinds, states, strict=True)):
        # How long a record is shown hangs on its class, so the row that begins it says which.
        needs = (*NEEDS.get(kind, ()), *(("class",) if (kind, state) == ("record", "live") else ()))
        lacks = [each for each in needs if not any(filled[name][row] for name in each.split("|"))]
        if lacks:
            lacking[row] = [each.replace("|", " / ") for each in lacks]
    if lacking:
        rows = np.array(list(lacking))
        sheet.findings.rows("state_lacks", "", rows, None, lambda row: {"kind": kinds[row], "lacks": lacking[row]})


def _of_nobody(sheet: Sheet, kinds: list[str]) -> None:
    """Note records that speak of a natural person: by the name, the office, or a number that is one's own."""
    for name in ("subject", *_TEXTS[3:]):
        if name not in sheet:
            continue
        texts = sheet.texts(name)
        named = {place for place, text in enumerate(texts.listed) if _PERSON.search(text) or masked(text) != text}
        rows = [row for row in range(sheet.rows) if kinds[row] == "record" and int(texts.index[row]) in named]
        sheet.findings.rows("record_of_a_person", sheet.headers[name], np.array(rows, dtype=int))


def _in_order(sheet: Sheet, read: dict[str, list[date | None]]) -> None:
    pairs = zip(read["from"], read["until"], strict=True)
    early = [row for row, (start, end) in enumerate(pairs) if start and end and end < start]
    if early:
        sheet.findings.rows(
            *("until_before_from", sheet.headers["until"], np.array(early), sheet.texts("until")),
            lambda row: {"from": f"{read['from'][row]}"},
        )


def _one_a_day(sheet: Sheet, kinds: list[str], states: list[str], read: dict[str, list[date | None]]) -> None:
    """An event stands once; on one day a subject is in one state, unless a row says that it corrects that day."""
    if "subject" not in sheet:
        return
    texts = {name: sheet.texts(name).at(np.arange(sheet.rows)) for name in _TEXTS[:3] if name in sheet}
    makers = sheet.texts("enterprise").at(np.arange(sheet.rows)) if "enterprise" in sheet else [""] * sheet.rows
    rows = [row for row in range(sheet.rows) if kinds[row] and states[row] and read["from"][row]]
    seen: dict[tuple, int] = {}
    days_of: dict[tuple, list[int]] = {}
    twice: dict[int, int] = {}
    for row in rows:
        day = kinds[row], texts["subject"][row], read["from"][row], read["corrects"][row]
        event = (*day, states[row], makers[row], *(each[row] for name, each in texts.items() if name != "subject"))
        if event in seen:
            twice[row] = seen[event]
            continue
        seen[event] = row
        days_of.setdefault(day, []).append(row)
    against = {
        later: first for day in days_of.values() for first, later in pairwise(day) if states[first] != states[later]
    }
    _held_against(sheet, "event_twice", twice, states, read["from"])
    _held_against(sheet, "states_on_one_day", against, states, read["from"])


def _held_against(sheet: Sheet, code: str, found: dict[int, int], states: list[str], days: list[date | None]) -> None:
    """A problem at each row that goes ill with another one, which is named."""
    if found:
        sheet.findings.rows(
            *(code, sheet.headers["subject"], np.array(sorted(found)), sheet.texts("subject")),
            lambda row: {
                **{"first": int(sheet.lines[found[row]]), "from": f"{days[row]}"},
                **{"state": states[row], "other": states[found[row]]},
            },
        )
