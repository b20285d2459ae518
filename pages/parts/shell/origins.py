"""Who may connect: pages of this deployment's own address, and nobody is asked what that address is."""

import logging
from collections.abc import Collection
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.parts.frame import mode

LOG = logging.getLogger("duibiao.origins")
_CHANGING = ("PUT", "POST", "DELETE", "PATCH")


class Homely:
    """Turns away connections and changes that a page of another address asks for, before the server looks at them."""

    def __init__(self, app: ASGIApp) -> None:
        """The server inside."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or connection."""
        connects = scope["type"] == "websocket"
        if not connects and (scope["type"] != "http" or scope["method"] not in _CHANGING):
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope)
        origin, host, own = said.get("origin"), said.get("host", ""), own_origin()
        if (_program(said) and not connects) or welcome(origin, host, own, st.get_option("server.corsAllowedOrigins")):
            await self.app(scope, receive, send)
            return
        LOG.warning("a page of %s was turned away: this server is at %s", origin or "no address", own or host)
        if connects:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)


def _program(said: Headers) -> bool:
    """Whether a program asks, with a token: no browser sends one for another's page without naming its origin."""
    return "origin" not in said and said.get("authorization", "").lower().startswith("bearer ")


def welcome(origin: str | None, host: str, own: str, named: Collection[str]) -> bool:
    """Whether a page of this origin may connect to the host it asked for.

    own: where people sign in, "" where nobody does: then the page comes from the host it asks for. Without an origin no
    browser asks, and nobody can be signed in. named: what the settings allow beside it.
    """
    if origin is None:
        return not own
    if origin.rstrip("/") in {each.strip().rstrip("/") for each in named}:
        return True
    if own:
        return origin.lower() == own
    try:
        return urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:
        return False


def own_origin() -> str:
    """Scheme, host and port of this deployment, as the sign-in's redirect_uri names them; "" without a sign-in."""
    if not mode.has_provider():
        return ""
    at = urlsplit(str(st.secrets["auth"].get("redirect_uri", "")))
    return f"{at.scheme}://{at.netloc}".lower() if at.scheme and at.netloc else ""
