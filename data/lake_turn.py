"""Whose turn it is to write to a lake: a lock of PostgreSQL with a lease, over all servers and command lines.

The lock goes with its connection: at once where a process is killed. Where it is halted, or its machine or network is
gone, PostgreSQL ends the connection once it has not heard of the holder for the lease. No claim is left behind that
somebody would have to judge: who holds the lock is alive, and numbers are given out in the transaction that keeps them.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import duckdb
import psycopg

from data.refusal import Refused, StoreError

_LOCK = 4702394921427289928  # "Duibiao" and a byte: no other program's
WAIT = 60.0  # seconds for other writers: longer than the lease
LEASE = 30.0  # seconds after which the lock is taken from a holder that is not heard of
# Who has died is noticed within the lease, on either side of the network; sent bytes that nobody confirms count too.
_ALIVE = "keepalives_idle=5 keepalives_interval=5 keepalives_count=3 tcp_user_timeout=20000 connect_timeout=10"
_SETTINGS = {
    **{"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"},
    "tcp_user_timeout": "20000",
}
# DuckDB has no class of errors for it. The first line and a half are libpq's own words; then what is said where the
# connection is lost while a transaction ends, and while a statement is planned, whose first question fails unheard.
_GONE = re.compile(
    "Unable to connect to Postgres|server closed the connection|terminating connection|no connection to the server|"
    'could not (send|receive) data|SSL connection has been closed|Failed to execute query "(ROLLBACK|COMMIT)"|'
    "from DuckLake: Current transaction is aborted"
)


def alive(postgres: str) -> str:
    """How PostgreSQL is reached, by a connection that notices within 20 seconds that the other end is gone."""
    return f"{postgres} {_ALIVE}"


class UnreachedError(StoreError):
    """PostgreSQL of a lake cannot be reached; the message says why."""


def gone(error: duckdb.Error) -> bool:
    """Whether DuckDB failed because PostgreSQL went away, or was not there to begin with."""
    return _GONE.search(str(error)) is not None


@contextmanager
def turn(postgres: str, wait: float = WAIT, lease: float = LEASE) -> Iterator[None]:
    """The one who writes, of all servers, waited for so long (seconds).

    Refused: others have written all that time; UnreachedError: PostgreSQL cannot be reached. What is written after
    the lock was lost is for the transaction to meet, not for this.
    """
    with closing(_locked(postgres, wait, lease)) as lock, _heard(lock, lease / 3):
        yield


def _locked(postgres: str, wait: float, lease: float) -> psycopg.Connection:
    try:
        lock = psycopg.connect(alive(postgres), autocommit=True)
        try:
            for name, value in {**_SETTINGS, "lock_timeout": f"{1000 * wait:.0f}"}.items():
                lock.execute(f"SET {name} = {value}")
            lock.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            lock.execute(f"SET idle_session_timeout = {1000 * lease:.0f}")
        except BaseException:
            lock.close()
            raise
    except psycopg.errors.LockNotAvailable:
        raise Refused("lake_busy") from None
    except psycopg.OperationalError as error:
        raise UnreachedError(f"PostgreSQL of the lake cannot be reached: {str(error).splitlines()[0]}") from error
    return lock


@contextmanager
def _heard(lock: psycopg.Connection, every: float) -> Iterator[None]:
    """Lets PostgreSQL hear of the holder every so many seconds, however long it writes."""
    over = threading.Event()

    def say() -> None:
        while not over.wait(every):
            with suppress(psycopg.Error):  # a lock that was lost is met by the transaction
                lock.execute("SELECT 1")

    saying = threading.Thread(target=say, name="lake-turn", daemon=True)
    saying.start()
    try:
        yield
    finally:
        over.set()
        saying.join()
