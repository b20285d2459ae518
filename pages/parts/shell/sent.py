"""What programs send: a file with what is said about it, as multipart/form-data, within what one person may send."""

import re
import time
from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from benchmarks import policy
from benchmarks.fieldwork.allocation import Wish
from benchmarks.intake.sending import Progress, Sending, Waiting
from benchmarks.intake.telling import upload_of
from benchmarks.reports.addresses import LONGEST, SELECTING, Unreadable, number, selected, wave
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data import limits
from data.check.contract import KINDS
from data.mapping.mapping import parse
from data.read import TextTable
from data.read import read as read_table
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.shell import sendings

FRAME = ("frame", "budget", "sector", "category", "indicator", "change", "power", "per_psu", "seed")
FIELDS = ("file", "kind", "sector", "survey", "wave", "title", "sheet", "mapping", "margins")
_ANY = {*FIELDS, *FRAME}
_FIELD_BYTES = 4 * limits.MEGABYTE  # a mapping of 2,000 columns is 0.5 MB
Form = Mapping[str, str | tuple[str, bytes]]  # texts, and files as name and bytes
NOTHING: Form = {}
_WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?([0-9]{1,5})(?![0-9])", re.IGNORECASE)
_MOST_EACH = 1_000_000  # interviews at one point: more is a slip of the pen


class TooMuch(Refused):
    """More bytes than a file may have, or than one person may send in an hour."""


async def read(request: Request, viewer: Viewer) -> Form:
    """The fields of a form; refused before it is read whole: what is none, too large, or more than an hour's."""
    said = request.headers.get("content-length", "")
    size = int(said) if said.isascii() and said.isdigit() else -1
    most = limits.FILE_BYTES // limits.MEGABYTE
    if size < 0 or size > limits.FILE_BYTES + 2 * _FIELD_BYTES:
        raise TooMuch("too_much", most=most)
    if not sendings.LEDGER.takes(viewer.name or "a program", size, first=True):
        raise TooMuch("too_much", most=most)
    try:
        async with request.form(max_files=2, max_fields=len(_ANY), max_part_size=_FIELD_BYTES) as form:
            found: dict[str, str | tuple[str, bytes]] = {}
            for name, value in form.multi_items():
                if name in found or name not in _ANY:
                    raise Unreadable("no_file", known=", ".join(FIELDS))
                if isinstance(value, UploadFile):
                    found[name] = (value.filename or "file", await value.read())
                else:
                    found[name] = value
            return found
    except (HTTPException, ClientDisconnect, ValueError, KeyError):
        raise Unreadable("no_file", known=", ".join(FIELDS)) from None


def sending(form: Form, specs: Specs) -> Sending:
    """A file as it is taken, with kind, sector and what else was said; refused where one of them is not there."""
    _only(form, FIELDS)
    texts = {name: _text(form, name) for name in FIELDS if name not in ("file", "margins")}
    for name, known in (("kind", KINDS), ("sector", tuple(specs))):
        if texts[name] not in known:
            raise Unreadable("no_code", what=name, got=repr(texts[name]), known=", ".join(known))
    if texts["wave"]:
        wave(texts["wave"])
    mapping = parse(texts["mapping"]) if texts["mapping"] else None
    name, content = _file(form, "file")
    about = {key: texts[key] for key in ("survey", "wave", "title")}
    upload = upload_of(specs, content, name, texts["kind"], texts["sector"], **about)
    margins = _file(form, "margins")[1] if "margins" in form else None
    return Sending(upload, mapping, texts["sheet"] or None, margins)


def frame(form: Form, specs: Specs) -> tuple[TextTable, Selection, Wish]:
    """A sampling frame as it is read, what is planned for and within what; refused as a question is."""
    _only(form, FRAME)
    texts = {name: _text(form, name) for name in FRAME if name in form and name != "frame"}
    chosen = selected([pair for pair in texts.items() if pair[0] in SELECTING], specs, FRAME)
    for name in ("sector", "budget"):
        if name not in texts:
            raise Unreadable("needs_said", name="plan-allocate", what=name, example=f"{name}=...")
    numbers = {name: number(name, texts[name]) for name in ("budget", "change", "power", "per_psu") if name in texts}
    each = numbers.pop("per_psu", policy.PSU_TAKE)
    if not 1 <= each < _MOST_EACH or each % 1:
        raise Unreadable("no_value", what="per_psu", rule="a whole number of interviews", got=each)
    if not 0.5 < numbers.get("power", policy.POWER) < 1:
        raise Unreadable("no_value", what="power", rule="a chance above 0.5 and below 1", got=numbers["power"])
    name, content = _file(form, "frame")
    return read_table(content, name), chosen, Wish(**numbers, per_psu=int(each), seed=texts.get("seed", ""))


class Busy(Exception):  # noqa: N818 - what the caller is told
    """Other files are still read, and the caller said not to wait longer; place: the one in the line, 1 for next."""

    def __init__(self, place: int) -> None:
        """Keep the place."""
        super().__init__(f"Other files are read first: this one is number {place} in the line. Nothing was written.")
        self.place = place


def patience(header: str) -> float | None:
    """The seconds that a header `Prefer: wait=N` (RFC 7240) gives; None where it says nothing of waiting."""
    found = _WAIT.search(header)
    return None if found is None else float(found[1])


def waiting(seconds: float | None) -> Progress:
    """Progress that waits in the line for so long at most, and then raises Busy; None for as long as it takes."""
    began = time.monotonic()

    def step(said: str) -> None:
        if isinstance(said, Waiting) and seconds is not None and time.monotonic() - began >= seconds:
            raise Busy(said.place)

    return step


def only_file(form: Form) -> bytes:
    """The bytes of a form that holds a file and nothing else."""
    if set(form) != {"file"}:
        raise Unreadable("no_file", known="file")
    return _file(form, "file")[1]


def _only(form: Form, names: tuple[str, ...]) -> None:
    if not set(form) <= set(names):
        raise Unreadable("no_file", known=", ".join(names))


def _text(form: Form, name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str) or (name != "mapping" and len(value) > LONGEST):
        raise Unreadable("no_value", what=name, rule=f"at most {LONGEST} characters of text", got=type(value).__name__)
    return value


def _file(form: Form, name: str) -> tuple[str, bytes]:
    value = form.get(name)
    if isinstance(value, str):
        return name, value.encode()
    if value is None:
        raise Unreadable("no_file", known=", ".join(FIELDS))
    return value
