"""Words planted in every field that a maker, its products and its papers have: who may not see them is sent none.

All that the server says is read as it comes over the connection, frame by frame, for each role, screen and address.
"""

import asyncio
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from data.kept import people
from data.kept.people import Scope
from data.store import Store, open_store
from data.viewer import LOCAL
from pages.parts.frame.screens import SCREENS
from tests import wire
from tests.browser import sign_in_kit as kit
from tests.kit import finished

pytestmark = pytest.mark.matrix
OWN, SECTOR, LAB, WAVE = "FUR-06", "home_furnishings", "LAB-FUR-2", "2026H1"
WORD = re.compile(rb"zq(\d{6})qz")
FIELDS = {  # table: its fields of words, by the column that says whose they are
    "registration": ("enterprise", ("name_en", "name_zh", "uscc")),
    "product": ("enterprise", ("name_en", "name_zh")),
    "state_event": ("enterprise", ("authority", "document", "source", "reason")),
    "spot_check": ("enterprise", ("lot", "authority", "source")),
    "wave_reply": ("enterprise", ("reply", "by_name")),
    "action_event": ("enterprise", ("by_name", "content")),
    "governance_event": ("enterprise", ("by_name", "content")),
    "help_event": ("enterprise", ("by_name", "content")),
    "project": ("members", ("title",)),
    "batch": ("sector", ("title", "file_name", "accepted_by")),
    "wave_event": ("sector", ("by_name",)),
}
FREE = {"measures", "text", "person", "reason", "name", "file_name", "title_zh"}  # words inside of what is kept as JSON
PEOPLE = {
    "administrator": Scope(),
    "regulator": Scope(),
    "association": Scope(sectors=(SECTOR,)),
    "manufacturer": Scope(enterprises=((SECTOR, OWN),)),
    "laboratory": Scope(laboratories=(LAB,)),
    "visitor": Scope(),
}
ABOUT = (  # what stands behind the question mark
    {},
    {
        **{"sector": SECTOR, "enterprise": "FUR-09", "category": "wood_panel", "wave": WAVE},
        **{"indicator": "panel_formaldehyde"},
    },
    {"sector": "catering", "enterprise": "CAT-02", "category": "canteen", "wave": WAVE, "indicator": "cleanliness"},
)


@dataclass(frozen=True)
class Planted:
    """Where a word stands, and whose it is."""

    place: str
    sector: str
    makers: frozenset[str] = frozenset()
    laboratory: str = ""  # of whom help was asked


@dataclass
class Field:
    """All that was planted, by its number."""

    words: list[Planted] = field(default_factory=list)
    askers: set[str] = field(default_factory=set)  # makers that asked LAB for help
    offered: set[str] = field(default_factory=set)  # makers that said that they may be asked, by name

    def word(self, planted: Planted) -> str:
        """A word of its own."""
        self.words.append(planted)
        return f"zq{len(self.words) - 1:06d}qz"

    def met(self, sent: Iterable[bytes]) -> set[Planted]:
        """What stands in what was sent."""
        return {self.words[int(each)] for content in sent for each in WORD.findall(content)}


def _grown(store: Store) -> Field:
    """Plant a word in each field of each row."""
    grown = Field()
    with store.write() as cursor:
        for table in ("batch", "action_event", "governance_event", "help_event", "fieldwork_event", "wave_event"):
            cursor.execute(f"UPDATE {table} SET synthetic = FALSE")
        for maker in (OWN, "FUR-01"):
            place = SECTOR, "upholstered_furniture", maker, WAVE, "furniture_formaldehyde"
            row = (1, *place, "x", datetime(2026, 7, 3), "x", "manufacturer")
            cursor.execute(f"INSERT INTO wave_reply VALUES ({', '.join('?' * len(row))})", row)
        named = "SELECT enterprise, any_value(sector) FROM registration GROUP BY enterprise"
        sector_of = dict(cursor.execute(named).fetchall())
        in_batch: dict[int, set[str]] = {}
        for batch, maker in cursor.execute(
            "SELECT DISTINCT batch, code FROM (FROM cell SELECT batch, enterprise UNION FROM measurement SELECT batch, "
            "enterprise) JOIN code ON id = enterprise"
        ).fetchall():
            in_batch.setdefault(batch, set()).add(maker)
        coded = dict(cursor.execute("SELECT id, code FROM code WHERE subject = 'enterprise'").fetchall())
        offers = "SELECT DISTINCT partner FROM help_event WHERE kind = 'offered' AND partner_kind = 'maker'"
        grown.offered |= {each for (each,) in cursor.execute(offers).fetchall()}
        for table, (whose, columns) in FIELDS.items():
            partner = "partner" if table == "help_event" else "''"
            lab = "lab" if table == "state_event" else "NULL"
            batch = "batch" if table == "batch" else "NULL"
            told_of = f"rowid, {whose}, {partner}, {lab}, {batch}, {', '.join(columns)}"
            for row, owner, asked, of_lab, number, *values in cursor.execute(
                f"SELECT {told_of} FROM {table}"
            ).fetchall():
                code = coded[owner] if isinstance(owner, int) else owner
                makers = frozenset() if whose == "sector" or code is None else frozenset(code.split(";"))
                makers |= in_batch.get(number, set())
                sector = code if whose == "sector" else sector_of.get(next(iter(makers), ""), "")
                grown.askers |= makers if asked == LAB else set()
                asked = asked or of_lab or ""
                for column, value in zip(columns, values, strict=True):
                    planted = Planted(f"{table}.{column}", sector or "", makers, asked)
                    told = _free(json.loads(value), grown, planted) if column == "content" else grown.word(planted)
                    told = json.dumps(told, ensure_ascii=False) if column == "content" else told
                    cursor.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [told, row])
    return grown


def _free(held: Any, grown: Field, planted: Planted) -> Any:
    if isinstance(held, dict):
        return {
            key: grown.word(planted) if key in FREE and isinstance(value, str) else _free(value, grown, planted)
            for key, value in held.items()
        }
    return [_free(each, grown, planted) for each in held] if isinstance(held, list) else held


def may_see(role: str, planted: Planted, grown: Field) -> bool:
    """Whether a role's person may be told of what stands there: growth.md, vocabulary of roles, said once more."""
    if role in ("administrator", "regulator"):
        return True
    if role == "association":
        return planted.sector in (SECTOR, "")
    of_laboratory = planted.place.startswith("state_event") and not planted.makers  # its scope: open to makers
    named = planted.place.startswith("registration.name")
    offered = named and planted.makers <= grown.offered
    if role == "manufacturer":
        return OWN in planted.makers or of_laboratory or offered
    by_name = offered or (named and planted.makers <= grown.askers)
    return role == "laboratory" and (planted.laboratory == LAB or of_laboratory or by_name)


@pytest.fixture(scope="module")
def grown(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Field]]:
    """The demo's store with words planted, said to be real, and one person of each role."""
    path = Path(shutil.copy(demo, tmp_path_factory.mktemp("planted") / "real.duckdb"))
    store = open_store(path)
    try:
        field_of = _grown(store)
        for role, scope in PEOPLE.items():
            people.invite(store, LOCAL, kit.address(role), role, scope)
    finally:
        store.close()
    yield path, field_of


async def _told(site: str, role: str, cookies: str, proof: str) -> tuple[list[bytes], list[str]]:
    """Everything the server says to a person on every screen and address, and what went wrong."""
    frames, wrong = [], []
    for screen in SCREENS:
        for about in ABOUT:
            async with wire.tab(site, keep=True, cookies=cookies, proof=proof) as tab:
                look = await asyncio.wait_for(tab.open(screen.name, lang="en", **about), 120)
                frames += look.frames
                wrong += [f"{screen.name} {about}: {each}" for each in look.errors]
    return frames, wrong


def test_planted_words_reach_nobody_who_may_not_see_them(browser, grown):
    path, field_of = grown
    told: dict[str, set[Planted]] = {}
    with kit.provider(*map(kit.address, PEOPLE)) as issuer, kit.server_mode(path, issuer) as site:
        for role in PEOPLE:
            page = kit.fresh(browser)
            kit.sign_in(page, site, kit.address(role))
            held = {each["name"]: each["value"] for each in page.context.cookies(site)}
            page.context.close()
            cookies = "; ".join(f"{name}={value}" for name, value in held.items())
            frames, wrong = finished(_told(site, role, cookies, held.get("_streamlit_xsrf", "")))
            assert wrong == []
            told[role] = field_of.met(frames)
        frames, wrong = finished(_told(site, "", "", ""))
        told["a stranger"] = field_of.met(frames)
        log = path.with_suffix(".log").read_bytes()
    strayed = {role: {each for each in seen if not may_see(role, each, field_of)} for role, seen in told.items()}
    assert {role: each for role, each in strayed.items() if each} == {}
    assert field_of.met([log]) == set()
    # What is searched for is found where it may be.
    print({role: sorted({each.place for each in seen}) for role, seen in told.items()})
    assert {each.place for each in told["administrator"]} >= {"registration.name_en", "action_event.content"}
    assert all(told[role] for role in ("association", "manufacturer", "laboratory"))
