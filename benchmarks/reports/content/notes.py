"""How it was computed, what it must not be used for, and where its numbers come from."""

import hashlib
from functools import partial
from typing import Any

import pandas as pd

from benchmarks import policy
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Page, Say, Table
from benchmarks.words import sentences
from data.kept import batches
from data.viewer import LOCAL

SHORT = 12  # characters of a hash that are printed


def page(src: Source) -> Page:
    """Method, caveats and receipt."""
    return Page(src.say("Method, caveats, receipt"), [*_method(src), *_receipt(src)])


def _method(src: Source) -> list[Block]:
    share = src.language.percent(policy.CONFIDENCE)
    told = [
        src.say(
            "Every indicator has three levels: the floor at 60 points, the benchmark at 80, the frontier at 100. "
            "Between them the score is linear; the index is the weighted mean of scores in dimensions, then over them."
        ),
        src.say(
            "Intervals are {share} intervals: of surveys by Taylor linearisation over sampling points, of shares by "
            "Wilson, of tests from the spread of samples and the laboratory's uncertainty together.",
            share=share,
        ),
        src.say(
            "A verdict is met or not met only where the whole interval says so; otherwise it cannot be told. A "
            "mandatory floor that is not met in any sample caps the index at {cap}.",
            cap=src.language.number(policy.CAP, 1),
        ),
        src.say(
            "Ranks are ranges from {draws} simulated worlds with seed {seed}. What was not measured hands its weight "
            "on; under {least} of the weight nothing is rated.",
            draws=src.language.number(policy.DRAWS),
            seed=policy.SEED,
            least=src.language.percent(policy.MIN_COVERAGE),
        ),
        src.say(
            "Do not use these figures to rank makers whose ranges overlap, to compare categories with different "
            "indicators, or as a certificate of a single product."
        ),
    ]
    if src.synthetic:
        told.append(sentences.synthetic_notice(src.language))
    return [Say(text) for text in told]


def about(src: Source) -> dict[str, Any]:
    """What the facts of a document rest on: who it is for, the batches that count, the specs."""
    chosen = src.selection
    return {
        "sector": chosen.sector,
        "category": chosen.category,
        "enterprise": chosen.enterprise,
        "wave": src.wave,
        "language": src.language.code,
        "role": src.reading.viewer.role,
        "specs": src.reading.specs.digest,
        "method": method(),
        "batches": [[int(number), str(sha)] for number, sha in _behind(src).itertuples(index=False, name=None)],
    }


def method() -> str:
    """A digest of every constant of the method: another constant is another method."""
    told = "\n".join(f"{name}={choice.value!r}" for name, choice in policy.choices().items())
    return hashlib.sha256(told.encode()).hexdigest()


def _behind(src: Source) -> pd.DataFrame:
    """batch, sha256 of the live batches of the sector, or of all."""
    read = partial(batches.batches, src.reading.store, LOCAL, sector=src.selection.sector, live=True)
    frame = src.reading.in_common("batches", read)
    return frame[["batch", "sha256"]].sort_values("batch", ignore_index=True)


def _receipt(src: Source) -> list[Block]:
    say, rows = src.language.gettext, []
    held = _behind(src)
    rows.append([say("Document"), src.ledger.document])
    rows.append([say("Specs"), ", ".join(_versions(src)) + f" · {src.reading.specs.digest[:SHORT]}"])
    newest = held.tail(1)
    if len(newest):
        number, sha = newest.iloc[0]
        text = src.say("{n} batches count; the newest is {batch} ({hash})", n=len(held), batch=number, hash=sha[:SHORT])
        rows.append([say("Data"), text])
    checked = src.say(
        "Every number stands with its origin in the file beside this document (facts.json), which is also inside it, "
        "be it PDF, Word, slides or workbook. The page Reports and report verify FILE compute each again and say: "
        "same, superseded, withdrawn or altered."
    )
    return [Table([say("Receipt"), say("Content")], rows, [1.6, 6.0]), Say(checked, "small")]


def _versions(src: Source) -> list[str]:
    chosen = src.selection.sector
    return [f"{code} {spec.version}" for code, spec in src.reading.specs.items() if chosen in (None, code)]
