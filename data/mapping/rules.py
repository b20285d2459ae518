"""What a mapping may hold, and a sentence for each thing that it may not."""

from collections.abc import Iterator
from math import isfinite

from data.read import manner
from data.read.header import name_of

VERSION = 1
KEYS = ("mapping", "columns", "recode", "ignored", "missing", "kept", "reading", "asked")
_RECODE = ("words", "scale", "reversed", "blank", "down", "unit", "k")


def wrong(raw: dict) -> Iterator[str]:
    """A sentence for each thing wrong with a mapping as it was written."""
    if type(raw.get("mapping")) is not int or raw["mapping"] != VERSION:
        yield f'"mapping" names the version, which is {VERSION}; got {raw.get("mapping")!r}.'
    for key in raw.keys() - set(KEYS):
        yield f"A mapping has no {key!r}; it has {', '.join(KEYS)}."
    columns, recode, ignored = raw.get("columns", {}), raw.get("recode", {}), raw.get("ignored", [])
    if not isinstance(columns, dict) or not all(isinstance(each, str) and each for each in columns.values()):
        yield '"columns" gives each column of the file the id of one of the contract, such as {"Q1": "satisfaction"}.'
    columns = {} if not isinstance(columns, dict) else {k: v for k, v in columns.items() if isinstance(v, str)}
    for places in (columns, recode if isinstance(recode, dict) else ()):
        yield from _twice([name_of(column) for column in places])
    columns = {name_of(column): target for column, target in columns.items()}
    for target in dict.fromkeys(columns.values()):
        given = [column for column, each in columns.items() if each == target]
        if len(given) > 1 and "asked" not in raw:
            yield f"{', '.join(given)} are all mapped to {target}: only one column can be."
    if not isinstance(ignored, list) or not all(isinstance(each, str) for each in ignored):
        yield '"ignored" is a list of columns of the file.'
    yield from _wrong_lists(raw)
    ignored = [name_of(each) for each in ignored if isinstance(each, str)] if isinstance(ignored, list) else []
    for column in ignored:
        if column in columns:
            yield f"{column} is both mapped and ignored."
    if not isinstance(recode, dict):
        yield '"recode" gives columns of the file a recoding, such as {"Q1": {"reversed": true}}.'
        recode = {}
    for column, each in recode.items():
        if name_of(column) in ignored:
            yield f"{column} is both recoded and ignored."
        yield from (f"Recoding of {column}: {problem}" for problem in _wrong_recode(each))
    yield from manner.wrong(raw.get("reading", {}))
    if "asked" in raw and not _is_asked(raw["asked"]):
        yield '"asked" is as the questionnaire wrote it: its sector, its version, and a print of each question.'


def _is_asked(raw: object) -> bool:
    if not isinstance(raw, dict) or raw.keys() != {"sector", "version", "questions"}:
        return False
    questions = raw["questions"]
    texts = [raw["sector"], raw["version"], *(questions.values() if isinstance(questions, dict) else [None])]
    return all(isinstance(each, str) for each in texts)


def _twice(names: list[str]) -> Iterator[str]:
    yield from (f"{name} stands there in two spellings." for name in dict.fromkeys(names) if names.count(name) > 1)


def _wrong_lists(raw: dict) -> Iterator[str]:
    for name, what in (("missing", "words that mean no answer"), ("kept", "samples whose rows stay")):
        held = raw.get(name, [])
        if not isinstance(held, list) or not all(_is_number(each) or (isinstance(each, str) and each) for each in held):
            yield f'"{name}" is a list of {what}.'


def _wrong_recode(raw: object) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield f"it holds {', '.join(_RECODE)}; got {raw!r}."
        return
    for key in raw.keys() - set(_RECODE):
        yield f"there is no {key!r}; it holds {', '.join(_RECODE)}."
    words = raw.get("words", {})
    if not isinstance(words, dict) or not all(word.strip() and _stands(each) for word, each in words.items()):
        yield 'words give each answer a number or a code, such as {"很满意": 5}; null where it means no answer.'
    if "scale" in raw and not _is_scale(raw["scale"]):
        yield 'a scale is written {"from": [1, 5], "to": [1, 10]}, the lower end of each first.'
    for name in ("reversed", "down"):
        if type(raw.get(name, False)) is not bool:
            yield f"{name} is true or false; got {raw[name]!r}."
    if "blank" in raw and not _stands(raw["blank"]):
        yield 'blank says what an empty cell stands for, such as "no", or "block"; "" where it means no answer.'
    if not isinstance(raw.get("unit", ""), str):
        yield f"unit is a text such as mg/m3; got {raw['unit']!r}."
    if "k" in raw and not (_is_number(raw["k"]) and 0 < raw["k"] <= 5):
        yield f"k is the coverage factor of the uncertainty, such as 2; got {raw['k']!r}."


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
