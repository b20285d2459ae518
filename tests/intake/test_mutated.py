"""Damaged files of every format: no traceback, no partial write, bounded memory and time, twice the same problems.

`FILES=2500 FIRST=0 pytest -m simulation -s tests/intake/test_mutated.py` takes a slice; without them it takes 10,000.
"""

import logging
import os
import resource
import time
from collections import Counter
from collections.abc import Callable

import pytest

from benchmarks.intake.load import check, load
from benchmarks.intake.sending import Outcome, Sending
from benchmarks.specs.spec import Specs
from data.kept import batches
from data.kept.batches import Upload
from data.problems.problem import sentence
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL
from tests.intake.kit import TABLES, opened
from tests.intake.mutated import good, mutated

# What libraries say of a file they cannot read; anything else that ends a reader is a mistake of ours.
THEIRS = (
    "ReadstatError:",
    "PyreadstatError:",
    "UnicodeDecodeError:",
    "PanicException:",
    "LookupError: unknown encoding",
    "signal 11",  # readstat dies at two of the 10,000, numbers 7911 and 9926, in its own process
    "signal 6",
)
MOST_SECONDS, MOST_MEGABYTES = 20, 400


def held(store: Store) -> dict[str, int]:
    """Rows of every table that a load writes."""
    sums = ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in TABLES)
    return store.query(f"SELECT {sums}").iloc[0].to_dict()


def said(judge: Callable, store: Store, known: Specs, upload: Upload) -> tuple[Outcome | None, list]:
    """What becomes of a file, and everything that is said of it."""
    try:
        outcome = judge(store, known, LOCAL, Sending(upload))
    except Refused as refusal:
        return None, [str(refusal)]
    assert outcome.problems or outcome.rows
    return outcome, [(sentence(each), each.line, each.severity) for each in outcome.problems]


def tried(first: int, files: int, caplog: pytest.LogCaptureFixture, twice: int = 1) -> Counter:
    """Takes so many files in, every `twice`-th a second time; how many of each format became what."""
    store, known = opened()
    before, became, slowest = held(store), Counter(), 0.0
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(first, first + files):
        kind, content = mutated(number)
        begun = time.monotonic()
        upload = Upload("test" if kind == "dcc" else "survey", "things", content, "f", "S1", "2026")
        once = said(check, store, known, upload)[1] if number % twice == 0 else None
        done, again = said(load, store, known, upload)
        assert once in (None, again), number
        became[kind, "loaded" if done and done.batch else "refused"] += 1
        if done is not None and done.batch is not None:
            now = held(store)
            table = "measurement" if kind == "dcc" else "response"
            assert now[table] - before[table] == done.rows > 0 and now["batch"] == before["batch"] + 1, number
            batches.withdraw(store, LOCAL, done.batch, "seen")
            before = held(store)
        else:
            assert done is None or done.errors, number
            assert held(store) == before, number
        slowest = max(slowest, time.monotonic() - begun)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident) // 1024
    ours = [each.getMessage() for each in caplog.records if each.name == "duibiao.reading"]
    strange = [each for each in ours if "(broken)" in each and not each.partition("): ")[2].startswith(THEIRS)]
    print(f"\n  {files} files from {first}, slowest {slowest:.1f} s, memory grew by {grown} MB")
    print(f"  {dict(sorted(became.items()))}")
    assert strange == []
    assert slowest < MOST_SECONDS and grown < MOST_MEGABYTES
    store.close()
    return became


@pytest.fixture(autouse=True)
def _unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    # What codes are called is looked up for every file with a problem, and takes half of the time.
    monkeypatch.setattr("benchmarks.intake.load.names_of", lambda *_: {})


def test_three_hundred_damaged_files_leave_nothing_half(caplog):
    became = tried(0, 300, caplog, twice=4)
    assert {kind for kind, _ in became} == set(good())
    assert {kind for kind, what in became if what == "loaded"} >= {"csv", "xlsx"}  # the damage is not always deadly


@pytest.mark.simulation
def test_ten_thousand_damaged_files_leave_nothing_half(caplog):
    caplog.set_level(logging.WARNING)
    tried(int(os.environ.get("FIRST", 0)), int(os.environ.get("FILES", 10_000)), caplog)
