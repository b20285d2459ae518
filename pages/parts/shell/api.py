"""Addresses for programs, beside the pages: /api/v1 and the feed. The same Reading, rights and digits."""

import io
import logging
import time
import zipfile
from collections import deque
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from benchmarks.fieldwork.frame import check_frame
from benchmarks.formats import records
from benchmarks.intake import load, telling
from benchmarks.reports import facts, openapi, plans
from benchmarks.reports.addresses import ADDRESSES, ENCODED, Unreadable, asked, document, due, etag, selected, table
from benchmarks.reports.made import calendar, feed, report, verify
from benchmarks.specs.problems import SpecError
from benchmarks.words.language import LANGUAGES
from data.counted import tell
from data.kept import audit, tokens
from data.refusal import Refused, StoreError
from data.viewer import LOCAL, Viewer
from pages.parts.frame import mode, platform
from pages.parts.frame.documents import MIME
from pages.parts.shell import sent

LOG = logging.getLogger("duibiao.api")
A_MINUTE = 120  # requests of one token
_SECONDS = 60
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
Step = Callable[[Request, Viewer, sent.Form], Response]
_MOST_CALLERS = 10_000  # remembered; who asked nothing for a minute is forgotten beyond


class Problem(Exception):  # noqa: N818 - what the caller is told
    """A refusal as RFC 9457 tells it: status, title and one sentence."""

    def __init__(self, status: int, title: str, detail: str, **headers: str) -> None:
        """Keep what is told."""
        super().__init__(detail)
        self.status, self.title, self.detail, self.headers = status, title, detail, headers

    def answer(self, **more: object) -> Response:
        """As application/problem+json; more: what else is told."""
        told = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail, **more}
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
            if len(self._made) > _MOST_CALLERS:
                self._made = {each: at for each, at in self._made.items() if at and at[-1] >= now - _SECONDS}
            made = self._made.setdefault(who, deque())
            while made and made[0] < now - _SECONDS:
                made.popleft()
            if len(made) >= A_MINUTE:
                return False
            made.append(now)
            return True


METER = Meter()  # of this server


def routes() -> list[Route]:
    """Every address for programs, each with what it takes; any other method is told which."""
    taken: dict[str, dict[str, Step]] = {f"/api/v1/{name}": {"GET": partial(_result, name)} for name in ADDRESSES}
    taken |= {f"/api/v1/report/{kind}": {"GET": partial(_report, kind)} for kind in report.KINDS}
    taken |= {f"/api/v1/{verb}": {"POST": partial(_sent, verb)} for verb in ("check", "load")}
    taken |= {"/api/v1/plan-allocate": {"POST": _allocated}}
    taken |= {"/api/v1/members": {"GET": _members}, "/api/v1/verify": {"POST": _verify}}
    taken |= {"/api/v1/openapi.json": {"GET": _openapi}, "/feed/changes": {"GET": _feed}}
    taken |= {"/feed/calendar": {"GET": _calendar}}
    found = [Route(path, partial(_guarded, steps), methods=_METHODS) for path, steps in taken.items()]
    return [*found, Route("/api/{rest:path}", partial(_guarded, {}), methods=_METHODS)]


async def _guarded(steps: Mapping[str, Step], request: Request) -> Response:
    """Who asks, within the limits, what was sent, and every refusal in the same form."""
    try:
        viewer, who = await run_in_threadpool(_caller, request)
        if not METER.takes(who):
            detail = f"{A_MINUTE} requests a minute are answered."
            raise Problem(429, "Too many requests", detail, **{"Retry-After": "60"})
        step = _step(steps, request)
        form = await sent.read(request, viewer) if request.method == "POST" else sent.NOTHING
        return await run_in_threadpool(_answered, step, request, viewer, who, form)
    except Problem as problem:
        return problem.answer()
    except sent.Busy as busy:
        return Problem(503, "Others are read first", str(busy), **{"Retry-After": "5"}).answer(place=busy.place)
    except sent.TooMuch as refused:
        return Problem(413, "Too much", str(refused)).answer()
    except Unreadable as refused:
        return Problem(400, "Not asked as described", str(refused)).answer()
    except (Refused, StoreError, SpecError) as refused:
        return Problem(422, "Refused", str(refused)).answer()
    except Exception:
        LOG.exception("an address for programs failed")
        tell("error", type="address", page="api")
        return Problem(500, "Internal error", "Something went wrong here; it was noted.").answer()


def _step(steps: Mapping[str, Step], request: Request) -> Step:
    if not steps:
        detail = "There is nothing at this address; /api/v1/openapi.json lists what there is."
        raise Problem(404, "Not found", detail)
    method = "GET" if request.method == "HEAD" else request.method
    if method not in steps:
        detail = str(Refused("nothing_at", got=request.method, known=", ".join(steps)))
        raise Problem(405, "Method not allowed", detail, Allow=", ".join(steps))
    return steps[method]


def _answered(step: Step, request: Request, viewer: Viewer, who: str, form: sent.Form) -> Response:
    made = step(request, viewer, form)
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


def _result(name: str, request: Request, viewer: Viewer, form: sent.Form) -> Response:
    """One table, as JSON, CSV, Parquet or text, whole; 304 where the caller has this very one."""
    options = asked(name, request.query_params.multi_items(), platform.specs())
    mark = etag(platform.store(), platform.specs(), viewer, name, options)
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if mark in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    about = platform.asked(viewer, options.selection)
    return Response(table(name, about, options), 200, headers, ENCODED[options.form])


def _report(kind: str, request: Request, viewer: Viewer, form: sent.Form) -> Response:
    """A report as its recipient may have it; with facts=true an archive of it and of the facts of its numbers."""
    selection, how = document(kind, request.query_params.multi_items(), platform.specs(), list(report.FORMATS))
    about = platform.asked(viewer, selection)
    made = report.document(kind, about, LANGUAGES[how["language"]])
    name, content = report.file_name(kind, about), report.written(made, how["format"])
    if not how["facts"]:
        return _download(content, MIME[how["format"]], f"{name}.{how['format']}")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.{how['format']}", content)
        archive.writestr(f"{name}.facts.json", facts.encoded(made.facts))
    return _download(buffer.getvalue(), "application/zip", f"{name}.zip")


def _download(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, 200, headers, kind)


def _members(request: Request, viewer: Viewer, form: sent.Form) -> Response:
    selection = selected(request.query_params.multi_items(), platform.specs(), ("sector", "category", "wave"))
    found = report.members(platform.asked(viewer, selection))
    return JSONResponse([{"enterprise": each} for each in found])


def _sent(verb: str, request: Request, viewer: Viewer, form: sent.Form) -> Response:
    """What becomes of a file; a refused one is told with all its problems."""
    if verb == "load" and mode.mode() == "demo":
        raise Refused("nothing_kept")
    sending = sent.sending(form, platform.specs())
    compute, tell = (load.check, telling.checked) if verb == "check" else (load.load, telling.loaded)
    wait = sent.waiting(sent.patience(request.headers.get("prefer", "")))
    outcome = compute(platform.store(), platform.specs(), viewer, sending, wait)
    told = tell(outcome)
    if verb == "load" and outcome.batch is None:
        detail = f"{sending.upload.file_name} is refused: {len(told['errors'])} errors. Nothing was written."
        return Problem(422, "Refused", detail).answer(outcome=told)
    return JSONResponse(told)


def _allocated(request: Request, viewer: Viewer, form: sent.Form) -> Response:
    """A plan as rows, with what each maker's last wave showed and the next will; a bad frame with all its problems."""
    read, selection, wish = sent.frame(form, platform.specs())
    problems, frame = check_frame(read)
    if problems:
        detail = f"The frame is refused: {len(problems)} errors."
        return Problem(422, "Refused", detail).answer(outcome={"errors": telling.records(problems)})
    made = plans.plan_allocate(frame, wish, platform.asked(viewer, selection))
    return JSONResponse({"rows": records(made.rows), "makers": records(made.makers), "cost": made.cost})


def _verify(request: Request, viewer: Viewer, form: sent.Form) -> Response:
    held = verify.facts_of(sent.only_file(form))
    rows = verify.verified(held, platform.store(), platform.specs(), viewer)
    return JSONResponse(records(rows))


def _openapi(request: Request, viewer: Viewer, form: sent.Form) -> Response:
    return JSONResponse(openapi.described(platform.specs(), str(request.base_url).rstrip("/"), MIME))


def _feed(request: Request, viewer: Viewer, form: sent.Form) -> Response:
    content = feed.changes(platform.asked(viewer), str(request.base_url).rstrip("/"), date.today())
    return Response(content, media_type="application/atom+xml")


def _calendar(request: Request, viewer: Viewer, form: sent.Form) -> Response:
    selection, code = due(request.query_params.multi_items(), platform.specs())
    site, about = str(request.base_url).rstrip("/"), platform.asked(viewer, selection)
    return Response(calendar.calendar(about, LANGUAGES[code], site, date.today()), media_type="text/calendar")
