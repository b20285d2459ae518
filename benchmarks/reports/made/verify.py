"""A document that is asked whether its numbers still hold: each is made again, from the store as it is now."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any

import pandas as pd
import pikepdf

from benchmarks.columns import REPORT_CHECK, REPORT_FACT
from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.content.notes import method
from benchmarks.reports.made import report
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from benchmarks.words.language import LANGUAGES
from data.kept import batches
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer

VERDICTS = SAME, SUPERSEDED, WITHDRAWN, ALTERED = ("same", "superseded", "withdrawn", "altered")
_PLACE = ("page", "place", "result", "keys", "column")
_ABOUT = ("kind", "wave", "language", "specs", "method", "batches")
_MOST = 50 * 2**20  # bytes of a document that is read


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

    @property
    def why(self) -> str:
        """The reason in one clause."""
        told = {
            f"batches {_listed(self.unknown)} of this document are not known to this store": self.unknown,
            f"batches {_listed(self.withdrawn)} were withdrawn since": self.withdrawn,
            f"batches {_listed(self.new)} came since": self.new,
            "the specs were changed since": self.specs,
            "a constant of the method was changed since": self.method,
        }
        return "; ".join(text for text, holds in told.items() if holds) or "nothing changed in the store since"


def facts_of(content: bytes) -> dict[str, Any]:
    """The facts file itself, or the one attached to a PDF; refused where there is none that can be read."""
    if len(content) > _MOST:
        raise Refused("no_facts")
    try:
        if content.startswith(b"%PDF"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                content = pdf.attachments["facts.json"].get_file().read_bytes()
        held = json.loads(content)
        if set(held) < {"about", "facts", "digest"} or set(_ABOUT) - set(held["about"]):
            raise ValueError
        if any(set(each) != set(REPORT_FACT) for each in held["facts"]) or held["about"]["kind"] not in report.KINDS:
            raise ValueError
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        raise Refused("no_facts") from None
    return dict(held)


def verified(held: Mapping[str, Any], store: Store, specs: Specs, viewer: Viewer) -> pd.DataFrame:
    """REPORT_CHECK rows: each fact with its value and text now, and whether it is the same.

    A number that differs is superseded where data, specs or method changed since, withdrawn where a batch behind it
    was taken back, altered where nothing explains it or the file's digest is not that of its facts.
    """
    since = _since(held["about"], store, specs)
    whole = held["digest"] == facts.digest(held)
    now = _now(held["about"], store, specs, viewer)
    rows = [_row(each, now, since, whole) for each in held["facts"]]
    return pd.DataFrame(rows, columns=list(REPORT_CHECK))


def _row(fact: Mapping[str, Any], now: Mapping[str, dict] | None, since: _Since, whole: bool) -> list[Any]:
    made = (now or {}).get(_key(fact), {})
    same = bool(made) and made["shown"] == fact["shown"] and _equal(made["value"], fact["value"])
    verdict, why = (SAME, "") if same else (since.verdict, since.why)
    if not same and not whole:
        verdict, why = ALTERED, "the digest of the file is not that of its facts"
    keys = ", ".join(f"{name}={value}" for name, value in fact["keys"].items())
    told = {**fact, "keys": keys, "value_now": made.get("value"), "shown_now": made.get("shown", "")}
    return [{**told, "verdict": verdict, "why": why}[name] for name in REPORT_CHECK]


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
