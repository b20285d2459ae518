"""The version of what a store holds, by sector, kind of file and wave: results of the same version are the same."""

from collections.abc import Callable, Collection, Hashable
from typing import Any, NamedTuple, TypeVar

import duckdb

T = TypeVar("T")
_VERSIONS = """
SELECT sector, kind, wave, sum(n) FROM (
    SELECT b.sector, CASE b.kind WHEN 'sums' THEN 'survey' ELSE b.kind END AS kind, b.wave,
        count(*) + count(w.batch) AS n
    FROM batch b LEFT JOIN withdrawal w ON w.batch = b.batch GROUP BY b.sector, b.kind, b.wave
    UNION ALL SELECT sector, 'test', wave, count(*) FROM mix_decision GROUP BY sector, wave
) GROUP BY sector, kind, wave
"""


class Versions(NamedTuple):
    """How many batches, withdrawals and decisions there are of each sector, kind and wave: numbers that only grow.

    Sums of answers count as answers.

    sums: how often sums were made anew, which every version counts.
    """

    counts: dict[tuple[str, str, str], int]
    sums: int

    @classmethod
    def of_store(cls, cursor: duckdb.DuckDBPyConnection, sums: int) -> "Versions":
        """What the store of the cursor holds; asked before every read, where a frame would take most of the time."""
        rows = cursor.execute(_VERSIONS).fetchall()
        return cls({(sector, kind, wave): int(count) for sector, kind, wave, count in rows}, sums)

    def of(self, sectors: Collection[str] | None = None, kind: str | None = None, wave: str | None = None) -> int:
        """The version of some sectors, a kind of file and a wave, or of all."""
        asked = (
            count
            for (sector, each, when), count in self.counts.items()
            if (sectors is None or sector in sectors) and kind in (None, each) and wave in (None, when)
        )
        return self.sums + sum(asked)

    def measured(self) -> dict[tuple[str, str], int]:
        """(sector, wave) -> version, of every wave that answers or measurements were loaded for."""
        found: dict[tuple[str, str], int] = {}
        for (sector, kind, wave), count in self.counts.items():
            if kind in ("survey", "test"):
                found[sector, wave] = found.get((sector, wave), self.sums) + count
        return found


class Unchanged:
    """What was read of a store and holds until something is written: a screen asks some things many times.

    Nothing is written but through one store, as long as its process holds the file. Where there is no telling, as in a
    rehearsal, everything is read each time it is asked for.
    """

    def __init__(self, *, told: bool = True) -> None:
        """Nothing was read; told: whether `wrote` is called after every write."""
        self._told, self._written = told, 0
        self._kept: tuple[int, dict[Hashable, Any]] = (0, {})

    def wrote(self) -> None:
        """Something was written; called by the one writer at a time."""
        self._written += 1

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives, under a key of its own."""
        if not self._told:
            return read()
        written, (of, kept) = self._written, self._kept
        if of != written:
            kept = {}
            self._kept = (written, kept)
        if key not in kept:
            kept[key] = read()
        found: T = kept[key]
        return found
