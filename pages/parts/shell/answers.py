"""A questionnaire in a browser, beside the pages: /answer/TOKEN takes one answer. Off unless the settings say so."""

import logging
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.fieldwork import web
from benchmarks.fieldwork.answering import judged
from benchmarks.intake.answers import form_behind
from data.kept.forms import links
from pages.parts.frame import mode, platform
from pages.parts.shell.api import Meter

LOG = logging.getLogger("duibiao.answers")
METER = Meter()  # of this server
_MOST_BYTES, _MOST_FIELDS = 64 * 1024, 500
_STATUS = {"unknown": 404, "used": 410, "expired": 410, "closed": 410, "changed": 409, "slower": 429, "big": 413}


def routes() -> list[Route]:
    """The addresses of the web form."""
    return [
        Route("/answer/steer.js", _script, methods=["GET"]),
        Route("/answer/{token}", _guarded, methods=["GET", "POST"]),
    ]


async def _script(request: Request) -> Response:
    if not _open_to(request):
        return Response("Not Found", 404, media_type="text/plain")
    return Response(web.SCRIPT, media_type="text/javascript")


async def _guarded(request: Request) -> Response:
    """Within the limits, and every refusal as a page of one sentence."""
    if not _open_to(request):
        return Response("Not Found", 404, media_type="text/plain")
    language = _language(request)
    try:
        if not METER.takes("" if request.client is None else request.client.host):
            return _told("slower", language)
        sent = await _sent(request) if request.method == "POST" else None
        if sent is None and request.method == "POST":
            return _told("big", language)
        return await run_in_threadpool(_answered, request.path_params["token"], language, sent)
    except Exception:
        LOG.exception("a web form failed")
        return _told("failed", language)


def _open_to(request: Request) -> bool:
    """Whether anybody is answered: turned on, where what is sent is kept; in local mode on this very machine."""
    if not links.on() or mode.mode() == "demo":
        return False
    peer = None if request.client is None else request.client.host
    host = request.url.hostname or ""
    return mode.mode() == "server" or mode.from_this_machine(peer, list(request.headers), host)


async def _sent(request: Request) -> dict[str, str] | None:
    """The fields that were sent; None where they are more than a questionnaire holds."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS))
    except ValueError:
        return None


def _answered(token: str, language: str, sent: dict[str, str] | None) -> Response:
    """The questions of an open link, or what became of what was sent."""
    store = platform.store()
    link = links.link(store, token)
    if link.state != links.OPEN:
        return _told(link.state, language)
    form = form_behind(store, platform.specs(), link)
    if form is None:
        return _told("changed", language)
    if sent is None:
        return _page(web.asked(form, language))
    kept, wrong = judged(form, sent)
    if wrong:
        return _page(web.asked(form, language, sent, wrong), 422)
    state = links.answer(store, token, kept)
    return _told("thanks" if state == links.OPEN else state, language)


def _language(request: Request) -> str:
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "")
    return "zh" if asked.lower().startswith("zh") else "en"


def _told(word: str, language: str) -> Response:
    return _page(web.told(word, language), _STATUS.get(word, 500 if word == "failed" else 200))


def _page(content: bytes, status: int = 200) -> Response:
    return Response(content, status, {"Cache-Control": "no-store"}, "text/html")
