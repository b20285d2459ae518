"""A store that is whole, shown by making it again: originals by their hash, facts from these, sums from those."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.estimates import cells
from benchmarks.intake.reread import reread
from benchmarks.specs.spec import Specs
from data.copying import copy_store, settle
from data.kept import batches
from data.moving import move
from data.refusal import StoreError
from data.store import Store, held, on_lake, open_store
from data.viewer import LOCAL

_FACTS = ("response", "answer", "measurement", "registration", "laboratory", "cell", "given_sum")


@dataclass(frozen=True)
class Verified:
    """batches: how many there are; read: of them read again; cells: sums made again; wrong: what differs, in words."""

    batches: int
    read: int
    cells: int
    wrong: tuple[str, ...]


def backup(source: Path, specs: Specs, target: Path) -> Verified:
    """Copy the store, while it is held or not, into one file that is verified before it gets its name.

    Refuses a target that is there, and a copy that is not whole: nothing is left of it.
    """
    if target.exists():
        raise StoreError(f"{target} is there already: name a file that is not, or move this one away first.")
    part = target.with_name(f".{target.name}.part")
    if on_lake(source):
        _out_of_lake(source, part)
    else:
        copy_store(source, part)
    try:
        found = _verified(part, specs)
        if found.wrong:
            raise StoreError(f"The copy of {source} is not whole and was not kept: {found.wrong[0]}.")
        settle(part, target)
    finally:
        part.unlink(missing_ok=True)
    return found


def _out_of_lake(source: Path, part: Path) -> None:
    """One moment of a lake as a file of its own."""
    part.unlink(missing_ok=True)
    mine, copy = not held(source), open_store(part)
    lake = open_store(source)
    try:
        move(lake, copy)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        copy.close()
        if mine:
            lake.close()


def verify(path: Path, specs: Specs) -> Verified:
    """What of a store's file, or of a lake, can be made again from what it holds; it is left as it is."""
    if on_lake(path):
        return _verified(path, specs)
    with TemporaryDirectory(prefix="verify-") as folder:
        copy_store(path, Path(folder) / path.name)
        return _verified(Path(folder) / path.name, specs)


def _verified(path: Path, specs: Specs) -> Verified:
    store = open_store(path)
    try:
        return verified(store, specs)
    finally:
        store.close()  # the log goes into the file


def verified(store: Store, specs: Specs) -> Verified:
    """A store that is open, held against itself. Nothing is kept.

    A batch of another version of its spec is not read again: the file would be judged by other rules.
    """
    known, wrong, read = batches.batches(store, LOCAL), _strays(store), 0
    names = ("batch", "sha256", "sector", "spec_version", "record")
    for number, sha256, sector, version, record in zip(*(known[name] for name in names), strict=True):
        _, content = batches.original(store, LOCAL, int(number))
        copy = json.loads(record or "{}").get("kept", {}).get("sha256")  # where the file itself was not kept
        if hashlib.sha256(content).hexdigest() != (copy or sha256):
            wrong.append(f"the original of batch {number} is not what was sent")
        elif sector in specs and version in ("", specs[sector].version):
            again = reread(store, specs, LOCAL, int(number))
            read += 1
            if again.differing:
                wrong.append(f"{again.differing} stored facts of batch {number} are not those of its file")
    made = {"cells": 0, "differed": 0}
    if not cells.stale(store, specs):
        with store.rehearsal() as draft:
            made = cells.rebuild(draft, specs)
    if made["differed"]:
        wrong.append(f"{made['differed']} sums are not those of the answers")
    return Verified(len(known), read, made["cells"], tuple(wrong))


def _strays(store: Store) -> list[str]:
    """Facts of batches that are not there."""
    found = []
    for table in _FACTS:
        sql = f"SELECT count(*) AS n FROM {table} WHERE batch NOT IN (SELECT batch FROM batch)"
        if n := int(store.query(sql)["n"][0]):
            found.append(f"{n} rows of {table} belong to no batch")
    return found
