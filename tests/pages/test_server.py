"""What stands around every answer of the server, asked without one."""

import asyncio
import gc
import weakref
from collections.abc import Sequence

import pytest
import streamlit as st

from pages.parts.shell import server
from tests.kit import finished


def sent_back(path: str, query: bytes = b"", scheme: str = "http", sent: Sequence[tuple[bytes, bytes]] = ()) -> dict:
    """How the answer to a request begins; the app would set two cookies."""
    cookies = [(b"set-cookie", b"a=1; HttpOnly; SameSite=Lax"), (b"set-cookie", b"b=2; Secure")]
    said: list[dict] = []

    async def app(scope: dict, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(cookies)})

    async def send(message: dict) -> None:
        said.append(message)

    around = server.middleware()[0]
    scope = {"type": "http", "scheme": scheme, "path": path, "query_string": query, "headers": list(sent)}
    finished(around.cls(app, *around.args, **around.kwargs)(scope, None, send))
    return said[0]


def answered(scheme: str, *sent: tuple[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that sets two cookies, as they leave the server."""
    return sent_back("/", scheme=scheme, sent=sent)["headers"]


@pytest.mark.parametrize(
    ("scheme", "sent"), [("https", []), ("http", [(b"x-forwarded-proto", b"https")])], ids=["here", "at the proxy"]
)
def test_cookies_of_an_encrypted_connection_are_kept_to_such(scheme, sent):
    cookies = [value for name, value in answered(scheme, *sent) if name == b"set-cookie"]
    assert cookies == [b"a=1; HttpOnly; SameSite=Lax; Secure", b"b=2; Secure"]


def test_a_connection_on_this_machine_keeps_its_cookies():
    assert (b"set-cookie", b"a=1; HttpOnly; SameSite=Lax") in answered("http")


@pytest.mark.parametrize(("watcher", "frozen"), [("none", True), ("auto", False)])
def test_what_the_imports_left_is_set_aside_where_no_module_is_loaded_anew(monkeypatch, watcher, frozen):
    async def started() -> int:
        async with server.lifespan(None):
            return gc.get_freeze_count()

    monkeypatch.setattr(st, "get_option", lambda name: watcher)
    gc.unfreeze()
    try:
        assert (finished(started()) > 0) == frozen
    finally:
        gc.unfreeze()


def test_no_click_waits_for_garbage_and_what_goes_round_in_circles_is_let_go_of_all_the_same(monkeypatch):
    class Circle:
        pass

    async def left_behind() -> bool:
        async with server.lifespan(None):
            circle = Circle()
            circle.own, seen = circle, weakref.ref(circle)
            del circle
            for _ in range(200):
                await asyncio.sleep(0.01)
                if seen() is None:
                    return False
        return True

    assert st.get_option("runner.postScriptGC") is False
    monkeypatch.setattr(server, "TIDIED_EVERY", 0.01)
    gc.disable()
    try:
        assert not finished(left_behind())
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize(
    ("path", "base", "address"),
    [
        ("/nowhere", "", "./missing"),
        ("/没有", "", "./missing"),
        ("/nowhere/", "", "../missing"),
        ("/quality/nowhere", "quality", "./missing"),
        ("/home", "", "./"),
        ("/home/", "", "../"),
        *((path, "", None) for path in ("/", "/gaps", "/gaps/", "/missing", "/oauth2callback", "/manifest.json")),
        *((path, "", None) for path in ("/_stcore/health", "/static/js/index.js", "/media/1.png", "/auth/login")),
        ("/quality/gaps", "quality", None),
        ("/quality", "quality", None),
    ],
)
def test_who_asks_for_an_address_without_a_page_is_sent_to_the_page_that_says_so(path, base, address):
    assert server.elsewhere(path, base) == address


def test_what_was_chosen_goes_along():
    said = sent_back("/nowhere", b"lang=zh&wave=2026H1")
    assert said["status"] == 307
    assert dict(said["headers"])[b"location"] == b"./missing?lang=zh&wave=2026H1"
