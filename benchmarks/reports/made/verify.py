"""A document that is asked whether its numbers still hold: each is made again, from the store as it is now."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any
from zipfile import BadZipFile

import pandas as pd
import pikepdf
import pypdfium2
from python_calamine import CalamineError

from benchmarks.columns import REPORT_CHECK, REPORT_FACT
from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.content.notes import method
from benchmarks.reports.made import report
from benchmarks.reports.written import inside
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from benchmarks.words.language import LANGUAGES, Language
from data.kept import batches
from data.read.workbooks.package import RefusedError
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer

VERDICTS = SAME, SUPERSEDED, WITHDRAWN, ALTERED = ("same", "superseded", "withdrawn", "altered")
_PLACE = ("place", "result", "keys", "column")  # the sheet may be another where more or less is said before it
_ABOUT = ("kind", "wave", "language", "specs", "method", "batches")
_MOST = 50 * 2**20  # bytes of a document that is read
_UNREADABLE = (
    *(pikepdf.PdfError, pypdfium2.PdfiumError, RefusedError, CalamineError, BadZipFile),
    *(ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError),
)


@dataclass(frozen=True)
class _Since:
    """What differs between the store and the one that a document was made from, worst first."""

    unknown: list[int]
    withdrawn: list[int]
    new: list[int]
    specs: bool
    method: bool

    @property
    def verdict(self) -> str:
        """What a number that is another now has become."""
        if self.unknown:
            return ALTERED
        return WITHDRAWN if self.withdrawn else SUPERSEDED if self.new or self.specs or self.method else ALTERED

    def why(self, language: Language) -> str:
        """The reason in one clause."""
        say = language.gettext
        told = {
            say("batches {batches} of this document are not known to this store"): self.unknown,
            say("batches {batches} were withdrawn since"): self.withdrawn,
            say("batches {batches} came since"): self.new,
        }
        said = [text.format(batches=_listed(numbers)) for text, numbers in told.items() if numbers]
        said += [say("the specs were changed since")] if self.specs else []
        said += [say("a constant of the method was changed since")] if self.method else []
        return say("; ").join(said) or say("nothing changed in the store since")


def facts_of(content: bytes) -> dict[str, Any]:
    """The facts file itself, or the one inside a PDF, Word file, deck or workbook; refused where none can be read.

    `gone` are the numbers of its facts that the document shows less often than when it was made.
    """
    if len(content) > _MOST:
        raise Refused("no_facts")
    try:
        held, gone = _held(content)
        _readable(held)
    except _UNREADABLE:
        raise Refused("no_facts") from None
    return {**{name: held[name] for name in ("about", "facts", "digest")}, "gone": gone}


def _held(content: bytes) -> tuple[dict[str, Any], list[str]]:
    if content.startswith(b"PK"):
        return inside.inside(content)
    if not content.startswith(b"%PDF"):
        return json.loads(content), []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = {name: json.loads(held.get_file().read_bytes()) for name, held in pdf.attachments.items()}
    shown = told.get("numbers.json", {})
    return told["facts.json"], inside.fewer(shown, inside.texts_of_pdf(content)) if shown else []


def _readable(held: dict[str, Any]) -> None:
    """Raises where a facts file is not written as one."""
    about, rows = held["about"], held["facts"]
    texts = [about[name] for name in _ABOUT if name != "batches"]
    texts += [each for name in ("sector", "category", "enterprise") if (each := about.get(name)) is not None]
    right = all(isinstance(each, str) for each in (*texts, held["digest"])) and about["kind"] in report.KINDS
    right &= all(isinstance(int(number), int) and isinstance(sha, str) for number, sha in about["batches"])
    right &= all(set(each) == set(REPORT_FACT) and isinstance(each["keys"], dict) for each in rows)
    if not right or not all(isinstance(each["shown"], str) for each in rows):
        raise ValueError


def verified(
    held: Mapping[str, Any], store: Store, specs: Specs, viewer: Viewer, language: Language = LANGUAGES["en"]
) -> pd.DataFrame:
    """REPORT_CHECK rows: each fact with its value and text now, whether it is the same, and why not, in a language.

    A number that differs is superseded where data, specs or method changed since, withdrawn where a batch behind it
    was taken back, altered where nothing explains it, the file's digest is not that of its facts, or the document
    does not show it any more.
    """
    since = _since(held["about"], store, specs)
    whole = held["digest"] == facts.digest(held)
    now = _now(held["about"], store, specs, viewer)
    ask = _Asked(now or {}, since, whole, frozenset(held.get("gone", ())), language)
    return pd.DataFrame([ask.row(each) for each in held["facts"]], columns=list(REPORT_CHECK))


@dataclass(frozen=True)
class _Asked:
    """What each fact of one document is held against."""

    now: Mapping[str, dict]
    since: _Since
    whole: bool
    gone: frozenset[str]
    language: Language

    def row(self, fact: Mapping[str, Any]) -> list[Any]:
        """The fact with what became of it, in the order of REPORT_CHECK."""
        made = self.now.get(_key(fact), {})
        same = bool(made) and made["shown"] == fact["shown"] and _equal(made["value"], fact["value"])
        verdict, why = self._judged(fact, same)
        keys = ", ".join(f"{name}={value}" for name, value in fact["keys"].items())
        told = {**fact, "keys": keys, "value_now": made.get("value"), "shown_now": made.get("shown", "")}
        return [{**told, "verdict": verdict, "why": why}[name] for name in REPORT_CHECK]

    def _judged(self, fact: Mapping[str, Any], same: bool) -> tuple[str, str]:
        say = self.language.gettext
        if gone := sorted(self.gone.intersection(inside.shown_numbers(fact))):
            text = say("the document shows {numbers} less often than when it was made: its text was changed")
            return ALTERED, text.format(numbers=", ".join(gone))
        if same:
            return SAME, ""
        if not self.whole:
            return ALTERED, say("the digest of the file is not that of its facts")
        return self.since.verdict, self.since.why(self.language)


def _now(about: Mapping[str, Any], store: Store, specs: Specs, viewer: Viewer) -> dict[str, dict] | None:
    """The facts of the same document made now, by their places; None where it cannot be made any more."""
    names = ("sector", "category", "enterprise", "wave")
    chosen = Selection(**{name: about.get(name) for name in names})
    language = LANGUAGES.get(about["language"], LANGUAGES["en"])
    try:
        made = report.document(about["kind"], Reading(store, specs, viewer, chosen), language)
    except Refused as refused:
        if refused.code == "not_your_report":
            raise
        return None
    return {_key(each): each for each in made.facts["facts"]}


def _since(about: Mapping[str, Any], store: Store, specs: Specs) -> _Since:
    every = batches.batches(store, LOCAL, sector=about.get("sector"))
    known = dict(zip(every["batch"].astype(int), every["sha256"], strict=True))
    live = set(every.loc[every["withdrawn_at"].isna(), "batch"].astype(int))
    then = {int(number): sha for number, sha in about["batches"]}
    return _Since(
        unknown=sorted(number for number, sha in then.items() if known.get(number) != sha),
        withdrawn=sorted(number for number in then if number in known and number not in live),
        new=sorted(live - set(then)),
        specs=about["specs"] != specs.digest,
        method=about["method"] != method(),
    )


def _key(fact: Mapping[str, Any]) -> str:
    return json.dumps([fact[name] for name in _PLACE], ensure_ascii=False, sort_keys=True)


def _equal(one: Any, other: Any) -> bool:
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) if numbers else one == other


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + ("" if len(numbers) <= 10 else " ...")


def counted(rows: pd.DataFrame) -> Iterator[tuple[str, int]]:
    """How many facts have each verdict, in the order of VERDICTS, those that none has left out."""
    counts = rows["verdict"].value_counts()
    yield from ((verdict, int(counts[verdict])) for verdict in VERDICTS if verdict in counts)
