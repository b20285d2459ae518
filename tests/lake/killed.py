"""Writers that are killed: `python -m tests.lake.killed ADDRESS LEASE`.

One at a time: it says "ready" and its process number, and serves. Each line is a deed of tests.lake.writer after the
number of the statement, counted from 1, before which SIGKILL comes; 0: it lives. Answered by what the deed says and
how many statements it took. Whoever was killed, so or from outside, is followed by "killed" and by the next writer,
which needs no second to start: all is imported already.
"""

import os
import signal
import sys

import duckdb
import psycopg

from data.lake import Lake, address
from tests.lake.writer import done

ASKED = [(duckdb.DuckDBPyConnection, name) for name in ("execute", "begin", "commit", "rollback")]
ASKED += [(psycopg.Connection, name) for name in ("execute", "close")]


class Statements:
    """Counts whatever is asked of DuckDB and of PostgreSQL, and kills this process before the given one."""

    def __init__(self) -> None:
        self.count, self.last = 0, 0
        for kind, name in ASKED:
            setattr(kind, name, self._counted(getattr(kind, name)))

    def _counted(self, asked):
        def ask(*given, **more):
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            return asked(*given, **more)

        return ask


def serve(where: str, lease: float) -> None:
    """Deeds, line by line, until none comes any more."""
    lake = Lake(where, address(where))
    lake.lease = lease
    statements = Statements()
    print("ready", os.getpid(), flush=True)
    while line := sys.stdin.readline():
        last, *words = line.split()
        statements.count, statements.last = 0, int(last)
        print(done(lake, words), statements.count, flush=True)


if __name__ == "__main__":
    while True:
        if not (child := os.fork()):
            serve(sys.argv[1], float(sys.argv[2]))
            os._exit(0)
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            break
        print("killed", flush=True)
