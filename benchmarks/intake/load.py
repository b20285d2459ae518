"""From a file to a batch: read, gather what is known, check, weigh, write whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import duckdb
import pyarrow as pa

from benchmarks.intake.asking import asked_in, with_unlike
from benchmarks.intake.keeping import kept
from benchmarks.intake.naming import names_of
from benchmarks.intake.sending import Outcome, Progress, Sending, Waiting
from benchmarks.intake.weighting import population, raked
from benchmarks.specs.contracts import agreed
from benchmarks.specs.spec import Specs
from data.check.contract import ROUNDS, TIMED, WHOLE, Contract
from data.check.known import Known
from data.check.written.personal import masked
from data.counted import tell
from data.kept import batches
from data.kept.batches import Upload
from data.kept.earlier import Estimates, earlier
from data.kept.mappings import remember, remembered
from data.mapping.checked import checked
from data.mapping.mapping import Mapping, fitting, said, touches
from data.mapping.personal import forgotten, without_free_text, without_personal
from data.problems.problem import group
from data.read import TextTable, read
from data.read.choices import Choice
from data.read.margins import Margin
from data.refusal import Refused
from data.store import Store, run
from data.viewer import Viewer
from data.wave import Wave, in_order


@dataclass(frozen=True)
class _Gathered:
    """The contract of the file, the mapping to apply and the earlier batch it is from, and what earlier files said."""

    contract: Contract
    mapping: Mapping | None
    remembered: int | None
    known: Known


def check(store: Store, specs: Specs, viewer: Viewer, sending: Sending, progress: Progress = str) -> Outcome:
    """All problems of a file against the spec and the store; nothing is written.

    Refuses (Refused) what no file could mend: a sector without spec, a viewer without the right, a bad wave, a mapping
    that puts what is no indicator on a scale, margins that cannot be raked to.
    """
    allowed(specs, viewer, sending, for_good=False)
    margins, table = _opened(store, viewer, sending, progress)
    progress("checking")
    with store.cursor() as cursor:
        return _judged(cursor, store, specs, viewer, sending, table, margins)[0]


def load(store: Store, specs: Specs, viewer: Viewer, sending: Sending, progress: Progress = str) -> Outcome:
    """Check a file and write it as one batch; with any error nothing is written and `batch` is None.

    The mapping is kept with the batch and remembered for the survey's next file.
    Refuses (Refused) also a file that a live batch already holds, naming it.
    """
    taken = False
    try:
        outcome = _loaded(store, specs, viewer, sending, progress)
        taken = outcome.batch is not None
    finally:
        tell("load", kind=sending.upload.kind, outcome="accepted" if taken else "refused")
    return outcome


def _loaded(store: Store, specs: Specs, viewer: Viewer, sending: Sending, progress: Progress) -> Outcome:
    allowed(specs, viewer, sending, for_good=True)
    margins, table = _opened(store, viewer, sending, progress)
    with store.write() as cursor:
        # Looked for inside the transaction: two people sending the same file at once get one batch and one refusal.
        held = batches.twin(cursor, sending.upload)
        if held is not None:
            raise Refused("twin", batch=held)
        progress("checking")
        outcome, typed = _judged(cursor, store, specs, viewer, sending, table, margins)
        if typed is None:
            return outcome
        from benchmarks.estimates import cells  # what sums is loaded by what writes: a check answers sooner

        progress("writing")
        asked = agreed(specs, sending.upload.sector, sending.upload.kind)
        outcome = kept(outcome, typed, asked, [each.variable for each in margins])
        upload = replace(outcome.upload, record=_record(outcome) | _asked(specs, outcome, typed))
        add = partial(cells.add, spec=specs.get(upload.sector))
        number = batches.write_batch(cursor, upload, typed, viewer, add)
        if outcome.mapping is not None:
            remember(cursor, number, upload, forgotten(outcome.mapping))
    return replace(outcome, upload=upload, batch=number)


def allowed(specs: Specs, viewer: Viewer, sending: Sending, *, for_good: bool) -> None:
    """Refuses (Refused) what no file could mend: a sector without spec, a viewer without the right, a bad wave."""
    upload = sending.upload
    whole = upload.kind == "published" and upload.sector == WHOLE
    if upload.sector not in specs and not whole:
        raise Refused("no_sector", sector=upload.sector, known=", ".join(sorted(specs)))
    if not viewer.may_load(upload.kind, upload.sector):
        raise Refused("not_yours", sector=upload.sector)
    if upload.kind in ROUNDS and for_good and not (upload.survey.strip() and upload.wave):
        raise Refused("no_round")
    if upload.kind in TIMED and for_good and not upload.wave:
        raise Refused("no_wave")
    try:
        _ = upload.wave and Wave.parse(upload.wave)
    except ValueError:
        raise Refused("bad_wave", got=upload.wave) from None


def _opened(store: Store, viewer: Viewer, sending: Sending, progress: Progress) -> tuple[tuple[Margin, ...], TextTable]:
    """The margins, and the file read as its mapping says, or that of the survey's newest live batch."""
    margins, upload, mapping = population(sending), sending.upload, sending.mapping
    progress("reading")
    if mapping is None:
        held = remembered(store, viewer, upload.kind, upload.sector, upload.survey)
        mapping = Mapping() if held is None else held[1]
    told = partial(_waits, progress)
    return margins, read(upload.content, upload.file_name, sending.sheet, mapping.reading, told)


def _waits(progress: Progress, place: int) -> None:
    progress(Waiting(place))


def _judged(
    cursor: duckdb.DuckDBPyConnection,
    store: Store,
    specs: Specs,
    viewer: Viewer,
    sending: Sending,
    table: TextTable,
    margins: Sequence[Margin],
) -> tuple[Outcome, pa.Table | None]:
    """The outcome before anything is written, and the typed and weighed table where there is no error."""
    upload, told = sending.upload, _gathered(cursor, store, specs, viewer, sending, table)
    spare = [each.variable for each in margins]
    wave = Wave.parse(upload.wave) if upload.wave else None
    mapping = told.mapping or Mapping()
    table = without_personal(table, mapping, told.contract, spare)
    table = without_free_text(table, mapping, told.contract, spare)
    done = checked(table, told.mapping, told.contract, told.known, spare, wave=wave, today=sending.today)
    choices = (*_remembered(told), *table.choices, *done.choices)
    problems = with_unlike(specs[upload.sector], told.mapping, done.problems)
    outcome = Outcome(
        *(upload, problems, done.rows, table),
        mapping=told.mapping,
        remembered=told.remembered,
        choices=choices,
        names=names_of(store, specs, viewer, upload.sector) if problems else {},
    )
    if outcome.errors or done.typed is None or not margins:
        return outcome, None if outcome.errors else done.typed
    typed, kept = raked(done.typed, table, margins)
    return replace(outcome, raking=kept), typed


def _gathered(
    cursor: duckdb.DuckDBPyConnection, store: Store, specs: Specs, viewer: Viewer, sending: Sending, table: TextTable
) -> _Gathered:
    """Everything the check of this table is told; an earlier mapping that names none of its columns is left alone."""
    upload, mapping, batch = sending.upload, sending.mapping, None
    if mapping is None:
        held = remembered(cursor, viewer, upload.kind, upload.sector, upload.survey)
        batch, mapping = held if held is not None and touches(held[1], table) else (None, None)
    told = earlier(cursor, upload, _last_wave(store, specs, upload), viewer)
    return _Gathered(agreed(specs, upload.sector, upload.kind), mapping, batch, told)


def _remembered(told: _Gathered) -> list[Choice]:
    """That the mapping of an earlier batch was applied, and what it does."""
    if told.remembered is None or told.mapping is None:
        return []
    return [Choice("mapping_remembered", rule={"batch": told.remembered, "said": said(told.mapping)})]


def _last_wave(store: Store, specs: Specs, upload: Upload) -> Estimates:
    """What the answers of the wave before said, where the file is of a survey's later wave."""
    before = wave_before(store, upload) if upload.kind == "survey" and upload.wave else None
    if before is None:
        return {}
    from benchmarks.intake.last_wave import last_wave  # what infers is loaded where there is something to infer from

    return last_wave(store, specs, upload.sector, before)


def wave_before(store: Store, upload: Upload) -> str | None:
    """The last wave before the upload's own that live batches of the same round hold."""
    sql = f"SELECT DISTINCT wave FROM ({batches.LIVE}) WHERE kind = ? AND sector = ? AND survey = ?"
    with store.cursor() as cursor:
        rows = run(cursor, sql, [upload.kind, upload.sector, upload.survey]).fetchall()
    start = Wave.parse(upload.wave).start
    earlier_ones = [code for code in in_order([wave for (wave,) in rows]) if Wave.parse(code).start < start]
    return earlier_ones[-1] if earlier_ones else None


def _asked(specs: Specs, outcome: Outcome, typed: pa.Table) -> dict:
    """What is kept of the questions that a survey's answers were given to."""
    if outcome.upload.kind != "survey":
        return {}
    return {"asked": asked_in(specs[outcome.upload.sector], outcome.mapping, typed.column_names)}


def _record(outcome: Outcome) -> dict:
    """What is kept with the batch: how it was read, warnings accepted by kind, and what was mapped and recoded."""
    held = {name: value for name, value in outcome.table.note.items() if isinstance(value, str | int)}
    read_as = {name: masked(value) if isinstance(value, str) else value for name, value in held.items()}
    accepted = {each.code: each.count for each in group(outcome.warnings)}
    record = {"read": read_as, "warnings_accepted": accepted, **outcome.upload.record}
    if outcome.choices:
        record["choices"] = [each.as_dict() | {"got": masked(each.got)} for each in outcome.choices]
    if outcome.raking is not None:
        record["raking"] = outcome.raking
    if outcome.mapping is None:
        return record
    mapped = forgotten(fitting(outcome.mapping, outcome.table)).as_dict()
    return {
        **record,
        "mapping": mapped,
        "mapping_from": "earlier batch" if outcome.remembered is not None else "sender",
    }
