"""A document made under its recipient's viewer, and written in a format."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.content import board, enterprise, ladders, notes, ranking, sector
from benchmarks.reports.content.source import Source, wave_of
from benchmarks.reports.document import Document, Page
from benchmarks.reports.facts import Ledger
from benchmarks.reports.made import laid
from benchmarks.reports.written.docx import docx
from benchmarks.reports.written.logo import logo
from benchmarks.reports.written.pdf import pdf
from benchmarks.reports.written.pptx import pptx
from benchmarks.reports.written.xlsx import xlsx
from benchmarks.scope.selection import Selection
from benchmarks.words.language import Language
from data.refusal import Refused
from data.viewer import Viewer, association, manufacturer

FORMATS: Mapping[str, Callable[[Document], bytes]] = {"pdf": pdf, "docx": docx, "pptx": pptx, "xlsx": xlsx}


@dataclass(frozen=True)
class Kind:
    """One kind of document: what it is called, and its pages."""

    pages: Callable[[Source], Iterator[Page]]
    title: Callable[[Source], str]


KINDS: Mapping[str, Kind] = {
    "enterprise": Kind(enterprise.pages, enterprise.title),
    "sector": Kind(sector.pages, sector.title),
    "board": Kind(board.pages, board.title),
    "ranking": Kind(ranking.pages, ranking.title),
}


def recipient(kind: str, of: str | None, maker: str | None) -> Viewer:
    """Who a document is for: the maker, the association of its sector, or an authority that sees all sectors."""
    if kind == "board":
        return Viewer("regulator")
    if of is None:
        raise Refused("report_needs_sector", kind=kind)
    if kind != "enterprise":
        return association(of)
    if maker is None:
        raise Refused("report_needs_maker")
    return manufacturer(of, maker)


@dataclass(frozen=True)
class Draft:
    """A document that is written but not laid out: its facts do not know their sheets yet."""

    document: Document
    about: dict[str, Any]
    rows: list[facts.Row]

    def document_placed(self) -> Document:
        """The document with its facts sealed, each on its sheet; reads no store."""
        laid.placed(self.document, self.rows)
        return replace(self.document, facts=facts.sealed(self.about, self.rows))


def document(kind: str, asked: Reading, language: Language) -> Document:
    """The document of one kind about what is asked for, as its recipient is told it.

    asked: the reading of who asks, whose selection names sector, maker, category and wave. Refused with one sentence:
    who does not see what the recipient would, a maker nobody registered, a wave without results.
    """
    return _draft(kind, asked, language).document_placed()


def _draft(kind: str, asked: Reading, language: Language) -> Draft:
    chosen = asked.selection
    whose = recipient(kind, chosen.sector, chosen.enterprise)
    if not may(asked.viewer, kind, chosen):
        raise Refused("not_your_report")
    held = replace(asked, viewer=whose)
    wave = wave_of(held, chosen.wave)
    about = held.of(replace(chosen, wave=wave))
    src = Source(about, language, Ledger(name_of(kind, about)))
    if kind == "enterprise" and chosen.enterprise not in src.makers:
        raise Refused("no_maker", enterprise=chosen.enterprise or "", sector=chosen.sector or "")
    return _drafted(kind, src)


def _drafted(kind: str, src: Source) -> Draft:
    language, pages = src.language, laid.flowing(list(KINDS[kind].pages(src)))
    day = language.date(date.today())
    title, say = KINDS[kind].title(src), language.gettext
    foot = src.say("Source: survey and test files compared with the benchmark specs; made by Duibiao on {day}", day=day)
    subtitle = src.say("Quality report, {wave}", wave=language.wave(src.wave))
    legend = " · ".join(ladders.legend(src))
    about = {say("Content"): title, say("Wave"): language.wave(src.wave), say("Source"): foot, say("Legend"): legend}
    about |= {say("Data"): " · ".join(src.badges)} if src.badges else {}
    sheets = {name: frame for name, frame in src.used.items() if not name.endswith("_all")}
    made = Document(kind, language.code, title, subtitle, pages, src.badges, foot, about, sheets)
    return Draft(made, {"kind": kind, **notes.about(src)}, src.ledger.rows)


def may(viewer: Viewer, kind: str, about: Selection) -> bool:
    """Whether who asks sees what the recipient of a document sees; else they may not have it."""
    if kind == "enterprise":
        return viewer.sees_enterprise(str(about.sector), str(about.enterprise))
    whole = viewer.sees_names and viewer.enterprises is None
    return whole and (kind == "board" or viewer.sees_sector(str(about.sector)))


def may_dress(viewer: Viewer, sector: str | None) -> bool:
    """Whether a person's own letterhead and logo may stand on reports of a sector: they say who gives them out.

    The association of that sector, and the administrator; sector: None for the board of all, which is the latter's.
    """
    return viewer.role == "administrator" or (viewer.role == "association" and viewer.sees_sector(str(sector)))


def written(made: Document, form: str, letterhead: bytes | None = None, picture: bytes | None = None) -> bytes:
    """A document in one of FORMATS; letterhead: a Word file for docx; picture: a logo as PNG or JPEG."""
    if picture is not None:
        made = replace(made, logo=logo(picture))
    return docx(made, letterhead) if form == "docx" else FORMATS[form](made)


def name_of(kind: str, about: Reading) -> str:
    """The name of a document, in ASCII: also that of its files."""
    chosen = about.selection
    return "-".join(part for part in (kind, chosen.sector, chosen.enterprise, chosen.category, chosen.wave) if part)


def file_name(kind: str, asked: Reading) -> str:
    """The name of a document that is still to be made, with the wave it will be about."""
    held = replace(asked, viewer=recipient(kind, asked.selection.sector, asked.selection.enterprise))
    return name_of(kind, asked.of(replace(asked.selection, wave=wave_of(held, asked.selection.wave))))


def of_members(
    asked: Reading, language: Language, write: Callable[[Document], bytes]
) -> Iterator[tuple[str, Document, bytes]]:
    """The report of each of the members, in order: its file's name, what it says, and its bytes.

    One is laid out and written (the template's compiler holds no lock of Python) while the next is made.
    """

    def finished(draft: Draft) -> tuple[Document, bytes]:
        made = draft.document_placed()
        return made, write(made)

    with ThreadPoolExecutor(1) as pool:
        waiting: list[tuple[str, Future[tuple[Document, bytes]]]] = []
        for maker in members(asked):
            one = _of(asked, maker)
            draft = _draft("enterprise", one, language)
            for name, found in waiting:
                yield name, *found.result()
            waiting = [(file_name("enterprise", one), pool.submit(finished, draft))]
        for name, found in waiting:
            yield name, *found.result()


def of_member(asked: Reading, maker: str, language: Language) -> tuple[str, Document]:
    """The report of one member, with the name of its file."""
    one = _of(asked, maker)
    return file_name("enterprise", one), document("enterprise", one, language)


def _of(asked: Reading, maker: str) -> Reading:
    return asked.of(replace(asked.selection, enterprise=maker))


def members(asked: Reading) -> list[str]:
    """Codes of the makers of the sector that were measured in the wave, in the viewer's scope."""
    wave = wave_of(asked, asked.selection.wave)
    found = asked.of(replace(asked.selection, enterprise=None, wave=wave))
    return sorted(set(found.told(found.estimates)["enterprise"]))
