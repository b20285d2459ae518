"""Any batch read again from the bytes it came as: the same rows, or how many differ."""

import json
from dataclasses import dataclass, replace

import pandas as pd
import pyarrow as pa

from benchmarks.intake.taking import read_again
from benchmarks.intake.weighting import raked
from benchmarks.specs.contracts import agreed
from benchmarks.specs.spec import Specs
from data.check.contract import WHOLE
from data.check.known import Known
from data.kept import batches
from data.kept.batches import Upload
from data.kept.earlier import names
from data.mapping.checked import checked
from data.mapping.mapping import Mapping, parse
from data.problems.problem import Problem
from data.read import read
from data.read.margins import Margin
from data.refusal import Refused
from data.store import Store
from data.viewer import Viewer

# What is compared, by table, and what is not: a laboratory's flag says what was registered on the day of the load.
_FACTS = {
    "survey": {"response": "batch", "answer": "batch"},
    "test": {"measurement": "batch, lab_flag"},
    "register": {"registration": "batch"},
    "labs": {"laboratory": "batch"},
    "states": {"state_event": "batch"},
    "standards": {"standard": "batch"},
    "checks": {"spot_check": "batch"},
    "published": {"published": "batch"},
    "projects": {"project": "batch"},
    "sums": {"given_sum": "batch"},
    "products": {"product": "batch", "product_part": "batch"},
}


@dataclass(frozen=True)
class Reread:
    """rows: of the file as read now; differing: facts of the batch that are other now; problems: what is found now."""

    batch: int
    rows: int
    differing: int
    problems: tuple[Problem, ...]


def reread(store: Store, specs: Specs, viewer: Viewer, batch: int) -> Reread:
    """Read a batch's original again with its own sheet, mapping and margins, and compare with what is stored.

    Nothing is kept. What the store knew on that day (registrations, earlier responses) is not held against the file.
    Refuses a batch outside the viewer's sectors, and a sector without spec.
    """
    found = batches.batches(store, viewer)
    name, content = batches.original(store, viewer, batch)
    mine = found[found["batch"] == batch].iloc[0]
    kind, sector = str(mine["kind"]), str(mine["sector"])
    if sector not in specs and sector != WHOLE:
        raise Refused("no_sector", sector=sector, known=", ".join(sorted(specs)))
    if kind == "sums":
        typed = read_again(content)
        return _compared(store, viewer, mine, typed, Upload(kind, sector, content, name))
    record = json.loads(mine["record"] or "{}")
    mapping = parse(json.dumps(record["mapping"])) if record.get("mapping") else Mapping()
    sent = read(content, name, record.get("read", {}).get("sheet"), mapping.reading)
    if labels := record.get("kept", {}).get("value_labels"):
        sent = replace(sent, note={**sent.note, "value_labels": labels})
    asked = agreed(specs, sector, kind)
    margins = tuple(Margin(*each) for each in record.get("raking", {}).get("margins", {}).items())
    with store.cursor() as cursor:
        known = Known(names=names(cursor, sector))
    done = checked(sent, mapping, asked, known, [each.variable for each in margins])
    if done.typed is None:
        return Reread(batch, done.rows, int(mine["row_count"]), done.problems)
    typed = raked(done.typed, sent, margins)[0] if margins else done.typed
    upload = Upload(kind, sector, content, name, str(mine["survey"]), str(mine["wave"]))
    return replace(_compared(store, viewer, mine, typed, upload), problems=done.problems)


def _compared(store: Store, viewer: Viewer, mine: pd.Series, typed: pa.Table, upload: Upload) -> Reread:
    """The facts that the batch would be now, held against those it is."""
    batch = int(mine["batch"])
    with store.rehearsal() as draft, draft.cursor() as cursor:
        again = batches.write_batch(cursor, upload, typed, viewer, lambda *_: None)
        differing = sum(_differing(draft, table, left, batch, again) for table, left in _FACTS[upload.kind].items())
    return Reread(batch, typed.num_rows, differing, ())


def _differing(store: Store, table: str, left_out: str, old: int, new: int) -> int:
    """Rows of the one batch that the other has not, and the other way round."""
    one, other = (f"SELECT * EXCLUDE ({left_out}) FROM {table} WHERE batch = {each:d}" for each in (old, new))
    sides = f"(({one}) EXCEPT ALL ({other})) UNION ALL (({other}) EXCEPT ALL ({one}))"
    return int(store.query(f"SELECT count(*) AS n FROM ({sides})")["n"][0])
