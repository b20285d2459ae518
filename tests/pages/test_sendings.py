"""Nobody sends a file who was not let in with something to send, and nobody more than a person does."""

import pytest

from data import limits
from data.viewer import LOCAL, Viewer, association, manufacturer
from pages.parts.shell import sendings
from pages.parts.shell.sendings import Admitted, Ledger
from tests.kit import finished

MAKER, HERE = manufacturer("s", "A", "a@people.example"), association("s", "b@people.example")


@pytest.fixture
def ledger(monkeypatch) -> Ledger:
    made = Ledger()
    monkeypatch.setattr(sendings, "LEDGER", made)
    return made


def put(session: str, *parts: bytes, said: int | None = None, method: str = "PUT", base: str = "") -> tuple[int, bytes]:
    """The status of a request that sends these parts, and what of them came through to the server."""
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    came, status = [], []

    async def server(scope: dict, receive: object, send: object) -> None:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                await send({"type": "http.response.start", "status": 499})
                return
            came.append(message["body"])
            if not message["more_body"]:
                await send({"type": "http.response.start", "status": 204})
                return

    async def receive() -> dict:
        return waiting.pop(0)

    async def send(message: dict) -> None:
        status.extend([message["status"]] if "status" in message else [])

    size = [(b"content-length", str(said).encode())] if said is not None else []
    scope = {"type": "http", "method": method, "path": f"{base}/_stcore/upload_file/{session}/file", "headers": size}
    finished(Admitted(server)(scope, receive, send))
    return status[0], b"".join(came)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
@pytest.mark.parametrize("base", ["", "/quality"])
def test_a_session_that_was_not_let_in_sends_nothing(ledger, method, base):
    assert put("stranger", b"x", method=method, base=base) == (403, b"")
    assert put("", b"x", method=method, base=base) == (403, b"")
    ledger.admit("known", HERE)
    assert put("known", b"x", method=method, base=base)[0] == 204
    assert put("known2", b"x", method=method, base=base)[0] == 403


@pytest.mark.parametrize(("viewer", "status"), [(LOCAL, 204), (HERE, 204), (MAKER, 204)])
def test_who_has_something_to_send_sends_it(ledger, viewer, status):
    ledger.admit("session", viewer)
    assert put("session", b"ab", b"c", said=3) == (status, b"abc")


@pytest.mark.parametrize("role", ["regulator", "visitor"])
def test_a_role_without_anything_to_send_sends_nothing_and_who_became_one_no_more(ledger, role):
    ledger.admit("session", HERE)
    ledger.admit("session", Viewer(role))
    assert put("session", b"x") == (403, b"")


def test_who_was_switched_off_or_signed_out_sends_nothing_more(ledger):
    ledger.admit("session", HERE)
    ledger.turn_away("session")
    assert put("session", b"x") == (403, b"")


def test_a_person_has_one_limit_in_all_sessions_and_others_have_their_own(ledger, monkeypatch):
    monkeypatch.setattr(limits, "SENT_FILES_AN_HOUR", 3)
    for session in ("one", "two"):
        ledger.admit(session, HERE)
    ledger.admit("other", MAKER)
    assert [put(session, b"x", said=1)[0] for session in ("one", "two", "one", "two", "one")] == [204] * 3 + [429] * 2
    assert put("other", b"x", said=1)[0] == 204


def test_bytes_are_counted_as_said_and_as_they_come(ledger, monkeypatch):
    monkeypatch.setattr(limits, "SENT_BYTES_AN_HOUR", 10)
    ledger.admit("session", HERE)
    assert put("session", b"12345", said=5)[0] == 204
    assert put("session", b"123456", said=6) == (429, b"")  # 5 + 6 is above 10
    # says 1 or nothing, and sends without end: cut off where the rest of the 10 is used up
    assert put("session", b"1", b"2", b"3456", said=1) == (499, b"12")
    ledger.admit("other", MAKER)
    assert put("other", *[b"x"] * 20) == (499, b"x" * 10)


def test_what_was_sent_an_hour_ago_no_longer_counts(ledger, monkeypatch):
    monkeypatch.setattr(limits, "SENT_FILES_AN_HOUR", 1)
    clock = [0.0]
    monkeypatch.setattr(sendings.time, "monotonic", lambda: clock[0])
    assert [ledger.takes("a", 1, True), ledger.takes("a", 1, True)] == [True, False]
    clock[0] = 3601.0
    assert ledger.takes("a", 1, True)
