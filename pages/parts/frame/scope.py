"""What a page is about: sector, enterprise, category and wave, chosen from what the viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from benchmarks import reading
from benchmarks.index import coverage
from benchmarks.index import waves as rounds
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import SectorSpec
from benchmarks.words import waves as words
from data.frames import each_row
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.frame import draft, platform, trail
from pages.parts.frame.choice import pick
from pages.parts.words import markdown
from pages.parts.words.language import Language


@dataclass(frozen=True)
class Names:
    """Names of codes in the reader's language."""

    language: Language

    def sector(self, code: str) -> str:
        """Name of a sector."""
        return self.language.label(platform.specs()[code].label)

    def category(self, sector: str, code: str) -> str:
        """Name of a category of a sector."""
        found = {each.id: each.label for each in platform.specs()[sector].categories}
        return self.language.label(found[code]) if code in found else code

    def dimension(self, sector: str, code: str) -> str:
        """Name of a dimension of a sector."""
        found = {each.id: each.label for each in platform.specs()[sector].dimensions}
        return self.language.label(found[code]) if code in found else code

    def indicator(self, sector: str, code: str) -> str:
        """Name of an indicator of a sector."""
        return self.language.label(platform.specs()[sector].indicator(code).label)

    def enterprises(self, register: pd.DataFrame) -> dict[str, str]:
        """Name of each enterprise in rows of the register."""
        names = register["name_zh" if self.language.code == "zh" else "name_en"].fillna(register["enterprise"])
        return dict(zip(register["enterprise"], names, strict=True))

    def laboratories(self, viewer: Viewer) -> dict[str, str]:
        """Name of each laboratory the viewer sees."""
        register = platform.laboratories(viewer)
        names = register["name"].fillna(register["lab"])
        return {lab: self.language.told(str(name)) for lab, name in zip(register["lab"], names, strict=True)}

    def laboratory(self, viewer: Viewer, lab: str) -> str:
        """Name of a laboratory with its code; the code alone where it is not registered."""
        name = self.laboratories(viewer).get(lab, lab)
        return name if name == lab else f"{name} ({lab})"


def sectors_of(viewer: Viewer) -> dict[str, SectorSpec]:
    """The sectors with a spec that the viewer sees."""
    return {code: spec for code, spec in platform.specs().items() if viewer.sees_sector(code)}


def has_demo() -> bool:
    """Whether any live batch is synthetic."""
    return platform.any_synthetic()


def choose_sector(viewer: Viewer, language: Language) -> str | None:
    """A box for the sector, where there is more than one to see; at first the first that has enterprises.

    For a laboratory it is the first of which its scope holds an indicator: no enterprise is named to it.
    """
    names = Names(language)
    options = list(sectors_of(viewer))
    if len(options) == 1:
        return options[0]
    registered = set(platform.enterprises(viewer)["sector"])
    if viewer.role == "laboratory":
        able = {each for ids in platform.laboratories(viewer)["scope"] for each in ids.split(";")}
        specs = sectors_of(viewer)
        registered = {code for code in options if able & {each.id for each in specs[code].indicators}}
    first = next((code for code in options if code in registered), None)
    return pick("sector", language.gettext("Sector"), options, names.sector, first)


def choose_sector_or_all(viewer: Viewer, language: Language) -> str | None:
    """As choose_sector, with all sectors first, which is None, where there is more than one."""
    names, options = Names(language), list(sectors_of(viewer))
    if len(options) == 1:
        return options[0]
    every = {"all": language.gettext("All sectors")} | {code: names.sector(code) for code in options}
    chosen = pick("sectors", language.gettext("Sector"), list(every), lambda code: every[code])
    return None if chosen == "all" else chosen


def choose_wave(viewer: Viewer, sector: str | None, waves: Iterable[str], language: Language) -> str | None:
    """A box for the wave, the newest first; at first the newest that is published and whole, as far as there is one.

    One that is thin or not published says so, in the box and in the head of the screen. sector: whose waves they are;
    None for those of all sectors together.
    """
    found, offered = platform.read(coverage.coverage, viewer), in_order(list(waves))
    known = {str(row.wave): row for row in each_row(found[found["sector"] == (sector or "")])}

    def write(code: str) -> str:
        if code not in known:
            return language.wave_name(code)
        row = known[code]
        return words.offered(row.state, code, row.coverage, coverage.enough(row.coverage), language)

    first, named = coverage.start(found, sector or "", offered), st.query_params.get("wave")
    chosen = pick("wave", language.gettext("Wave"), offered[::-1], write, first)
    if chosen is None:
        return None
    if chosen in known:
        row = known[chosen]
        until = _until(viewer, sector, chosen) if row.state == "preview" else None
        draft.note(words.draft(row.state, chosen, until, row.coverage, coverage.enough(row.coverage), language))
    if named is not None and named not in offered:
        _not_offered(viewer, sector, named, chosen, language)
    return chosen


def _until(viewer: Viewer, sector: str | None, wave: str) -> date | None:
    """The last day of a wave's preview."""
    rows = platform.read(rounds.waves, viewer, Selection(sector=sector, wave=wave))
    return max((day for day in rows["until"] if day is not None), default=None)


def _not_offered(viewer: Viewer, sector: str | None, named: str, shown: str, language: Language) -> None:
    """Say why the wave that the address names is not shown; nothing of what is no wave of any sector."""
    rows = platform.read(rounds.waves, viewer)
    if named not in set(rows["wave"]):
        return
    here = rows[(rows["wave"] == named) & (rows["sector"].eq(sector) if sector else True)]
    closed = len(here) and not here["state"].eq("published").any()
    said = (
        language.gettext("{wave} is not published yet; {shown} is shown.")
        if closed
        else language.gettext("{wave} was not measured here; {shown} is shown.")
    )
    st.caption(markdown.escaped(said.format(wave=language.wave_name(named), shown=language.wave_name(shown))))


def choose_product(viewer: Viewer, language: Language) -> Selection | None:
    """Boxes for sector, enterprise, category and wave; None where there is nothing to choose from."""
    names = Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = choose_sector(viewer, language)
        if sector is None:
            return None
        measured = platform.read(reading.estimates, viewer, Selection(sector=sector))
        register = platform.enterprises(viewer)
        named = names.enterprises(register[register["sector"] == sector])
        makers = list(dict.fromkeys(measured["enterprise"]))
        enterprise = makers[0] if len(makers) == 1 else None
        if len(makers) > 1:
            label = language.gettext("Enterprise")
            enterprise = pick(f"enterprise_{sector}", label, makers, lambda code: named.get(code, code))
        own = measured[measured["enterprise"] == enterprise]
        kinds = list(dict.fromkeys(own["category"]))
        label = language.gettext("Category")
        category = pick(f"category_{sector}", label, kinds, lambda code: names.category(sector, code))
        wave = choose_wave(viewer, sector, own.loc[own["category"] == category, "wave"], language)
    if enterprise is not None:
        trail.viewed(viewer, sector, enterprise)
    return None if wave is None else Selection(sector, category, enterprise, wave=wave)


def product_names(viewer: Viewer, selection: Selection, language: Language) -> list[str]:
    """The enterprise, the category and the wave of a selection, by name."""
    names, register, own = Names(language), platform.enterprises(viewer), selection.maker()
    sector, category, wave = selection.product()
    makers = names.enterprises(register[register["sector"] == sector])
    return [makers.get(own, own), names.category(sector, category), language.wave(wave)]


def file_name(screen: str, selection: Selection) -> str:
    """The name of a file about a product, in ASCII."""
    sector, category, wave = selection.product()
    return "-".join([screen, sector, selection.maker(), category, wave])
