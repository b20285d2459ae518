"""Which column of the contract a header names: by id, label or synonym, as it stands or inside it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from data.check.contract import Column, Contract, IndicatorRule
from data.check.written.said import said
from data.check.written.suggest import key, narrow

MEASURED = ("value", "uncertainty")  # the columns whose header may carry a unit
_NUMBERED = re.compile(
    r"\s*(?:(?:第\s*)?(?:[QqＱ]\.?\s?)?\d{1,3}(?:[.\-_]\d{1,2})?\s*题?|[(\[【]\s*[Qq]?\d{1,3}\s*[)\]】])\s*"
    r"(?:[.、:：)\]】,，]|\s|(?<=[)\]】题]))\s*"
)
_MARKED = re.compile(r"\s*(?:[*?？:：。]|[(\[【][^()\[\]【】]*[)\]】]|\b(?:required|必填))\s*$", re.IGNORECASE)
# What may stand between a group or a question and what belongs to it.
_GROUPED = re.compile(r"\s*(?:/|::?|：|\.|>|→|\||\s-+\s|\s[–—]\s)\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def asked(contract: Contract) -> dict[str, IndicatorRule]:
    """The indicators that are columns of a file: those of surveys, in a survey file."""
    rules = contract.indicators if contract.kind == "survey" else {}
    return {name: rule for name, rule in rules.items() if rule.source == "survey"}


def names(contract: Contract) -> dict[str, str]:
    """What a header may be called: ids before labels and synonyms; one that two columns share names neither."""
    columns: list[Column | IndicatorRule] = [*contract.columns, *asked(contract).values()]
    labels = [(key(label), column.id) for column in columns for label in (column.en, column.zh, *column.also)]
    owners: dict[str, set[str]] = {}
    for label, owner in labels:
        owners.setdefault(label, set()).add(owner)
    alone = {label: owner for label, owner in labels if len(owners[label]) == 1}
    return alone | {key(column.id): column.id for column in columns}


def named(headers: Sequence[str], contract: Contract) -> dict[str, str]:
    """Header -> id of the contract, for the headers that name one.

    A header that is a name itself comes before one that holds it among other things - a question's number, a mark, a
    group, both languages, a unit - and of those only one that alone would name the column. Never by likeness.
    """
    known = names(contract)
    # Units are looked for where something is measured: reading the first one takes half a second.
    own = units(contract) if contract.kind == "test" else None
    exact = {header: known[key(header)] for header in headers if key(header) in known}
    loose: dict[str, str] = {}
    begins = [header.partition("-")[0] for header in headers if "-" in header]
    groups = {begin for begin in begins if begins.count(begin) > 1}  # as ODK writes group-question
    for header in headers:
        if header not in exact:
            text = header.rpartition("-")[2] if header.partition("-")[0] in groups else header
            found = next((known[key(each)] for each in inside(text, own) if known.get(key(each))), None)
            if found is None and own is not None:
                apart = known.get(key(said(header, own).name), "")
                found = apart if apart in MEASURED else None
            if found is not None:
                loose[header] = found
    taken, claims = set(exact.values()), list(loose.values())
    alone = {header: name for header, name in loose.items() if name not in taken and claims.count(name) == 1}
    return {header: (exact | alone)[header] for header in headers if header in exact or header in alone}


def units(contract: Contract) -> tuple[str, ...]:
    """The units the contract's indicators are kept in."""
    return tuple(dict.fromkeys(rule.unit for rule in contract.indicators.values() if rule.unit))


def measured(contract: Contract) -> dict[str, str]:
    """What a test indicator may be called in a cell: its id, labels and those synonyms that only one has."""
    tested = {rule.id for rule in contract.indicators.values() if rule.source == "test"}
    rules = list(contract.indicators.values())
    labels = _owned((key(name), rule.id) for rule in rules if rule.id in tested for name in (rule.zh, rule.en))
    taken = {key(name) for rule in rules for name in (rule.zh, rule.en, rule.id)}
    also = _owned((key(name), rule.id) for rule in rules for name in rule.also)
    further = {name: owner for name, owner in also.items() if owner in tested and name not in taken}
    return further | labels | {key(name): name for name in tested}


def _owned(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The names that belong to one alone."""
    owners: dict[str, set[str]] = {}
    for name, owner in named:
        owners.setdefault(name, set()).add(owner)
    return {name: next(iter(each)) for name, each in owners.items() if name and len(each) == 1}


def inside(header: str, own: Sequence[str] | None) -> Iterator[str]:
    """What a header says when its number, its marks, its group and its other language are taken away."""
    text = _NUMBERED.sub("", narrow(header).strip(), count=1) if _NUMBERED.match(narrow(header)) else narrow(header)
    yield text
    while (shorter := _MARKED.sub("", text)) not in ("", text) and not (own is not None and said(text, own).unit):
        text = shorter
        yield text
    if _GROUPED.search(text):
        yield _GROUPED.split(text)[-1]
    han = [place for place, char in enumerate(text) if _HAN.match(char)]
    if han and any(char.isascii() and char.isalpha() for char in text):
        first, last = han[0], han[-1] + 1
        yield from (part.strip(" /|-()") for part in (text[first:last], text[:first], text[last:]) if part.strip())
