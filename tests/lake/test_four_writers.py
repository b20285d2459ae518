"""Four servers load and withdraw at random, are killed and halted at random: what was acknowledged is there, once."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from benchmarks.estimates.estimate import unscoped
from data.chain import chain
from data.kept import batches
from data.store import open_store
from data.viewer import LOCAL
from tests.intake.kit import asked as sector
from tests.intake.kit import opened, register, send, survey

ROOT = Path(__file__).resolve().parents[2]
DEEDS, WRITERS = int(os.environ.get("DEEDS", "1000")), 4
LEASE = 5.0  # seconds; 30 where nothing else is set
STATEMENTS = 60  # a load takes some fewer: most of those to be killed before one of them are
pytestmark = pytest.mark.simulation


class Writer:
    """Another process on the lake, and the next one when it was killed."""

    def __init__(self, where: str) -> None:
        words = [sys.executable, "-m", "tests.lake.killed", where, str(LEASE)]
        self._process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._living = self._read_ready()

    def _read_ready(self) -> int:
        word, number = self._process.stdout.readline().split()
        assert word == "ready"
        return int(number)

    def asked(self, words: list[str], statement: int, meanwhile: Callable[[int], None]) -> str:
        """What it says of a deed; "" where it was killed before it could say what became of it."""
        self._process.stdin.write(" ".join([str(statement), *words]) + "\n")
        self._process.stdin.flush()
        meanwhile(self._living)
        said = self._process.stdout.readline().split()
        assert said, "a writer ended without a word"
        if said == ["killed"]:
            self._living = self._read_ready()
            return ""
        return said[0]

    def buried(self) -> None:
        """Reads that it was killed after it had said its last, and who follows."""
        assert self._process.stdout.readline() == "killed\n"
        self._living = self._read_ready()

    def end(self) -> None:
        """Nothing is asked of it any more."""
        self._process.communicate()


class Deeds:
    """What four writers were asked and told, kept by as many threads."""

    def __init__(self, where: str) -> None:
        self._where, self._lock = where, threading.Lock()
        self.sent: dict[str, bytes] = {}  # by their sum: files that went to a writer
        self.loaded: dict[int, str] = {}  # batch -> sum of its bytes, as acknowledged
        self.gone: set[int] = set()
        self.unsure: list[list[str]] = []
        self.told: Counter[str] = Counter()
        self._under_way: dict[int, list[str]] = {}

    def _next(self, k: int, n: int, draw: Random) -> list[str]:
        with self._lock:
            free = sorted(set(self.loaded) - self.gone)
            others = [words for who, words in self._under_way.items() if who != k and words[0] == "load"]
            if free and draw.random() < 0.3:
                words = ["withdraw", str(draw.choice(free))]
            elif others and draw.random() < 0.15:
                words = draw.choice(others)  # the very bytes that another sends at the same time
            else:
                words = ["load", "2026", str(draw.randint(5, 40)), str(1_000_000 * (k + 1) + 100 * n)]
            self._under_way[k] = words
            if words[0] == "load":
                self.sent[_sum(words)] = survey(int(words[2]), int(words[3]))
            return words

    def _said(self, words: list[str], said: str) -> None:
        with self._lock:
            if not said:
                self.unsure.append(words)
            elif not said.isdigit():
                self.told[f"refused {said}"] += 1
            elif words[0] == "load":
                assert int(said) not in self.loaded, "a number was given out twice"
                self.loaded[int(said)] = _sum(words)
            else:
                self.gone.add(int(said))

    def of_writer(self, k: int) -> None:
        """A quarter of them: one in 25 is killed before a statement, as many at any moment, one in 100 is halted."""
        writer, draw = Writer(self._where), Random(22 + k)
        for n in range(DEEDS // WRITERS):
            words, fate = self._next(k, n, draw), draw.random()
            statement = draw.randint(1, STATEMENTS) if fate < 0.04 else 0
            after, halted = draw.uniform(0, 2), 0.08 <= fate < 0.09
            killed = threading.Event()

            def meanwhile(living: int, stays=fate >= 0.09, halted=halted, after=after, at=statement, killed=killed):
                if stays or at:
                    return
                time.sleep(after)
                if halted:
                    os.kill(living, signal.SIGSTOP)
                    time.sleep(1.5 * LEASE)
                    os.kill(living, signal.SIGCONT)
                else:
                    os.kill(living, signal.SIGKILL)
                    killed.set()

            said = writer.asked(words, statement, meanwhile)
            if killed.is_set() and said:
                writer.buried()
            self._said(words, said)
            fates = ("halted", halted), ("killed at a moment", killed.is_set()), ("killed in a statement", statement)
            self.told.update(what for what, so in fates if so and (said == "" or what != "killed in a statement"))
        with self._lock:
            self._under_way.pop(k)
        writer.end()


def _sum(words: list[str]) -> str:
    return sha256(survey(int(words[2]), int(words[3]))).hexdigest()


def test_what_four_writers_were_told_is_what_the_lake_holds(new_lake, tmp_path):
    where, began = new_lake(), time.monotonic()
    lake = open_store(where)
    send(lake, sector(), register("A"), "register")
    deeds = Deeds(where)
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(deeds.of_writer, range(WRITERS)))
    held = batches.batches(lake, LOCAL, kind="survey").set_index("batch")
    print(f"\n{len(deeds.loaded)} loads, {len(deeds.gone)} withdrawals acknowledged, {len(deeds.unsure)} unsure; "
          f"{dict(deeds.told)}; {time.monotonic() - began:.0f} s")  # fmt: skip
    more = held.loc[~held.index.isin(deeds.loaded)]
    withdrawn = set(held.index[held["withdrawn_at"].notna()])
    unsure = Counter(_sum(words) if words[0] == "load" else words[1] for words in deeds.unsure)
    assert held.loc[list(deeds.loaded), "sha256"].to_dict() == deeds.loaded
    assert Counter(more["sha256"]) <= unsure, "nobody was asked for what is there"
    assert deeds.gone <= withdrawn
    assert Counter(map(str, withdrawn - deeds.gone)) <= unsure
    assert held.index.is_unique and not held.loc[held["withdrawn_at"].isna(), "sha256"].duplicated().any()
    rows = lake.query("SELECT batch, count(*) AS n FROM response GROUP BY batch").set_index("batch")["n"]
    assert rows.to_dict() == held["row_count"].to_dict()
    with lake.cursor() as cursor:
        assert chain(cursor).whole
    pd.testing.assert_frame_equal(unscoped(lake, sector()), _replayed(held, deeds.sent, tmp_path / "again.duckdb"))
    lake.close()


def _replayed(held: pd.DataFrame, sent: dict[str, bytes], path: Path) -> pd.DataFrame:
    """All estimates of a file that one writer loads with the same files in their order, without the withdrawn ones."""
    store, known = opened(path)
    for batch, each in held.sort_index().iterrows():
        if pd.isna(each["withdrawn_at"]):
            assert send(store, known, sent[each["sha256"]]).batch is not None, batch
    found = unscoped(store, known)
    store.close()
    return found
