"""What the disk under the store does to it, in a sentence each: full, not to be written, another file in its place."""

import re
from pathlib import Path

import duckdb

from data.refusal import Refused, StoreError

# By what the library's message says; the first that fits.
_OPENING = {
    "Could not set lock": "another process holds it. Close that process or choose another file; or, where it is a "
    "running server, work through it: --server http://localhost:8501",
    "not a valid DuckDB": "it is not a DuckDB file. Choose another file, or restore a backup (docs/operations.md)",
    "Permission denied|Read-only file system": "its folder or the file itself may not be written by this program. Let "
    "the program's user write there, or choose another folder",
    "No space left|quota": "the disk is full. Make room and start again; nothing in the store was lost",
    "No such file or directory": "its folder is not there. Make the folder, or choose another one",
}
_FULL = re.compile(r"No space left|quota|File too large|Could not write", re.IGNORECASE)
_GONE = re.compile(r"database has been invalidated", re.IGNORECASE)


def not_opened(path: str, error: duckdb.Error) -> StoreError:
    """Why the store in a file is not opened, and what to do."""
    said = str(error).splitlines()[0]
    why = next((text for words, text in _OPENING.items() if re.search(words, said)), "the file cannot be read")
    return StoreError(f"The store {path} cannot be opened: {why}. ({said})")


def not_written(path: str, error: duckdb.Error) -> Refused | None:
    """Why nothing was written where the disk is the reason; None where it is another."""
    if _GONE.search(str(error)):
        return Refused("store_ended", path=path)
    return Refused("disk_full", path=path) if _FULL.search(str(error)) else None


class Place:
    """The file a store was opened in: whether its path still leads to it."""

    def __init__(self, path: str) -> None:
        """Note which file the path leads to now; a store in memory has none."""
        self.path, self._file = path, _file(path)

    def still_there(self) -> None:
        """Refuses where another file, or none, stands in its place: what is written would be gone at the next start."""
        if _file(self.path) != self._file:
            raise Refused("store_replaced", path=self.path)


def _file(path: str) -> tuple[int, int] | None:
    if path == ":memory:":
        return None
    try:
        found = Path(path).stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino
