"""Results under addresses: what may be asked of each, and its answer, equal to the command line's to the last digit."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from benchmarks.formats import encode
from benchmarks.reading import Reading
from benchmarks.reports.questions import QUESTIONS, Parameter, answer
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from benchmarks.words.language import LANGUAGES
from data.kept import actions, audit, fieldwork, publishing, replies, tiers
from data.kept.promised import help as asking
from data.refusal import Refused
from data.store import Store
from data.viewer import Viewer
from data.wave import Wave

ADDRESSES = tuple(QUESTIONS)
ENCODED = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "table": "text/plain; charset=utf-8",
}
SELECTING = ("sector", "category", "enterprise", "indicator", "wave")
LONGEST = 200  # characters of one value
# As Python writes a number; enough digits for any, and no more than a double holds.
NUMBER = r"^-?[0-9]{1,17}(\.[0-9]{1,17})?(e[-+]?[0-9]{1,2})?$"
_WORDS = {"true": True, "false": False}


class Unreadable(Refused):
    """A question that is not written as the description says; anything else that is refused was understood."""


@dataclass(frozen=True)
class Options:
    """What is asked: which part, what beside it, in which form."""

    selection: Selection
    said: Mapping[str, Any]
    form: str


def names_of(name: str) -> tuple[str, ...]:
    """The parameters of an address."""
    return (*SELECTING, *(each.name for each in QUESTIONS[name].parameters), "format")


def asked(name: str, query: Iterable[tuple[str, str]], specs: Specs) -> Options:
    """What a query asks of a result; refused in one sentence: a code nobody knows, a value written otherwise."""
    pairs, question = list(query), QUESTIONS[name]
    several = {each.name for each in question.parameters if each.kind == "texts"}
    given = _once(pairs, names_of(name), several)
    form = given.get("format", "json")
    if form not in ENCODED:
        raise Unreadable("no_format", got=form, known=", ".join(ENCODED))
    chosen = _selected({key: given[key] for key in SELECTING if key in given}, specs)
    for key in question.needed:
        if getattr(chosen, key) is None:
            raise Unreadable("needs_said", name=name, what=key, example=f"{key}={_EXAMPLES.get(key, '...')}")
    said = {}
    for each in question.parameters:
        values = [value for key, value in pairs if key == each.name]
        if values:
            said[each.name] = values if each.kind == "texts" else _read(each, values[0])
        elif each.required:
            raise Unreadable("needs_said", name=name, what=each.name, example=f"{each.name}=...")
    return Options(chosen, said, form)


_EXAMPLES = {"wave": "2026H1", "indicator": "satisfaction"}


def selected(query: Iterable[tuple[str, str]], specs: Specs, names: Sequence[str]) -> Selection:
    """A selection by these parameters and no others; refused as `asked` refuses."""
    return _selected(_once(query, names), specs)


def document(
    kind: str, query: Iterable[tuple[str, str]], specs: Specs, forms: Sequence[str]
) -> tuple[Selection, dict[str, Any]]:
    """What a query asks of a report: about what; and its format, language, and whether its facts come along."""
    given = _once(query, ("sector", "category", "enterprise", "wave", "format", "language", "facts"))
    how: dict[str, Any] = {}
    for name, known in (("format", ("pdf", *forms)), ("language", ("en", *LANGUAGES)), ("facts", ("false", "true"))):
        how[name] = given.pop(name, known[0])
        if how[name] not in known:
            raise Unreadable("no_code", what=name, got=repr(how[name]), known=", ".join(dict.fromkeys(known)))
    chosen = _selected(given, specs)
    if kind != "board" and chosen.sector is None:
        raise Unreadable("report_needs_sector", kind=kind)
    if kind == "enterprise" and chosen.enterprise is None:
        raise Unreadable("report_needs_maker")
    return chosen, {**how, "facts": how["facts"] == "true"}


def due(query: Iterable[tuple[str, str]], specs: Specs) -> tuple[Selection, str]:
    """What a query asks of the calendar: whose, and in which language; refused as `asked` refuses."""
    given = _once(query, ("sector", "enterprise", "language"))
    code = given.pop("language", "en")
    if code not in LANGUAGES:
        raise Unreadable("no_code", what="language", got=repr(code), known=", ".join(LANGUAGES))
    return _selected(given, specs), code


def _once(query: Iterable[tuple[str, str]], names: Sequence[str], several: Collection[str] = ()) -> dict[str, str]:
    """The query by name; refused where it says something twice or unknown."""
    pairs = list(query)
    given = dict(pairs)
    if twice := sorted({key for key in given if [one for one, _ in pairs].count(key) > 1} - set(several)):
        raise Unreadable("said_twice", names=", ".join(twice))
    if unknown := sorted(set(given) - set(names)):
        raise Unreadable("no_parameter", names=", ".join(unknown), known=", ".join(names))
    return given


def _selected(given: Mapping[str, str], specs: Specs) -> Selection:
    known = {
        "sector": set(specs),
        "category": {each.id for spec in specs.values() for each in spec.categories},
        "indicator": {each.id for spec in specs.values() for each in spec.indicators},
    }
    for key, got in given.items():
        if key in known and got not in known[key]:
            raise Unreadable("no_code", what=key, got=repr(got), known=", ".join(sorted(known[key])))
        if not 1 <= len(got) <= LONGEST:
            raise Unreadable("no_value", what=key, rule=f"1 to {LONGEST} characters", got=len(got))
    if "wave" in given:
        wave(given["wave"])
    return Selection(**given)


def wave(text: str) -> str:
    """A wave as it is written; refused where it is none."""
    try:
        return Wave.parse(text).code
    except ValueError:
        raise Unreadable("bad_wave", got=repr(text)) from None


def _read(parameter: Parameter, text: str) -> Any:
    """The value of a parameter, of its kind."""
    name = parameter.name
    if parameter.known and text not in parameter.known:
        raise Unreadable("no_code", what=name, got=repr(text), known=", ".join(parameter.known))
    if name == "period":
        return wave(text)
    if parameter.kind == "number":
        return number(name, text)
    try:
        if parameter.kind == "flag":
            return _WORDS[text]
        if parameter.kind == "day":
            return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
        if parameter.kind == "edges":
            low, middle, high = (float(each) for each in text.split(","))
            return _shares(low, middle, high)
    except (KeyError, ValueError):
        rule = {"flag": "true or false", "day": "YYYY-MM-DD", "edges": "three shares of 0 to 1, such as 0.05,0.1,0.2"}
        raise Unreadable("no_value", what=name, rule=rule[parameter.kind], got=repr(text)) from None
    if not 1 <= len(text) <= LONGEST:
        raise Unreadable("no_value", what=name, rule=f"1 to {LONGEST} characters", got=len(text))
    return text


def number(name: str, text: str) -> float:
    """A number as it is written; refused where it is none."""
    if not re.match(NUMBER, text, re.ASCII):
        raise Unreadable("no_value", what=name, rule="a number, such as 0.5", got=repr(text))
    return float(text)


def _shares(*edges: float) -> tuple[float, ...]:
    if not all(0 <= each <= 1 for each in edges):
        raise ValueError
    return edges


def table(name: str, reading: Reading, options: Options) -> bytes:
    """The rows of a result as the reading's viewer is told them, in the form asked for."""
    return encode(answer(name, reading, options.said), options.form)


def etag(store: Store, specs: Specs, viewer: Viewer, name: str, options: Options) -> str:
    """The mark of one answer: another where data, decisions, the day, specs, rights or the question are others."""
    told = (actions, tiers, replies, fieldwork, asking)
    decided = *(each.version(store) for each in told), audit.made_so_far(store), datetime.now(UTC).date()
    held = store.versions(), publishing.version(store, date.today()), decided, specs.digest
    said = sorted(options.said.items())
    question = name, options.selection, said, options.form
    mark = repr((sorted(held[0].counts.items()), held[0].sums, held[1:], _rights(viewer), question))
    return f'"{sha256(mark.encode()).hexdigest()[:32]}"'


def _rights(viewer: Viewer) -> tuple[object, ...]:
    parts = (viewer.sectors, viewer.enterprises, viewer.laboratories)
    return viewer.role, *(None if part is None else sorted(part) for part in parts)
