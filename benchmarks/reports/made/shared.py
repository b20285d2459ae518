"""Members' reports made by several processes at once, each on a copy of the store of its own.

Making a report holds the interpreter's lock most of the time: threads would take turns, and in the server everybody
else with them.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

from benchmarks.reading import Reading
from benchmarks.reports.document import Document
from benchmarks.reports.made import report
from benchmarks.reports.made.worker import Made, Task
from benchmarks.words.language import Language
from data.copying import copy_store
from data.refusal import StoreError
from data.store import on_lake

LEAST = 40  # members for whom processes pay: each takes about as long as 15 reports to begin
EACH = 2**30  # bytes of memory a process may take
LARGEST = 2**30  # bytes of a store that is copied for each process
_ROOT = Path(__file__).parents[3]


def of_members(
    asked: Reading, language: Language, write: Callable[[Document], bytes], least: int = LEAST
) -> Generator[Made]:
    """As report.of_members, by as many processes as there are cores and memory for; by none under `least` members.

    Who closes it, or leaves it, ends them.
    """
    makers = report.members(asked)
    n = processes(asked.store.path, len(makers), least)
    with tempfile.TemporaryDirectory(prefix="reports-") as folder:
        free: SimpleQueue[_Worker] = SimpleQueue()
        workers = _begun(n, asked, language, write, Path(folder))
        if not workers:
            yield from report.of_members(asked, language, write)
            return
        for each in workers:
            free.put(each)
        pool = ThreadPoolExecutor(len(workers))
        try:
            waiting = [pool.submit(_made, free, maker) for maker in makers]
            for maker, told in zip(makers, waiting, strict=True):
                found = told.result()
                if found is None:  # made here, so that a refusal is heard in its own words
                    name, document = report.of_member(asked, maker, language)
                    found = name, document, write(document)
                yield found
        finally:
            for each in workers:
                each.end()
            pool.shutdown(cancel_futures=True)


def _begun(
    n: int, asked: Reading, language: Language, write: Callable[[Document], bytes], folder: Path
) -> "list[_Worker]":
    """As many workers as the disk has room for."""
    found: list[_Worker] = []
    for at in range(n):
        try:
            found.append(_Worker(asked, language, write, folder / f"{at}.duckdb"))
        except StoreError:
            break
    return found


def processes(store: str, makers: int, least: int = LEAST) -> int:
    """How many processes share the work: 0 where it does not pay, or where a store is too large or has no file."""
    if makers < least or on_lake(store) or Path(store).stat().st_size > LARGEST:
        return 0
    found = min(cores(), memory() // EACH, makers)
    return found if found > 1 else 0


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> int:
    """Bytes of memory that nobody uses; 0 where the system does not tell."""
    told = Path("/proc/meminfo")
    lines = told.read_text(encoding="ascii").splitlines() if told.is_file() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)


def _made(free: "SimpleQueue[_Worker]", maker: str) -> Made | None:
    worker = free.get()
    try:
        return worker.make(maker)
    finally:
        free.put(worker)


class _Worker:
    """One process of benchmarks.reports.made.worker."""

    def __init__(self, asked: Reading, language: Language, write: Callable[[Document], bytes], copy: Path) -> None:
        """Copy the store and begin."""
        copy_store(Path(asked.store.path), copy)
        # Told with the first member: it takes no more than a pipe holds before it has begun.
        self._task: Task | None = Task(
            copy, asked.specs, asked.viewer, asked.selection, asked.day, language.code, write
        )
        command = [sys.executable, "-m", "benchmarks.reports.made.worker"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT)

    def make(self, maker: str) -> Made | None:
        """What came of one member's report; None where nothing did, or where the process is no more."""
        out, task, self._task = self._process.stdout, self._task, None
        heard = (task is None or self._told(task)) and self._told(maker)
        try:
            found: Made | None = pickle.load(out) if heard and out else None
        except (EOFError, pickle.UnpicklingError):
            return None
        return found

    def end(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not heard any more
                if pipe is not None:
                    pipe.close()

    def _told(self, what: object) -> bool:
        pipe = self._process.stdin
        try:
            if pipe is not None:
                pickle.dump(what, pipe)
                pipe.flush()
        except OSError:
            return False
        return pipe is not None
