"""The server around the pages: what holds before the first page of the first session runs."""

import asyncio
import base64
import contextlib
import gc
import hashlib
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.counted import tell
from data.garbage import look_seldom
from pages.parts.frame import spoken, steps_back
from pages.parts.frame.screens import MISSING, SCREENS
from pages.parts.shell import internals, logs, metrics
from pages.parts.shell.messages import Sifted
from pages.parts.shell.origins import Homely
from pages.parts.shell.sendings import Admitted

_NAME = re.compile(r"[^/._][^/.]*")  # one name: files have a dot, what belongs to the server begins with _
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PAGES = {screen.name for screen in SCREENS[1:]} | {MISSING}  # the first is at the server's own address
_ROUTES = {internals.CALLBACK}
TIDIED_EVERY = 30.0  # s; sessions leave circles behind that only a look through everything finds


def prepared(script: str) -> Path:
    """The script that every session runs, once the server lists no pages of its own and asks no other host."""
    internals.list_no_folder()
    internals.ask_nobody_who_we_are()
    return Path(script).resolve()


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[dict]:
    """Set aside what the imports left: every run of a session would look through all of it for garbage.

    Not where files are watched: a module that is loaded anew leaves its old self behind.
    """
    if st.get_option("server.fileWatcherType") == "none":
        gc.collect()
        gc.freeze()
        look_seldom()
    logs.start()
    metrics.start()
    tidying = asyncio.create_task(_tidy())
    yield {}
    tidying.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await tidying


async def _tidy() -> None:
    """Look for garbage now and then, not after every click as Streamlit would: 65 ms each that everybody waits for."""
    while True:
        await asyncio.sleep(TIDIED_EVERY)
        await asyncio.to_thread(gc.collect)


@contextmanager
def counted() -> Iterator[None]:
    """One run of a session: its page, by its name, and its seconds; and the type of a fault, which is shown as ever."""
    began, page = time.perf_counter(), _page()
    try:
        yield
    except Exception as error:
        tell("error", type=type(error).__name__, page=page)
        raise
    finally:
        tell("run", time.perf_counter() - began, page=page)


def _page() -> str:
    name = urlsplit(st.context.url or "").path.strip("/").rsplit("/", 1)[-1]
    return name if name in _PAGES else SCREENS[0].name


def middleware() -> list[Middleware]:
    """What stands around every answer of the server."""
    return [
        Middleware(_Guard, headers=headers(internals.first_page())),
        Middleware(Homely),
        Middleware(Admitted),
        Middleware(Sifted),
        Middleware(metrics.Connected),
    ]


def headers(index: str) -> dict[str, str]:
    """The security headers of every answer; index: the server's own first page, whose inline scripts are let through,
    and ours.

    No other host appears. Vega compiles its expressions with eval and the components write their styles inline:
    without these two no chart is drawn.
    """
    inline = [*_INLINE.findall(index), steps_back.SCRIPT, spoken.SCRIPT]
    scripts = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    policy = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-eval'", *(f"'sha256-{digest}'" for digest in scripts)],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return {
        "Content-Security-Policy": "; ".join(" ".join([name, *sources]) for name, sources in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def elsewhere(path: str, base: str) -> str | None:
    """Where a browser is sent that asks for an address of ours at which there is no page; None for what stays.

    The first screen has the server's own address and none of its own; for a name that no screen has there is a page
    that says so, in the reader's language. base: the path under which the server runs. The answer is relative to path.
    """
    name = path.removeprefix("/" + base.strip("/")).strip("/")
    ours = name == metrics.ADDRESS and metrics.on()
    if ours or not _NAME.fullmatch(name) or name in _PAGES | _ROUTES:
        return None
    up = "../" if path.endswith("/") else "./"
    return up if name == SCREENS[0].name else up + MISSING


class _Guard:
    """Adds the headers to every answer, keeps cookies to encrypted connections, and answers where there is no page."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self.app, self.headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
                if _encrypted(scope):
                    message["headers"] = [(name, _secure(name, value)) for name, value in message["headers"]]
            await send(message)

        answer = self.app
        if scope["path"].rstrip("/").endswith(internals.METRICS):
            answer = PlainTextResponse("Not Found", 404)
        elif (address := elsewhere(scope["path"], st.get_option("server.baseUrlPath"))) is not None:
            query = scope.get("query_string", b"").decode("latin-1")
            answer = RedirectResponse(f"{address}?{query}" if query else address)
        await answer(scope, receive, guarded)


def _encrypted(scope: Scope) -> bool:
    """Whether the browser's side of the connection is: here, or at the proxy in front, which says so."""
    return scope["scheme"] == "https" or Headers(scope=scope).get("x-forwarded-proto", "").lower() == "https"


def _secure(name: bytes, value: bytes) -> bytes:
    """A Set-Cookie header with the mark that keeps the cookie to encrypted connections."""
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return value
    return value + b"; Secure"
