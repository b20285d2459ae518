"""A store copied while another process works on it: the file and its log as they stood at one moment."""

import os
import shutil
import time
from pathlib import Path

from data.refusal import StoreError

# DuckDB writes what is committed to the log beside the file, and moves it into the file at a checkpoint: into blocks
# that nothing points to yet, then into one of the two headers at its beginning, and only then is the log begun anew.
# As long as the headers are the same, file and log together are what a crash would leave: all that was committed.
_HEADERS = 3 * 4096
_TRIES, _PAUSE = 20, 0.5  # seconds


def copy_store(source: Path, target: Path) -> None:
    """Copy a store's file and log; nothing is opened, so that whoever holds the store is not disturbed.

    Refuses a file that is not there, a target that is, and a store that is rewritten at each of 20 looks.
    """
    if not source.is_file():
        raise StoreError(f"There is no store {source}: name the file with --store.")
    for taken in (target, log_of(target)):
        if taken.exists():
            raise StoreError(f"{taken} is there already: name a file that is not, or move this one away first.")
    try:
        for _ in range(_TRIES):
            if _copied(source, target):
                return
            time.sleep(_PAUSE)
    except OSError as error:
        _discard(target)
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from error
    _discard(target)
    raise StoreError(f"{source} was being rewritten at each of {_TRIES} looks: try again when fewer files are loaded.")


def settle(part: Path, target: Path) -> None:
    """Give a whole file its name once its bytes are on the disk."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)


def log_of(path: Path) -> Path:
    """The file beside a store that holds what is not in it yet."""
    return path.with_name(path.name + ".wal")


def _copied(source: Path, target: Path) -> bool:
    """Whether the copy is of one moment."""
    before = _moment(source)
    shutil.copyfile(source, target)
    try:
        shutil.copyfile(log_of(source), log_of(target))
    except FileNotFoundError:
        log_of(target).unlink(missing_ok=True)
    return before == _moment(source) is not None


def _moment(source: Path) -> tuple[int, bytes] | None:
    """What changes with every checkpoint; None in the middle of one, when there is a second log."""
    if [each for each in source.parent.glob(f"{source.name}.*wal*") if each != log_of(source)]:
        return None
    with source.open("rb") as file:
        return os.fstat(file.fileno()).st_ino, file.read(_HEADERS)


def _discard(target: Path) -> None:
    for path in (target, log_of(target)):
        path.unlink(missing_ok=True)
