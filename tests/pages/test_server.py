"""What stands around every answer of the server, asked without one."""

import asyncio
import gc

import pytest
from streamlit import config

from pages.parts.shell import server


def answered(scheme: str, *sent: tuple[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that sets two cookies, as they leave the server."""
    cookies = [(b"set-cookie", b"a=1; HttpOnly; SameSite=Lax"), (b"set-cookie", b"b=2; Secure")]
    said: list[dict] = []

    async def app(scope: dict, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(cookies)})

    async def send(message: dict) -> None:
        said.append(message)

    around = server.middleware()[0]
    scope = {"type": "http", "scheme": scheme, "path": "/", "headers": list(sent)}
    asyncio.run(around.cls(app, *around.args, **around.kwargs)(scope, None, send))
    return said[0]["headers"]


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

    monkeypatch.setattr(config, "get_option", lambda name: watcher)
    gc.unfreeze()
    try:
        assert (asyncio.run(started()) > 0) == frozen
    finally:
        gc.unfreeze()
