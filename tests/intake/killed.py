"""A process that ends itself at a chosen statement of a deed: run as `python -m tests.intake.killed`, told by lines.

Each line on standard input is a JSON list [deed, path of the store, statement, before or after]; the answer is a line
[how the process ended, statements it came to]. Each deed runs in a process forked off before any store was opened.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import contextmanager

from benchmarks.estimates.cells import rebuild
from benchmarks.specs.spec import Specs
from data.kept import actions, audit, batches, mixes, people, publishing
from data.kept.people import Scope
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.action_kit import fields
from tests.intake.kit import register, send, survey
from tests.kit import indicator, specs

READS = ("SELECT", "WITH", "FROM", "SHOW", "DESCRIBE", "EXPLAIN")
MEASURED = (
    "sample,enterprise,category,lab,tested_on,indicator,value\n"
    "P1,A,thing,L1,2027-03-01,smoke,3\nP2,A,thing,L1,2027-03-01,smoke,4\n"
)


def known() -> Specs:
    """One sector with a rating and a measured value."""
    rating = indicator("rating", range={"min": 1, "max": 10}, levels={"floor": 5})
    return specs(rating, indicator("smoke", source="test", unit="mg/m3"))


def _loads(content: bytes, kind: str, wave: str = "2027") -> Callable[[Store, Specs], object]:
    return lambda store, asked: send(store, asked, content, kind, wave)


DEEDS: dict[str, Callable[[Store, Specs], object]] = {
    "load a register": _loads(register("B", "C"), "register"),
    "load answers": _loads(survey(40, 1000), "survey"),
    "withdraw": lambda store, _: batches.withdraw(store, LOCAL, 2, "a wrong round"),
    "rebuild": rebuild,
    "invite": lambda store, _: people.invite(store, LOCAL, "a@things.example", "visitor", Scope()),
    "register an action": lambda store, _: actions.register(store, LOCAL, "things", "A", fields()),
    "publish": lambda store, _: publishing.keep(store, LOCAL, "things", "2026", "published"),
    "decide": lambda store, _: mixes.decide(store, LOCAL, "things", "thing", "smoke", "2026", "apart", "they differ"),
    "note a view": lambda store, _: audit.note(store, LOCAL, "viewed", "A", "things"),
    "migrate": lambda store, _: None,
}


class Counted:
    """A cursor that counts what it writes, and ends the process at one statement."""

    so_far, last, before = 0, -1, True

    def __init__(self, cursor: object) -> None:
        """Around a cursor of DuckDB."""
        self._cursor = cursor

    def __getattr__(self, name: str) -> object:
        """Whatever writes is counted, the rest is the cursor's own."""
        whole = getattr(self._cursor, name)
        if name not in ("execute", "executemany", "begin", "commit", "append"):
            return whole

        def counted(*said: object) -> object:
            text = "\n".join(line for line in str(said[0] if said else "").split("\n") if not line.startswith("--"))
            if name == "execute" and text.strip().upper().startswith(READS):
                return whole(*said)
            Counted.so_far += 1
            if (Counted.so_far, Counted.before) == (Counted.last, True):
                os.kill(os.getpid(), signal.SIGKILL)
            result = whole(*said)
            if (Counted.so_far, Counted.before) == (Counted.last, False):
                os.kill(os.getpid(), signal.SIGKILL)
            return self if result is self._cursor else result

        return counted


def _counting() -> None:
    whole = Store.cursor

    @contextmanager
    def cursor(self: Store):
        with whole(self) as each:
            yield Counted(each)

    Store.cursor = cursor


def run(deed: str, path: str, last: int, when: str, answer: int) -> None:
    """The deed on the store, in a process that is killed at its statement `last`."""
    Counted.last, Counted.before = last, when == "before"
    _counting()
    store = open_store(path)
    DEEDS[deed](store, known())
    store.close()
    os.write(answer, str(Counted.so_far).encode())


def main() -> None:
    """Answers line by line."""
    print("ready", flush=True)
    for line in sys.stdin:
        told, answer = os.pipe()
        process = os.fork()
        if process == 0:
            code = 1
            try:
                run(*json.loads(line), answer)
                code = 0
            finally:
                sys.stderr.flush()
                os._exit(code)
        os.close(answer)
        _, status = os.waitpid(process, 0)
        print(json.dumps([os.waitstatus_to_exitcode(status), int(os.read(told, 20) or 0)]), flush=True)
        os.close(told)


if __name__ == "__main__":
    main()
