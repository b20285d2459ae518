"""Results under addresses: what may be asked of each, and its answer, equal to the command line's to the last digit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from benchmarks.formats import encode
from benchmarks.reading import Reading
from benchmarks.reports.tables import TABLES
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.kept import actions, publishing, tiers
from data.refusal import Refused
from data.store import Store
from data.viewer import Viewer
from data.wave import Wave

ADDRESSES = (
    *("indicators", "levels", "enterprises", "waves", "estimates", "gaps", "index", "progress", "priorities"),
    *("contradictions", "bottom_lines", "board", "standing", "counts", "leverage", "coverage"),
    *("records", "clock", "tiers", "projects"),
)
ENCODED = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
SELECTING = ("sector", "category", "enterprise", "indicator", "wave")
ONE_WAVE = ("bottom_lines", "counts")  # are asked in one wave


@dataclass(frozen=True)
class Options:
    """What is asked: which part, in which form."""

    selection: Selection
    form: str


def asked(name: str, query: Mapping[str, str], specs: Specs) -> Options:
    """What a query asks of a table; refused in one sentence: a name or code nobody knows, a wave that is none."""
    unknown = sorted(set(query) - {*SELECTING, "format"})
    if unknown:
        raise Refused("no_parameter", names=", ".join(unknown), known=", ".join((*SELECTING, "format")))
    form = query.get("format", "json")
    if form not in ENCODED:
        raise Refused("no_format", got=form, known=", ".join(ENCODED))
    chosen = Selection(**{key: value for key, value in query.items() if key != "format" and value})
    known = {
        "sector": set(specs),
        "category": {each.id for spec in specs.values() for each in spec.categories},
        "indicator": {each.id for spec in specs.values() for each in spec.indicators},
    }
    for key, codes in known.items():
        got = getattr(chosen, key)
        if got is not None and got not in codes:
            raise Refused("no_code", what=key, got=got, known=", ".join(sorted(codes)))
    if chosen.wave is not None:
        try:
            Wave.parse(chosen.wave)
        except ValueError:
            raise Refused("bad_wave", got=chosen.wave) from None
    elif name in ONE_WAVE:
        raise Refused("needs_wave", name=name)
    return Options(chosen, form)


def table(name: str, reading: Reading, options: Options) -> bytes:
    """The rows of a table as the reading's viewer is told them, in the form asked for."""
    return encode(TABLES[name](reading), options.form)


def etag(store: Store, specs: Specs, viewer: Viewer, name: str, options: Options) -> str:
    """The mark of one answer: another where data, decisions, specs, rights or the question are others."""
    held = store.versions(), publishing.version(store, date.today()), actions.version(store), specs.digest
    # Terms end with the day, whatever was sent meanwhile: no answer outlives it.
    ends = tiers.version(store), datetime.now(UTC).date()
    told = repr((sorted(held[0].counts.items()), held[0].sums, held[1:], ends, _rights(viewer), name, options))
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


def _rights(viewer: Viewer) -> tuple[object, ...]:
    parts = (viewer.sectors, viewer.enterprises, viewer.laboratories)
    return viewer.role, *(None if part is None else sorted(part) for part in parts)
