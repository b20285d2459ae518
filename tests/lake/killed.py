"""Writers that are killed at a statement of their deed: `python -m tests.lake.killed ADDRESS`.

Each line is a deed of tests.lake.writer after the number of the statement, counted from 1, before which SIGKILL comes;
0: it lives. Answered by "killed", or by what the deed says and how many statements it took.
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

    def __init__(self, last: int) -> None:
        self.count, self.last = 0, last
        for kind, name in ASKED:
            setattr(kind, name, self._counted(getattr(kind, name)))

    def _counted(self, asked):
        def ask(*given, **more):
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            return asked(*given, **more)

        return ask


if __name__ == "__main__":
    for line in sys.stdin:
        last, *words = line.split()
        if not (child := os.fork()):
            lake = Lake(sys.argv[1], address(sys.argv[1]))
            statements = Statements(int(last))
            print(done(lake, words), statements.count, flush=True)
            os._exit(0)
        if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            print("killed", flush=True)
