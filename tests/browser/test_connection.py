"""The connection of a session, attacked by hand: a real server, a real handshake, and no browser."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.browser.conftest import serving


@contextmanager
def shaken(site: str, origin: str | None) -> Iterator[ClientConnection]:
    """A connection as a page of this origin would open it."""
    stream = f"ws://{urlsplit(site).netloc}/_stcore/stream"
    with connect(stream, origin=origin, subprotocols=["streamlit"]) as session:
        yield session


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server on the empty store says; the store is beside it."""
    return tmp_path_factory.mktemp("empty") / "empty.log"


@pytest.fixture(scope="module")
def empty(log: Path) -> Iterator[str]:
    """A server on an empty store that stays so."""
    with serving(log.with_suffix(".duckdb"), QUALITY_DEMO="0") as site:
        yield site


def test_the_handshake_of_another_origin_is_refused_at_once_and_asks_no_other_host(empty, log):
    for origin in ["http://evil.example", "http://10.0.0.5:8501", "null", *(f"http://h{k}.example" for k in range(8))]:
        began = time.monotonic()
        with pytest.raises(InvalidStatus) as refused, shaken(empty, origin):
            pass
        assert refused.value.response.status_code == 403
        assert time.monotonic() - began < 1
    with shaken(empty, empty) as session:
        session.ping()
    said = log.read_text()
    # Streamlit says so when it asked another host for the machine's address and got no answer.
    assert "external IP" not in said and "External URL" not in said


def test_a_change_that_another_origin_asks_for_is_refused(empty):
    asked = urllib.request.Request(
        f"{empty}/_stcore/upload_file/a/b", b"x", {"Origin": "http://evil.example"}, method="PUT"
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=10)
    assert refused.value.code == 403
    refused.value.close()


def test_clear_cache_over_the_wire_is_refused_and_the_store_stays_held(empty, log):
    with shaken(empty, empty) as session:
        session.send(BackMsg(rerun_script={}).SerializeToString())
        session.recv(timeout=60)
        session.send(BackMsg(clear_cache=True).SerializeToString())
        session.send(BackMsg(rerun_script={}).SerializeToString())
        session.recv(timeout=60)
        time.sleep(1)
        assert "refused: clear_cache" in log.read_text()


def test_a_stranger_puts_no_file_for_a_session_of_their_own_or_of_another(tmp_path):
    with (
        serving(tmp_path / "shown.duckdb", QUALITY_DEMO="0", QUALITY_MODE="demo") as site,
        shaken(site, site) as session,
    ):
        session.send(BackMsg(rerun_script={}).SerializeToString())
        first = ForwardMsg.FromString(session.recv(timeout=60))
        own = first.new_session.initialize.session_id
        assert own
        for name in (own, "another", ""):
            asked = urllib.request.Request(f"{site}/_stcore/upload_file/{name}/f", b"x", method="PUT")
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(asked, timeout=10)
            assert refused.value.code == 403
            refused.value.close()
    # By us, before anything else is looked at: each is logged.
    assert (tmp_path / "shown.log").read_text().count("not let in was refused") == 3
