"""Reading apart: what libraries and unpacking do with a sender's bytes happens in a process that can be ended.

Nothing that comes back is believed to be more than text, numbers and the few classes a table is made of.
"""

import atexit
import io
import json
import logging
import os
import pickle
import socket
import struct
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa

from data import limits
from data.problems.problem import Problem
from data.read.manner import Manner
from data.read.table import TextTable, refused
from data.read.turns import Told, Turns

LOG = logging.getLogger("duibiao.reading")
REQUEST = struct.Struct("<8sIQ")  # kind of file, seconds, bytes of memory
LENGTH = struct.Struct("<Q")
MEMORY, TIME, BROKEN = "memory", "time", "broken"  # why a reader ended without an answer

_ROOT = Path(__file__).parents[2]
_READERS = "from data.read import reader_of; from data.read import sheets_of; "
_SERVE = _READERS + "from data.read.worker import serve; serve(reader_of, sheets_of)"
_ALONE = _READERS + "from data.read.worker import alone; alone(reader_of, sheets_of)"
# Address space that is only reserved would count as memory.
_CALM = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
_CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
_NAMES = {"sav": "SPSS", "por": "SPSS (.por)", "dta": "Stata (.dta)", "parquet": "Parquet"}
_NUMPY = {(f"numpy.{core}.multiarray", "scalar") for core in ("core", "_core")} | {("numpy", "dtype")}
_CLASSES = {
    *{("data.problems.problem", "Problem"), ("data.read.choices", "Choice"), ("data.read.table", "Meant")},
    *{("datetime", "date"), *_NUMPY},
}


class _EndedError(Exception):
    """A reader ended without an answer: one of MEMORY, TIME and BROKEN."""


def table(content: bytes, kind: str, manner: Manner, note: dict[str, Any], told: Told | None = None) -> TextTable:
    """The table that the reader of this kind makes; a problem where it was ended by a limit or could not go on.

    told: gets the place in the line while other files are read.
    """
    try:
        with _TURNS.taken(told):
            return _asked("read", content, kind, manner, note)
    except _EndedError as error:
        why = str(error)
    if why == MEMORY:
        problem = Problem("file_memory", rule={"limit": limits.READ_MEMORY_BYTES // limits.MEGABYTE})
    elif why == TIME:
        problem = Problem("file_slow", rule={"limit": limits.READ_SECONDS})
    else:
        problem = Problem("dcc_broken") if kind == "dcc" else Problem("file_broken", got=_NAMES.get(kind, kind.upper()))
    return refused([problem], {**note, "format": kind})


def sheets(content: bytes, kind: str) -> list[str]:
    """Names of the sheets that a workbook shows; none where it cannot be read."""
    try:
        with _TURNS.taken():
            return _asked("sheets", content, kind, Manner(), {})
    except _EndedError:
        return []


def _asked(what: str, content: bytes, kind: str, manner: Manner, note: dict[str, Any]) -> Any:
    """What a reader answers. Raises _EndedError where it ended without an answer."""
    known = {name: value for name, value in vars(limits).items() if name.isupper()}
    request = json.dumps({"what": what, "kind": kind, "manner": asdict(manner), "note": note, "limits": known})
    whole = request.encode()
    head = LENGTH.pack(len(whole)) + whole + LENGTH.pack(len(content))
    return _forked(kind, head, content) if _CAN_FORK else _started(head, content)


def _forked(kind: str, head: bytes, content: bytes) -> Any:
    ours, theirs = socket.socketpair()
    told, tell = os.pipe()
    try:
        _SERVER.ask(REQUEST.pack(kind.encode(), limits.READ_SECONDS, limits.READ_MEMORY_BYTES), theirs.fileno(), tell)
    finally:
        theirs.close()
        os.close(tell)
    with ours, os.fdopen(told, "rb") as verdict, ours.makefile("rb") as answer:
        try:
            ours.sendall(head)
            ours.sendall(content)
            return _answered(answer)
        except (OSError, EOFError, pa.ArrowException, struct.error, pickle.UnpicklingError):
            why, _, said = verdict.read().decode(errors="replace").partition("\n")
            LOG.warning("a file could not be read (%s): %s", why or BROKEN, said)
            raise _EndedError(why or BROKEN) from None


def _started(head: bytes, content: bytes) -> Any:
    command = [sys.executable, "-c", _ALONE]
    try:
        done = subprocess.run(
            command, input=head + content, capture_output=True, cwd=_ROOT, timeout=limits.READ_SECONDS, check=True
        )
        return _answered(io.BytesIO(done.stdout))
    except subprocess.TimeoutExpired:
        raise _EndedError(TIME) from None
    except (subprocess.CalledProcessError, EOFError, pa.ArrowException, struct.error, pickle.UnpicklingError):
        raise _EndedError(BROKEN) from None


class _Server:
    """The process that forks readers, started when the first file comes and again where it is gone."""

    def __init__(self) -> None:
        self._control: socket.socket | None = None
        self._process: subprocess.Popen | None = None
        self._of = 0
        self._lock = Lock()

    def end(self) -> None:
        """End the process, if it is ours."""
        if self._control is not None:
            self._control.close()  # it ends by itself when this end is closed
        if self._process is not None and self._of == os.getpid():
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None

    def ask(self, request: bytes, *handles: int) -> None:
        """Hand a request and the ends of its lines over."""
        with self._lock:
            if self._control is None or self._of != os.getpid():
                self._start()
            for again in (True, False):
                assert self._control is not None
                try:
                    socket.send_fds(self._control, [request], handles)
                    return
                except OSError:
                    if not again:
                        raise
                    self._start()

    def _start(self) -> None:
        self.end()
        self._control, theirs = socket.socketpair()
        self._of = os.getpid()
        # A session of its own: an interrupt from the keyboard is ours.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(theirs.fileno())],
            cwd=_ROOT,
            env=os.environ | _CALM,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()


_SERVER = _Server()
_TURNS = Turns()
atexit.register(_SERVER.end)


class _Held(pickle.Unpickler):
    """Reads back what a table is made of and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _CLASSES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _answered(answer: BinaryIO) -> Any:
    """A list of names, or a table: its parts, then its cells."""
    whole = answer.read(LENGTH.unpack(answer.read(LENGTH.size))[0])
    found = _Held(io.BytesIO(whole)).load()
    if isinstance(found, list):
        return found
    with pa.ipc.open_stream(answer) as stream:
        cells = stream.read_all()
    columns = [column.combine_chunks() for column in cells.columns]
    lines = np.frombuffer(found.pop("lines"), np.int32)
    return TextTable(cells=pa.table(columns, names=cells.column_names), lines=lines, **found)
