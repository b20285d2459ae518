"""Figures of the running server in Prometheus' text form, at an address of their own; off unless a secret is set."""

import os
import secrets

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.process_collector import ProcessCollector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from data.counted import listen
from pages.parts.frame import platform

ADDRESS, VARIABLE, SHORTEST = "metrics", "QUALITY_METRICS", 16
_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60)

disable_created_metrics()  # when each was first counted, a second line for every figure
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
SESSIONS = Gauge("duibiao_sessions", "Browsers that are connected now", registry=REGISTRY)
VERSION = Gauge("duibiao_store_version", "Grows with every file and withdrawal of the store", registry=REGISTRY)
_RUNS = Histogram("duibiao_run_seconds", "Seconds a page took", ["page"], buckets=_BUCKETS, registry=REGISTRY)
_WAITS = Histogram("duibiao_wait_seconds", "Seconds a writer waited for others", buckets=_BUCKETS, registry=REGISTRY)
_LOADS = Counter("duibiao_loads", "Files that were sent for good", ["kind", "outcome"], registry=REGISTRY)
_REFUSALS = Counter("duibiao_refusals", "What was refused, by the code of its sentence", ["code"], registry=REGISTRY)
_ERRORS = Counter("duibiao_errors", "Faults of the program that a reader met", ["type"], registry=REGISTRY)


def on() -> bool:
    """Whether the address answers: QUALITY_METRICS holds a secret of 16 characters or more."""
    return len(os.environ.get(VARIABLE, "")) >= SHORTEST


def start() -> None:
    """Count from here on, where the address is to answer."""
    if on():
        listen(count)


def count(what: str, amount: float, about: dict[str, str]) -> None:
    """One thing that happened, as data.counted tells it."""
    if what == "run":
        _RUNS.labels(about["page"]).observe(amount)
    elif what == "wait":
        _WAITS.observe(amount)
    elif what == "load":
        _LOADS.labels(about["kind"], about["outcome"]).inc()
    elif what == "refusal":
        _REFUSALS.labels(about["code"]).inc()
    else:
        _ERRORS.labels(about["type"]).inc()


def routes() -> list[Route]:
    """The address of the figures."""
    return [Route(f"/{ADDRESS}", _answer, methods=["GET"])]


async def _answer(request: Request) -> Response:
    kind, _, said = request.headers.get("authorization", "").partition(" ")
    if not on():
        return PlainTextResponse("Not Found", 404)
    if kind.lower() != "bearer" or not secrets.compare_digest(said.strip().encode(), os.environ[VARIABLE].encode()):
        return PlainTextResponse("Unauthorized", 401, {"WWW-Authenticate": "Bearer"})
    return Response(await run_in_threadpool(_figures), media_type=CONTENT_TYPE_LATEST)


def _figures() -> bytes:
    VERSION.set(platform.store().version())
    return generate_latest(REGISTRY)


class Connected:
    """Counts the browsers that are connected: each session holds one connection as long as its page is open."""

    def __init__(self, app: ASGIApp) -> None:
        """The server inside."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or connection."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        with SESSIONS.track_inprogress():
            await self.app(scope, receive, send)
