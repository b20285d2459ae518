"""What a browser sends that no screen of ours needs never reaches the server."""

import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from data import limits
from pages.parts.shell.messages import sifted
from tests.kit import finished


def sent(**said: object) -> bytes:
    return BackMsg(**said).SerializeToString()


def operation(kind: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, kind).SetInParent()
    return message.SerializeToString()


def let_through(*contents: bytes) -> list[dict]:
    """What reaches the server of these messages, before the connection ends."""
    waiting = [{"type": "websocket.receive", "bytes": content} for content in contents]
    waiting.append({"type": "websocket.disconnect"})

    async def receive() -> dict:
        return waiting.pop(0)

    async def all_of_it() -> list[dict]:
        after, said = sifted(receive), []
        while (message := await after())["type"] != "websocket.disconnect":
            said.append(message)
        return said

    return finished(all_of_it())


@pytest.mark.parametrize(
    "content",
    [
        *(sent(**{name: True}) for name in ("clear_cache", "load_git_info", "set_run_on_save")),
        *(sent(debug_disconnect_websocket=True), sent(debug_shutdown_runtime=True)),
        *(operation("install_skills"), operation("dismiss_skills_nudge"), b"", b"\xff\xfe nonsense"),
    ],
)
def test_a_message_that_no_screen_needs_is_dropped_and_the_next_one_comes_through(content):
    good = sent(stop_script=True)
    assert [message["bytes"] for message in let_through(content, good)] == [good]


def test_what_screens_need_comes_through_unchanged_and_in_order():
    rerun = BackMsg()
    rerun.rerun_script.query_string = "lang=zh"
    asked = [rerun.SerializeToString(), operation("deferred_file"), operation("dataframe_chunk")]
    assert [message["bytes"] for message in let_through(*asked)] == asked


def test_who_sends_without_end_waits_for_themselves(monkeypatch):
    monkeypatch.setattr(limits, "MESSAGES_AT_ONCE", 5)
    monkeypatch.setattr(limits, "MESSAGES_A_SECOND", 100)
    began = time.monotonic()
    assert len(let_through(*[sent(stop_script=True)] * 30)) == 30
    assert time.monotonic() - began >= 0.2  # 25 messages beyond the first 5, at 100 a second: 0.25 s
