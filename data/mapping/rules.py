"""What a mapping may hold, and a refusal for each thing that it may not."""

from collections.abc import Iterator
from math import isfinite

from data.read import manner
from data.read.header import name_of
from data.refusal import Refused

VERSION = 1
KEYS = ("mapping", "columns", "recode", "ignored", "missing", "kept", "reading", "asked")
_RECODE = ("words", "scale", "reversed", "blank", "down", "unit", "k")


def wrong(raw: dict) -> Iterator[Refused]:
    """A refusal for each thing wrong with a mapping as it was written."""
    if type(raw.get("mapping")) is not int or raw["mapping"] != VERSION:
        yield Refused("mapping_version", version=VERSION, got=repr(raw.get("mapping")))
    for key in raw.keys() - set(KEYS):
        yield Refused("mapping_part", name=repr(key), known=", ".join(KEYS))
    columns, recode, ignored = raw.get("columns", {}), raw.get("recode", {}), raw.get("ignored", [])
    if not isinstance(columns, dict) or not all(isinstance(each, str) and each for each in columns.values()):
        yield Refused("mapping_columns")
    columns = {} if not isinstance(columns, dict) else {k: v for k, v in columns.items() if isinstance(v, str)}
    for places in (columns, recode if isinstance(recode, dict) else ()):
        yield from _twice([name_of(column) for column in places])
    columns = {name_of(column): target for column, target in columns.items()}
    for target in dict.fromkeys(columns.values()):
        given = [column for column, each in columns.items() if each == target]
        if len(given) > 1 and "asked" not in raw:
            yield Refused("mapping_one_target", names=", ".join(given), target=target)
    if not isinstance(ignored, list) or not all(isinstance(each, str) for each in ignored):
        yield Refused("mapping_ignored")
    yield from _wrong_lists(raw)
    ignored = [name_of(each) for each in ignored if isinstance(each, str)] if isinstance(ignored, list) else []
    for column in ignored:
        if column in columns:
            yield Refused("mapping_mapped_ignored", column=column)
    if not isinstance(recode, dict):
        yield Refused("mapping_recode")
        recode = {}
    for column, each in recode.items():
        if name_of(column) in ignored:
            yield Refused("mapping_recoded_ignored", column=column)
        yield from _wrong_recode(column, each)
    yield from manner.wrong(raw.get("reading", {}))
    if "asked" in raw and not _is_asked(raw["asked"]):
        yield Refused("mapping_asked")


def _is_asked(raw: object) -> bool:
    if not isinstance(raw, dict) or raw.keys() != {"sector", "version", "questions"}:
        return False
    questions = raw["questions"]
    texts = [raw["sector"], raw["version"], *(questions.values() if isinstance(questions, dict) else [None])]
    return all(isinstance(each, str) for each in texts)


def _twice(names: list[str]) -> Iterator[Refused]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Refused("mapping_spellings", column=name)


def _wrong_lists(raw: dict) -> Iterator[Refused]:
    for name, code in (("missing", "mapping_missing"), ("kept", "mapping_kept")):
        held = raw.get(name, [])
        if not isinstance(held, list) or not all(_is_number(each) or (isinstance(each, str) and each) for each in held):
            yield Refused(code)


def _wrong_recode(column: str, raw: object) -> Iterator[Refused]:
    known = ", ".join(_RECODE)
    if not isinstance(raw, dict):
        yield Refused("recode_form", column=column, known=known, got=repr(raw))
        return
    for key in raw.keys() - set(_RECODE):
        yield Refused("recode_part", column=column, name=repr(key), known=known)
    words = raw.get("words", {})
    if not isinstance(words, dict) or not all(word.strip() and _stands(each) for word, each in words.items()):
        yield Refused("recode_words", column=column)
    if "scale" in raw and not _is_scale(raw["scale"]):
        yield Refused("recode_scale", column=column)
    for name in ("reversed", "down"):
        if type(raw.get(name, False)) is not bool:
            yield Refused("recode_truth", column=column, name=name, got=repr(raw[name]))
    if "blank" in raw and not _stands(raw["blank"]):
        yield Refused("recode_blank", column=column)
    if not isinstance(raw.get("unit", ""), str):
        yield Refused("recode_unit", column=column, got=repr(raw["unit"]))
    if "k" in raw and not (_is_number(raw["k"]) and 0 < raw["k"] <= 5):
        yield Refused("recode_k", column=column, got=repr(raw["k"]))


def _is_number(value: object) -> bool:
    try:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    except OverflowError:
        return False


def _stands(value: object) -> bool:
    return value is None or _is_number(value) or isinstance(value, str)


def _is_scale(raw: object) -> bool:
    if not isinstance(raw, dict) or raw.keys() != {"from", "to"}:
        return False
    pairs = [raw["from"], raw["to"]]
    return all(isinstance(p, list) and len(p) == 2 and all(map(_is_number, p)) and p[0] < p[1] for p in pairs)
