"""The process in which files are taken apart: it forks one reader a file, which can be ended without harm to others.

What readers need is loaded once, before any file is seen, so that a reader begins in milliseconds. It holds no store,
no network and no other file: the sender's bytes come in through a socket, the table goes out through the same one.
"""

import contextlib
import json
import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import pyarrow as pa

from data import limits
from data.read.apart import BROKEN, LENGTH, MEMORY, REQUEST, TIME
from data.read.manner import Manner
from data.read.table import TextTable

ReaderOf = Callable[[str], Callable[[bytes, Manner, dict[str, Any]], TextTable]]
SheetsOf = Callable[[str], Callable[[bytes], list[str]]]
Answer = Callable[[BinaryIO, BinaryIO], None]
_NO_MEMORY = 3  # exit code
_TOLD_BYTES = 4000
# What allocators say before they end a process.
_OUT_OF_MEMORY = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"Unable to allocate", b"malloc of size")


def serve(reader_of: ReaderOf, sheets_of: SheetsOf) -> None:
    """Serve requests on the socket whose number is the only argument, until the other end is closed.

    reader_of, sheets_of: what reads a kind of file and what tells its sheets, of `data.read`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who keep a reader
    control = socket.socket(fileno=int(sys.argv[1]))
    pa.array([""])  # with the first list comes a large part of the library
    while True:
        asked, handles, _, _ = socket.recv_fds(control, REQUEST.size, 2)
        if len(asked) < REQUEST.size:
            return
        kind, seconds, memory = REQUEST.unpack(asked)
        reader_of(kind.rstrip(b"\0").decode())  # what reads this kind is loaded here, once
        if os.fork() == 0:
            control.close()
            _keep(handles, seconds, memory, lambda asked, out: _answer(asked, out, reader_of, sheets_of))
        for handle in handles:
            os.close(handle)


def alone(reader_of: ReaderOf, sheets_of: SheetsOf) -> None:
    """One file from standard input to standard output, where processes cannot be forked."""
    _answer(sys.stdin.buffer, sys.stdout.buffer, reader_of, sheets_of)


def _answer(asked: BinaryIO, out: BinaryIO, reader_of: ReaderOf, sheets_of: SheetsOf) -> None:
    """Read one request and its file, write what was found: everything but the cells, then the cells as an Arrow stream.

    A request is JSON: what (read or sheets), kind, manner, note, limits. Its length and the file's stand before each.
    """
    request = json.loads(asked.read(LENGTH.unpack(asked.read(LENGTH.size))[0]))
    content = asked.read(LENGTH.unpack(asked.read(LENGTH.size))[0])
    for name, value in request["limits"].items():
        setattr(limits, name, value)
    if request["what"] == "sheets":
        _write(out, sheets_of(request["kind"])(content))
        return
    table = reader_of(request["kind"])(content, Manner(**request["manner"]), request["note"])
    rest = {name: value for name, value in vars(table).items() if name != "cells"}
    _write(out, rest | {"lines": table.lines.tobytes()})
    with pa.ipc.new_stream(out, table.cells.schema) as stream:
        stream.write_table(table.cells)
    out.flush()


def _write(out: BinaryIO, found: Any) -> None:
    whole = pickle.dumps(found)
    out.write(LENGTH.pack(len(whole)) + whole)
    out.flush()


def _keep(handles: list[int], seconds: int, memory: int, answer: Answer) -> NoReturn:
    """Fork the reader, end it when its time is over, and say why it ended where it did not answer."""
    job, verdict = handles
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, tell = os.pipe()
    reader = os.fork()
    if reader == 0:
        os.close(verdict)
        _read(job, tell, seconds, memory, answer)
    os.close(job)
    os.close(tell)
    late = False

    def over(*_: object) -> None:
        nonlocal late
        late = True
        os.kill(reader, signal.SIGKILL)

    signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    said = b""
    while more := os.read(told, _TOLD_BYTES):
        said = (said + more)[-_TOLD_BYTES:]
    ended = os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])
    if ended:
        why = TIME if late or ended == -signal.SIGXCPU else BROKEN
        # Ended by the system and not by us: the machine itself had no memory left.
        if (
            ended == _NO_MEMORY
            or (ended == -signal.SIGKILL and not late)
            or any(word in said for word in _OUT_OF_MEMORY)
        ):
            why = MEMORY
        # What a library does not survive leaves no word: the signal says that it was not ours.
        last = said.strip().rpartition(b"\n")[2] or (b"signal %d" % -ended if ended < 0 else b"")
        os.write(verdict, f"{why}\n{last.decode(errors='replace')}".encode())
    os._exit(0)


def _read(job: int, tell: int, seconds: int, memory: int, answer: Answer) -> NoReturn:
    """Be the reader: bounded, and with no way to say anything but the answer and why there is none."""
    os.dup2(tell, 2)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ended = 1
    try:
        with socket.socket(fileno=job) as line, line.makefile("rb") as asked, line.makefile("wb") as out:
            _bound(seconds, memory)
            answer(asked, out)
        ended = 0
    except (MemoryError, pa.ArrowMemoryError):
        ended = _NO_MEMORY
    except BaseException as error:  # a panic of a library is no Exception
        with contextlib.suppress(OSError):
            os.write(2, f"{type(error).__name__}: {error}\n".encode(errors="replace"))
    os._exit(ended)


def _bound(seconds: int, memory: int) -> None:
    """No more memory than what is mapped before the file is seen and this, no more time, and no file written."""
    import resource

    mapped = 0
    with contextlib.suppress(OSError):
        mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    bounds = {
        resource.RLIMIT_AS: (mapped + memory, mapped + memory),
        resource.RLIMIT_CPU: (seconds, seconds + 5),  # at the first it is told to end, at the second ended
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for what, most in bounds.items():
        resource.setrlimit(what, most)
