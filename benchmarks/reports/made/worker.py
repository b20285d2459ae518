"""A process that makes members' reports for another: it is told what about, then a member at a time.

It speaks over its own pipes in pickles, with the program that started it and nobody else.
"""

import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from benchmarks.reading import Reading
from benchmarks.reports.document import Document
from benchmarks.reports.made import report
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from benchmarks.words.language import LANGUAGES
from data.store import open_store
from data.viewer import Viewer

Made = tuple[str, Document, bytes]  # the file's name, what it says, its bytes


@dataclass(frozen=True)
class Task:
    """What a worker makes reports about: a reading, but for its store, of which `copy` is one of the worker's own."""

    copy: Path
    specs: Specs
    viewer: Viewer
    selection: Selection
    day: date | None
    language: str
    write: Callable[[Document], bytes]


def work(source: BinaryIO, out: BinaryIO) -> None:
    """A task, then members' codes; for each what was made, or None where it could not be: who asked finds out why."""
    task: Task = pickle.load(source)
    store = open_store(task.copy)
    asked = Reading(store, task.specs, task.viewer, task.selection, task.day)
    while (maker := pickle.load(source)) is not None:
        try:
            name, made = report.of_member(asked, maker, LANGUAGES[task.language])
            told: Made | None = (name, made, task.write(made))
        except Exception:
            told = None
        pickle.dump(told, out)
        out.flush()
    store.close()


if __name__ == "__main__":
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what is printed is no answer
    work(sys.stdin.buffer, channel)
