"""The file in which an association gives another the sums of its answers: its shape, and that nobody altered it."""

import json
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, ValidationError

from data.kept.given.sums import Design
from data.refusal import Refused

FORMAT = "duibiao sums 1"
SIDES = ("promoters", "detractors")
FINGERPRINT = "sha256"


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class Sums(_Part):
    """Sums of one result over the strata, as benchmarks/estimates/survey.sql makes them."""

    n: float
    psus: float
    strata: float
    lonely: float
    sw: float
    swy: float
    swyy: float
    swyyy: float
    sww: float
    va: float
    vb: float
    vc: float
    cc: float


class Result(_Part):
    """One result: how its answers were summed, around which constant; sums by side ("" is all), None where blanked."""

    enterprise: str
    category: str
    indicator: str
    statistic: str
    top_from: float | None
    centre: float
    responses: float | None
    sums: dict[str, Sums] | None

    @property
    def name(self) -> str:
        """How it is told of."""
        return f"{self.enterprise}/{self.category}/{self.indicator}"


class SpecName(_Part):
    """Which spec the answers were judged by."""

    version: str
    digest: str


class Batch(_Part):
    """A file whose answers are in the sums."""

    survey: str
    sha256: str


class SumsFile(_Part):
    """What the file holds, without its fingerprint."""

    format: str
    sector: str
    wave: str
    spec: SpecName
    synthetic: bool
    least: int
    batches: list[Batch]
    surveys: Design
    results: list[Result]

    def written(self) -> bytes:
        """The file: JSON, with the fingerprint of everything before it."""
        held = self.model_dump(mode="json")
        return (json.dumps({**held, FINGERPRINT: _fingerprint(held)}, ensure_ascii=False, indent=1) + "\n").encode()


def parsed(content: bytes) -> SumsFile:
    """The file read; refused (Refused) where it has another shape, or where it was altered."""
    try:
        held = json.loads(content)
        said = held.pop(FINGERPRINT)
        file = SumsFile.model_validate_json(json.dumps(held))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        raise Refused("sums_unreadable", why=f"{where}: {first['msg']}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("sums_unreadable", why="it is no JSON with a fingerprint") from None
    if file.format != FORMAT:
        raise Refused("sums_unreadable", why=f"format {file.format}, expected {FORMAT}")
    if said != _fingerprint(held):
        raise Refused("sums_altered")
    return file


def _fingerprint(held: dict) -> str:
    return sha256(json.dumps(held, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
