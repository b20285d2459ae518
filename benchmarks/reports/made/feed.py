"""What changed as an Atom feed (RFC 4287), within the reader's rights: published waves, broken lines, batches."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from xml.etree import ElementTree

import pandas as pd

from benchmarks.index.bottom_lines import bottom_lines
from benchmarks.index.waves import waves
from benchmarks.publishing.states import OPEN
from benchmarks.reading import Reading
from benchmarks.reports.content.source import wave_of
from benchmarks.scope.selection import Selection
from benchmarks.words.language import ENGLISH
from data.kept import batches
from data.refusal import Refused
from data.wave import Wave

ATOM = "http://www.w3.org/2005/Atom"
MOST = 100  # entries


class Entry(NamedTuple):
    """One thing that changed: a name that stays its own, when, what, and the screen that shows it."""

    name: str
    at: datetime
    title: str
    path: str


def changes(reading: Reading, site: str, today: date) -> bytes:
    """The feed, newest first; site: where the pages are reached."""
    found = [*_waves(reading), *_broken(reading), *_batches(reading)]
    made = sorted(found, key=lambda each: each.at, reverse=True)[:MOST]
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    newest = made[0].at if made else datetime.combine(today, time())
    _child(root, "title", "Duibiao: what changed")
    _child(root, "id", f"{site}/feed/changes")
    _child(root, "updated", _stamp(newest))
    ElementTree.SubElement(root, f"{{{ATOM}}}link", rel="self", href=f"{site}/feed/changes")
    for each in made:
        entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
        _child(entry, "id", f"{site}/feed/changes#{each.name}")
        _child(entry, "title", each.title)
        _child(entry, "updated", _stamp(each.at))
        ElementTree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=f"{site}{each.path}")
        author = ElementTree.SubElement(entry, f"{{{ATOM}}}author")
        _child(author, "name", "Duibiao")
    ElementTree.register_namespace("", ATOM)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _waves(reading: Reading) -> Iterator[Entry]:
    """Decisions on waves, and those that were published as they were loaded."""
    for _, row in waves(reading).iterrows():
        if row["state"] == OPEN and pd.isna(row["happened_at"]):
            continue
        sector, wave = str(row["sector"]), str(row["wave"])
        known = not pd.isna(row["happened_at"])
        at = pd.Timestamp(row["happened_at"]).to_pydatetime() if known else _start(wave)
        title = f"{_sector(reading, sector)}, {ENGLISH.wave_name(wave)}: {row['state']}"
        yield Entry(f"wave-{sector}-{wave}-{row['state']}", at, title, f"/sector?sector={sector}&wave={wave}")


def _broken(reading: Reading) -> Iterator[Entry]:
    """Bottom lines broken at their last test, of makers that the reader sees by name."""
    try:
        wave = wave_of(reading, None)
    except Refused:
        return
    rows = bottom_lines(reading.of(Selection(wave=wave)))
    for _, row in rows[rows["verdict"] == "not_met"].iterrows():
        sector, code = str(row["sector"]), str(row["indicator"])
        name = reading.specs[sector].indicator(code).label.en
        title = f"Bottom line broken: {name}, {row['enterprise']}, {row['category']}"
        place = f"{sector}-{row['enterprise']}-{row['category']}-{code}-{row['tested_wave']}"
        path = f"/gaps?sector={sector}&enterprise={row['enterprise']}&category={row['category']}&wave={wave}"
        yield Entry(f"floor-{place}", datetime.combine(pd.Timestamp(row["tested_on"]).date(), time()), title, path)


def _batches(reading: Reading) -> Iterator[Entry]:
    """Batches that were taken back, for who sees batches."""
    for _, row in batches.batches(reading.store, reading.viewer, live=False).iterrows():
        title = f"Batch {row['batch']} was withdrawn: {row['why']}"
        at = pd.Timestamp(row["withdrawn_at"]).to_pydatetime()
        yield Entry(f"batch-{row['batch']}-withdrawn", at, title, "/batches")


def _sector(reading: Reading, code: str) -> str:
    return reading.specs[code].label.en if code in reading.specs else code


def _start(wave: str) -> datetime:
    return datetime.combine(Wave.parse(wave).start, time())


def _stamp(at: datetime) -> str:
    return at.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _child(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text
