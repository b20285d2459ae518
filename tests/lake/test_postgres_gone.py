"""PostgreSQL of a lake goes away in the middle of a load and comes back: one sentence, nothing by halves.

The statements of a load are counted as in tests.lake.killed, and PostgreSQL is stopped before one of them.
"""

import signal
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple

import psycopg
import pytest

from data.chain import chain
from data.kept import batches
from data.lake import Lake
from data.refusal import REFUSALS, Refused
from data.store import open_store
from data.viewer import LOCAL
from pages.parts.words.language import CHINESE
from tests.intake.kit import asked, register, send, survey
from tests.lake.conftest import Server
from tests.lake.killed import ASKED

ROWS = 12
FILES = count(1)


class Cut(NamedTuple):
    """A lake whose PostgreSQL is stopped before a statement, counted from 1 or named, and how it is stopped."""

    lake: Lake
    server: Server
    before: dict[str, Any]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[tuple[Lake, Server]]:
    server = Server()
    server.start()
    try:
        with psycopg.connect(f"{server.reached} dbname=postgres", autocommit=True) as made:
            made.execute("CREATE DATABASE cut")
        folder = tmp_path_factory.mktemp("cut")
        lake = open_store(f"ducklake:postgres:{server.reached} dbname=cut;data={folder}")
        send(lake, asked(), register("A"), "register")
        send(lake, asked(), survey(ROWS))
        yield lake, server
        lake.close()
    finally:
        server.stop()
        server.away()


@pytest.fixture
def cut(place, monkeypatch) -> Cut:
    lake, server = place
    found = Cut(lake, server, {"count": 0, "last": 0, "how": signal.SIGQUIT})

    def counted(do, name):
        def ask(*given, **more):
            found.before["count"] += 1
            if found.before["last"] in (found.before["count"], name):
                found.before["last"] = 0
                server.stop(found.before["how"])
            return do(*given, **more)

        return ask

    for kind, name in ASKED:
        monkeypatch.setattr(kind, name, counted(getattr(kind, name), name))
    return found


def statements(cut: Cut) -> int:
    """How many a load takes."""
    cut.before.update({"count": 0, "last": 0})
    send(cut.lake, asked(), new())
    return cut.before["count"]


def new() -> bytes:
    """A file that nobody has sent."""
    return survey(ROWS, 1000 * next(FILES))


def stopped(cut: Cut, last: int | str, how: signal.Signals = signal.SIGQUIT) -> str:
    """What becomes of a load while which PostgreSQL is stopped before that statement: its code, "" where it is kept.

    While it is away everything is refused; once it is back the same file is kept, once, and all is whole.
    """
    content = new()
    cut.before.update({"count": 0, "last": last, "how": how})
    said = _code(cut, content)
    assert cut.before["last"] == 0, "there was no such statement"
    with pytest.raises(Refused, match="PostgreSQL of the lake does not answer"):
        cut.lake.query("SELECT count(*) AS n FROM batch")
    assert _code(cut, new()) == "lake_gone"
    cut.lake.link()  # who looks at a page meets no error by this
    cut.server.start()
    again = _code(cut, content)
    assert again == {"": "twin", "lake_gone": ""}.get(said, again) and again in ("", "twin")
    known = batches.batches(cut.lake, LOCAL, kind="survey")
    assert known["sha256"].is_unique and sha256(content).hexdigest() in set(known["sha256"])
    held = cut.lake.query("SELECT batch, count(*) AS n FROM answer GROUP BY batch").set_index("batch")["n"]
    assert held.to_dict() == dict.fromkeys(known["batch"], ROWS)
    with cut.lake.cursor() as cursor:
        assert chain(cursor).whole
    return said


def _code(cut: Cut, content: bytes) -> str:
    """That of the refusal of a load; "" where it is kept."""
    try:
        assert send(cut.lake, asked(), content).batch is not None
    except Refused as refused:
        if refused.code.startswith("lake"):
            assert CHINESE.gettext(REFUSALS[refused.code]) not in ("", str(refused))
        return refused.code
    return ""


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGINT])
def test_a_load_in_whose_middle_postgresql_goes_away_is_refused_in_a_sentence_and_kept_once_it_is_back(cut, how):
    assert stopped(cut, statements(cut) // 2 + (how is signal.SIGINT), how) == "lake_gone"


def test_what_is_kept_is_not_known_where_postgresql_goes_away_while_the_last_word_is_written(cut):
    assert stopped(cut, "commit") == "lake_unsure"
    assert stopped(cut, "close") == ""  # of the lock: all was kept before


@pytest.mark.simulation
def test_a_load_before_whose_every_statement_postgresql_goes_away_is_kept_whole_or_not_at_all(cut):
    # The last, by its name: what is looked at once a second makes a load longer or shorter by a statement.
    found = Counter(stopped(cut, last) for last in (*range(1, statements(cut)), "close"))
    print(f"\nstopped before each of {found.total()} statements: {dict(found)}")
    assert set(found) == {"lake_gone", "lake_unsure", ""} and found["lake_unsure"] <= 3  # at the commit
