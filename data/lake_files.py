"""The files in which a lake keeps its rows at one moment, for engines that read Parquet by themselves."""

from dataclasses import dataclass
from typing import NamedTuple

from data.refusal import StoreError
from data.store import Rehearsal


class Part(NamedTuple):
    """One file of rows, and the file that names those of them that were deleted ("" where none were)."""

    rows: str
    deleted: str


@dataclass(frozen=True)
class Table:
    """Columns with DuckDB's types in their order, how many rows there are, and the files that hold them."""

    name: str
    columns: dict[str, str]
    rows: int
    parts: tuple[Part, ...]


def tables(moment: Rehearsal, *names: str) -> list[Table]:
    """Where a lake keeps the rows of these tables at the moment of a rehearsal; whoever writes goes on.

    Refused (StoreError): deleted rows that are noted in another way than in a Parquet file.
    """
    [number] = moment.query("SELECT id FROM lake.current_snapshot()")["id"]
    return [_table(moment, name, int(number)) for name in names]


def _table(moment: Rehearsal, name: str, number: int) -> Table:
    columns = moment.query(f"DESCRIBE {name}")
    listed = f"ducklake_list_files('lake', '{name}', snapshot_version => {number})"
    files = moment.query(f"SELECT data_file, coalesce(delete_file, '') AS deleted FROM {listed}")
    parts = tuple(Part(*each) for each in zip(files["data_file"], files["deleted"], strict=True))
    if strange := [each.deleted for each in parts if each.deleted and not each.deleted.endswith(".parquet")]:
        raise StoreError(f"Deleted rows of {name} are noted in {strange[0]}, which no other engine reads.")
    [rows] = moment.query(f"SELECT count(*) AS n FROM {name}")["n"]
    return Table(name, dict(zip(columns["column_name"], columns["column_type"], strict=True)), int(rows), parts)
