"""What a reader finds by a word: makers, indicators, levels and pages, all within the reader's rights."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.columns import LEVELS
from benchmarks.specs.spec import Indicator, SectorSpec
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names, sectors_of
from pages.parts.frame.screens import SCREENS, TITLE
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

KINDS = ("page", "maker", "indicator", "level")
LEAST, MOST = 2, 6  # letters of a word that is searched for (one in Chinese), and hits of one kind


@dataclass(frozen=True)
class Hit:
    """One thing found: its kind, how it is called, and the screen with what is to be shown there."""

    kind: str
    label: str
    screen: str
    shown: dict[str, str] = field(default_factory=dict)


def found(viewer: Viewer, text: str, language: Language) -> list[Hit]:
    """Hits for all words of the text, at most MOST a kind; nothing for fewer letters than LEAST.

    Makers are those the viewer sees by name, sectors and pages those of the viewer's rights.
    """
    wanted = text.casefold().split()
    if len("".join(wanted)) < (1 if any(ord(sign) > 0x2E80 for sign in text) else LEAST):
        return []
    hits: list[Hit] = []
    for each in (_pages(viewer, language), _makers(viewer, language), _rules(viewer, language)):
        hits += [hit for hit, said in each if all(one in said.casefold() for one in wanted)]
    by_kind = ([hit for hit in hits if hit.kind == kind][:MOST] for kind in KINDS)
    return [hit for some in by_kind for hit in some]


def _pages(viewer: Viewer, language: Language) -> Iterator[tuple[Hit, str]]:
    for screen in SCREENS:
        if viewer.role in screen.roles:
            name = word(TITLE, screen.name, language)
            yield Hit("page", name, screen.name), f"{name} {screen.name}"


def _makers(viewer: Viewer, language: Language) -> Iterator[tuple[Hit, str]]:
    register, names = platform.enterprises(viewer), Names(language)
    called = names.enterprises(register)
    for row in each_row(register):
        shown = {"sector": row.sector, "enterprise": row.enterprise}
        if row.sector in platform.specs():
            label = f"{called[row.enterprise]} · {names.sector(row.sector)}"
            yield Hit("maker", label, "gaps", shown), f"{row.enterprise} {row.name_en} {row.name_zh}"


def _rules(viewer: Viewer, language: Language) -> Iterator[tuple[Hit, str]]:
    for spec in sectors_of(viewer).values():
        for measure in spec.indicators:
            yield from _indicator(spec, measure, language)


def _indicator(spec: SectorSpec, measure: Indicator, language: Language) -> Iterator[tuple[Hit, str]]:
    name = f"{language.label(measure.label)} · {language.label(spec.label)}"
    shown = {"sector": spec.sector, f"rules_{spec.sector}": measure.categories[0], "indicator": measure.id}
    said = " ".join((measure.id, measure.label.en, measure.label.zh, *measure.synonyms))
    yield Hit("indicator", name, "benchmarks", shown), said
    for level in LEVELS:
        for cite in dict.fromkeys(entry.cite for entry in getattr(measure.levels, level)):
            entry = next(each for each in getattr(measure.levels, level) if each.cite == cite)
            called = words.citation(entry, language)
            label = f"{cite} · {word(words.LEVEL, level, language)} · {language.label(measure.label)}"
            yield Hit("level", label, "benchmarks", shown), f"{cite} {called}"
