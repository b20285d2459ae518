"""From a file to a batch: read, check against the spec's contract, write whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from math import nan

import duckdb
import pandas as pd
import pyarrow as pa

from benchmarks.estimates import cells
from benchmarks.estimates.survey import survey_estimates
from benchmarks.intake.weighting import asked_for, raked, without_variables
from benchmarks.scope.selection import Selection
from benchmarks.specs.contracts import contract
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import SectorSpec, Specs
from data.check.check import check
from data.kept import batches
from data.kept import earlier as known
from data.kept.batches import Refused, Upload
from data.mapping.mapping import Mapping, MappingError, apply, as_sent, fitting, on_scale, remember, remembered
from data.problems.problem import Problem, group
from data.read import TextTable, read
from data.read.margins import Margin
from data.store import Store
from data.viewer import Viewer
from data.wave import Wave, in_order

Progress = Callable[[str], None]
STEPS = ("reading", "checking", "writing")


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its batch number once written, all problems, the text as it was read.

    problems and table are under the sender's own column names; mapping is the one applied, None where there is none for
    this file's columns; `remembered`: it came from an earlier batch of the survey; raking: what the weights became.
    """

    upload: Upload
    problems: tuple[Problem, ...]
    rows: int
    table: TextTable
    batch: int | None = None
    mapping: Mapping | None = None
    remembered: bool = False
    raking: dict | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that refuse the file."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that do not."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def check_file(
    store: Store,
    specs: Specs,
    viewer: Viewer,
    upload: Upload,
    *,
    mapping: Mapping | None = None,
    sheet: str | None = None,
    margins: bytes | None = None,
    progress: Progress = str,
    today: date | None = None,
) -> Outcome:
    """All problems of a file against the spec and the store; nothing is written.

    Without a mapping that of the survey's newest live batch is applied; Mapping() applies none.
    Refuses (batches.Refused) what no file could mend: a sector without spec, a viewer without the right, a bad wave,
    a mapping that puts what is no indicator on a scale, margins that cannot be raked to.
    """
    _allowed(specs, viewer, upload, for_good=False)
    population = asked_for(upload, margins)
    progress("reading")
    table = read(upload.content, upload.file_name, sheet)
    progress("checking")
    with store.cursor() as cursor:
        return _checked(cursor, store, specs, viewer, upload, table, mapping, population, today)[0]


def load_file(
    store: Store,
    specs: Specs,
    viewer: Viewer,
    upload: Upload,
    *,
    mapping: Mapping | None = None,
    sheet: str | None = None,
    margins: bytes | None = None,
    progress: Progress = str,
    today: date | None = None,
) -> Outcome:
    """Check a file and write it as one batch; with any error nothing is written and `batch` is None.

    The mapping is as in check_file; it is kept with the batch and remembered for the survey's next file. A survey's
    weights are raked to the population margins, where there are any (the bytes of a margins file).
    Refuses (batches.Refused) also a file that a live batch already holds, naming it.
    """
    _allowed(specs, viewer, upload, for_good=True)
    population = asked_for(upload, margins)
    progress("reading")
    table = read(upload.content, upload.file_name, sheet)
    with store.write() as cursor:
        # Looked for inside the transaction: two people sending the same file at once get one batch and one refusal.
        held = batches.twin(cursor, upload)
        if held is not None:
            raise Refused("twin", batch=held)
        progress("checking")
        outcome, typed = _checked(cursor, store, specs, viewer, upload, table, mapping, population, today)
        if typed is None:
            return outcome
        progress("writing")
        upload = replace(upload, record=_record(outcome))
        number = _write(cursor, specs[upload.sector], upload, typed, viewer)
        if outcome.mapping is not None:
            remember(cursor, number, upload, outcome.mapping)
    return replace(outcome, upload=upload, batch=number)


def _write(cursor: duckdb.DuckDBPyConnection, spec: SectorSpec, upload: Upload, typed: pa.Table, viewer: Viewer) -> int:
    return batches.write_batch(cursor, upload, typed, viewer, partial(cells.add, spec=spec))


def _allowed(specs: Specs, viewer: Viewer, upload: Upload, *, for_good: bool) -> SectorSpec:
    if upload.sector not in specs:
        raise Refused("no_sector", sector=upload.sector, known=", ".join(sorted(specs)))
    if not viewer.may_load(upload.kind, upload.sector):
        raise Refused("not_yours", sector=upload.sector)
    if upload.kind in ("survey", "test") and for_good and not (upload.survey.strip() and upload.wave):
        raise Refused("no_round")
    try:
        _ = upload.wave and Wave.parse(upload.wave)
    except ValueError:
        raise Refused("bad_wave", got=upload.wave) from None
    return specs[upload.sector]


def _checked(
    cursor: duckdb.DuckDBPyConnection,
    store: Store,
    specs: Specs,
    viewer: Viewer,
    upload: Upload,
    sent: TextTable,
    given: Mapping | None,
    population: tuple[Margin, ...],
    today: date | None,
) -> tuple[Outcome, pa.Table | None]:
    """The outcome before anything is written, and the typed table where there is no error."""
    mapping = remembered(cursor, viewer, upload.kind, upload.sector, upload.survey) if given is None else given
    if mapping is not None and given is None and fitting(mapping, sent) == Mapping():
        mapping = None
    asked = contract(specs[upload.sector], upload.kind)
    try:
        table = sent if mapping is None else apply(sent, mapping, asked)
        asked = asked if mapping is None else on_scale(asked, mapping)
    except MappingError as error:
        raise Refused(str(error)) from None
    table = without_variables(table, population, asked)
    wave = Wave.parse(upload.wave) if upload.wave else None
    facts = known.known(cursor, upload, _last(store, specs, upload), viewer)
    done = check(table, asked, facts, wave=wave, today=today or datetime.now(UTC).date())
    problems = done.problems if mapping is None else as_sent(done.problems, mapping)
    outcome = Outcome(
        *(upload, problems, done.rows, sent), mapping=mapping, remembered=mapping is not None and given is None
    )
    if done.typed is None or not population:
        return outcome, done.typed
    typed, kept = raked(done.typed, sent, population)
    return replace(outcome, raking=kept), typed


def _record(outcome: Outcome) -> dict:
    """What is kept with the batch: how it was read, warnings accepted by kind, and what was mapped and recoded."""
    read_as = {name: value for name, value in outcome.table.note.items() if isinstance(value, str | int)}
    accepted = {each.code: each.count for each in group(outcome.warnings)}
    record = {"read": read_as, "warnings_accepted": accepted, **outcome.upload.record}
    if outcome.raking is not None:
        record["raking"] = outcome.raking
    if outcome.mapping is None:
        return record
    mapped = fitting(outcome.mapping, outcome.table).as_dict()
    return {**record, "mapping": mapped, "mapping_from": "earlier batch" if outcome.remembered else "sender"}


def _last(store: Store, specs: Specs, upload: Upload) -> dict[tuple[str, str, str], tuple[float, float]]:
    """(enterprise, category, indicator) -> estimate and standard error of the wave before, in the file's unit.

    Both are NaN where a mean of the file cannot be held against them: it is only known that there were answers.
    """
    if upload.kind != "survey" or not upload.wave:
        return {}
    before = wave_before(store, upload)
    if before is None:
        return {}
    frame = survey_estimates(store, specs, Selection(sector=upload.sector, wave=before))
    return {
        (row.enterprise, row.category, row.indicator): _in_file_unit(specs, upload.sector, row)
        for row in frame.itertuples()
    }


def wave_before(store: Store, upload: Upload) -> str | None:
    """The last wave before the upload's own that live batches of the same round hold."""
    rows = store.query(
        f"SELECT DISTINCT wave FROM ({batches.LIVE}) WHERE kind = ? AND sector = ? AND survey = ?",
        [upload.kind, upload.sector, upload.survey],
    )
    start = Wave.parse(upload.wave).start
    earlier = [code for code in in_order(list(rows["wave"])) if Wave.parse(code).start < start]
    return earlier[-1] if earlier else None


def _in_file_unit(specs: Specs, sector: str, row: object) -> tuple[float, float]:
    if row.statistic not in ("mean", "share", "per_100") or pd.isna(row.se):
        return nan, nan
    indicator = find(specs, sector, row.indicator)
    slope = indicator.slope * (100.0 if indicator.statistic == "per_100" else 1.0)
    offset = indicator.offset
    return (row.estimate - offset) / slope, row.se / abs(slope)
