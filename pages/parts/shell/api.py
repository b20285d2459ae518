"""Addresses for programs, beside the pages: /api/v1 and the feed. The same Reading, rights and digits."""

import logging
import time
from collections import deque
from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from benchmarks.reports import openapi
from benchmarks.reports.addresses import ADDRESSES, ENCODED, asked, etag, table
from benchmarks.reports.made import feed
from data.kept import audit, tokens
from data.refusal import Refused, StoreError
from data.viewer import LOCAL, Viewer
from pages.parts.frame import mode, platform

LOG = logging.getLogger("duibiao.api")
A_MINUTE = 120  # requests of one token
_SECONDS = 60


class Problem(Exception):  # noqa: N818 - what the caller is told
    """A refusal as RFC 9457 tells it: status, title and one sentence."""

    def __init__(self, status: int, title: str, detail: str, **headers: str) -> None:
        """Keep what is told."""
        super().__init__(detail)
        self.status, self.title, self.detail, self.headers = status, title, detail, headers

    def answer(self) -> Response:
        """As application/problem+json."""
        told = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return JSONResponse(told, self.status, self.headers, "application/problem+json")


class Meter:
    """How many requests a caller has made in the last minute."""

    def __init__(self) -> None:
        """Nobody has asked anything."""
        self._made: dict[str, deque[float]] = {}
        self._lock = Lock()

    def takes(self, who: str) -> bool:
        """Whether one more is within the limit; counted."""
        now = time.monotonic()
        with self._lock:
            made = self._made.setdefault(who, deque())
            while made and made[0] < now - _SECONDS:
                made.popleft()
            if len(made) >= A_MINUTE:
                return False
            made.append(now)
            return True


METER = Meter()  # of this server


def routes() -> list[Route]:
    """Every address for programs."""
    found = [Route(f"/api/v1/{name}", partial(_guarded, partial(_result, name)), methods=["GET"]) for name in ADDRESSES]
    found.append(Route("/api/v1/openapi.json", partial(_guarded, _openapi), methods=["GET"]))
    found.append(Route("/feed/changes", partial(_guarded, _feed), methods=["GET"]))
    return [*found, Route("/api/{rest:path}", partial(_guarded, _nothing))]


async def _guarded(answer: Callable[[Request, Viewer], Response], request: Request) -> Response:
    """Who asks, within the limits, and every refusal in the same form."""
    try:
        return await run_in_threadpool(_answered, answer, request)
    except Problem as problem:
        return problem.answer()
    except (Refused, StoreError) as refused:
        return Problem(400, "Refused", str(refused)).answer()
    except Exception:
        LOG.exception("an address for programs failed")
        return Problem(500, "Internal error", "Something went wrong here; it was noted.").answer()


def _answered(answer: Callable[[Request, Viewer], Response], request: Request) -> Response:
    viewer, who = _caller(request)
    if not METER.takes(who):
        raise Problem(429, "Too many requests", f"{A_MINUTE} requests a minute are answered.", **{"Retry-After": "60"})
    made = answer(request, viewer)
    if who != "local":
        audit.note(platform.store(), viewer, "exported", f"{who}: {request.url.path}")
    return made


def _caller(request: Request) -> tuple[Viewer, str]:
    """Whose rights count: those of the token; without one an administrator's on this very machine in local mode."""
    said = request.headers.get("authorization", "")
    kind, _, secret = said.partition(" ")
    if said and kind.lower() == "bearer":
        found = tokens.held(platform.store(), secret.strip())
        if found is not None:
            return found.viewer, f"token {found.token}"
    elif not said and _from_here(request):
        return LOCAL, "local"
    detail = "This address needs a token that is valid: Authorization: Bearer TOKEN."
    raise Problem(401, "Not authorised", detail, **{"WWW-Authenticate": "Bearer"})


def _from_here(request: Request) -> bool:
    peer = None if request.client is None else request.client.host
    host = request.url.hostname or ""
    return mode.mode() == "local" and mode.from_this_machine(peer, list(request.headers), host)


def _result(name: str, request: Request, viewer: Viewer) -> Response:
    """One table, as JSON, CSV or Parquet, whole; 304 where the caller has this very one."""
    options = asked(name, dict(request.query_params.multi_items()), platform.specs())
    mark = etag(platform.store(), platform.specs(), viewer, name, options)
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if mark in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    about = platform.asked(viewer, options.selection)
    return Response(table(name, about, options), 200, headers, ENCODED[options.form])


def _openapi(request: Request, viewer: Viewer) -> Response:
    return JSONResponse(openapi.described(platform.specs(), str(request.base_url).rstrip("/")))


def _feed(request: Request, viewer: Viewer) -> Response:
    about = platform.asked(viewer)
    content = feed.changes(about, str(request.base_url).rstrip("/"), date.today())
    return Response(content, media_type="application/atom+xml")


def _nothing(request: Request, viewer: Viewer) -> Response:
    raise Problem(404, "Not found", "There is nothing at this address; /api/v1/openapi.json lists what there is.")
