"""How columns were mapped, kept with each batch and remembered for the survey's next file."""

import duckdb

from data.kept.batches import LIVE, Upload
from data.mapping.file import Mapping, parse
from data.store import Store, run
from data.viewer import Viewer


def remember(cursor: duckdb.DuckDBPyConnection, batch: int, upload: Upload, mapping: Mapping) -> None:
    """Keep the mapping a batch was read with, inside the transaction that writes the batch."""
    values = [batch, upload.kind, upload.sector, upload.survey, mapping.json()]
    run(cursor, "INSERT INTO mapping VALUES (?, ?, ?, ?, ?)", values)


def remembered(
    source: Store | duckdb.DuckDBPyConnection, viewer: Viewer, kind: str, sector: str, survey: str = ""
) -> tuple[int, Mapping] | None:
    """The newest live batch of this survey and its mapping; None where none was kept, or its batch was withdrawn.

    And for who may not load such files; a laboratory is given its own sender's, and no other laboratory's.
    """
    if isinstance(source, Store):
        with source.cursor() as cursor:
            return remembered(cursor, viewer, kind, sector, survey)
    if not viewer.may_load(kind, sector):
        return None
    own = viewer.role == "laboratory"
    row = run(
        source,
        "SELECT batch, content FROM mapping WHERE kind = ? AND sector = ? AND survey = ? AND batch IN "
        f"(SELECT batch FROM ({LIVE}) WHERE NOT ? OR accepted_by = ?) ORDER BY batch DESC LIMIT 1",
        [kind, sector, survey, own, viewer.name],
    ).fetchone()
    return None if row is None else (int(row[0]), parse(row[1]))
