"""A PostgreSQL of its own for the tests of lakes; skipped in one line where there is none."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

HOW = "Tests of lakes need PostgreSQL: apt-get install --no-install-recommends postgresql"
USER = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is; None where it is not."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


class Server:
    """A PostgreSQL in a new folder, which can be stopped and started."""

    def __init__(self) -> None:
        """Make the folder; skipped in one line where there is no PostgreSQL."""
        made, server = program("initdb"), program("postgres")
        if made is None or server is None:
            if os.environ.get("REQUIRE_POSTGRES") == "1":
                pytest.fail(HOW)
            pytest.skip(HOW)
        self._folder = Path(tempfile.mkdtemp(prefix="lake-"))
        shutil.chown(self._folder, USER or os.geteuid())
        data = self._folder / "data"
        subprocess.run(
            [made, "-D", data, "-A", "trust", "-U", "postgres", "-N", "--no-instructions"],
            check=True, capture_output=True, user=USER, cwd=self._folder,
        )  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self._folder}
        words = [word for name, value in (settings | {"fsync": "off"}).items() for word in ("-c", f"{name}={value}")]
        self._words = [server, "-D", data, *words]
        self.reached = f"host=127.0.0.1 port={port} user=postgres"  # without a database

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._running = subprocess.Popen(self._words, user=USER, cwd=self._folder, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                psycopg.connect(f"{self.reached} dbname=postgres", connect_timeout=5).close()
                break
            except psycopg.OperationalError:
                if self._running.poll() is not None:
                    raise
                time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: a fast end, connections are not waited for; SIGQUIT: at once, as if the machine had gone."""
        self._running.send_signal(how)
        self._running.wait(30)

    def away(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """How a server of this run is reached, without a database."""
    server = Server()
    try:
        server.start()
        yield server.reached
    finally:
        server.stop()
        server.away()


@pytest.fixture(scope="module")
def new_lake(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes the address of a lake that is not there yet."""
    folder = tmp_path_factory.mktemp("lakes")
    made = []

    def one() -> str:
        name = f"lake_{folder.parent.parent.name}_{folder.name}_{len(made)}".replace("-", "_")
        made.append(name)
        with psycopg.connect(f"{postgres} dbname=postgres", autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"')
        return f"ducklake:postgres:{postgres} dbname={name};data={folder / name}"

    return one
