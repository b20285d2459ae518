"""A lake whose files are objects under s3://, on a server of this machine.

`pip install moto[server] duckdb-extension-httpfs==1.5.5`, and `pytest -m simulation tests/lake/test_objects.py`.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import duckdb
import httpx
import pytest

from benchmarks.estimates.estimate import unscoped
from benchmarks.intake.backup import verified
from data.kept import batches
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.intake.kit import asked, opened, send, survey

pytestmark = pytest.mark.simulation
HOW = "pip install moto[server] duckdb-extension-httpfs"
DEEDS: list[Callable[[Store], object]] = [
    lambda store: send(store, asked(), survey(30), wave="2025"),
    lambda store: send(store, asked(), survey(20, 100), wave="2026"),
    lambda store: batches.withdraw(store, LOCAL, 2, "a mistake"),
]


@pytest.fixture
def where(postgres: str, new_lake, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a lake that is not there yet, in a bucket that is empty."""
    pytest.importorskip("moto", reason=HOW)
    pytest.importorskip("duckdb_extension_httpfs", reason=HOW)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], **quiet) as server:
        try:
            for _ in range(300):
                try:
                    httpx.put(f"http://127.0.0.1:{port}/lakes").raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.2)
            for name, value in {"ACCESS_KEY_ID": "it's me", "SECRET_ACCESS_KEY": "x", "REGION": "eu-west-1"}.items():
                monkeypatch.setenv(f"AWS_{name}", value)
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
            yield f"{new_lake().partition(';data=')[0]};data=s3://lakes/duibiao"
        finally:
            server.kill()


def test_a_lake_of_objects_holds_what_a_file_holds_is_tidied_and_reads_nothing_else(where: str):
    file, _ = opened()
    lake = open_store(where)
    send(lake, asked(), b"enterprise,name_en,name_zh,sector\nA,x,x,things\n", "register")
    for store in (file, lake):
        for deed in DEEDS:
            deed(store)
    assert unscoped(lake, asked()).equals(unscoped(file, asked()))
    assert verified(lake, asked()).wrong == ()
    found = lake.tidy(0)
    assert 0 < found["after"] < found["before"]
    assert unscoped(lake, asked()).equals(unscoped(file, asked()))
    for elsewhere in ("s3://other/x.parquet", "/etc/passwd"):
        with pytest.raises(duckdb.PermissionException):
            lake.query(f"SELECT * FROM read_text('{elsewhere}')")
    lake.close()
