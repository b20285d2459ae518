"""Which indicators start a new series between two waves, beside the change of an index."""

from collections.abc import Sequence

from benchmarks import reading
from benchmarks.specs.asked import asked_anew
from benchmarks.words import breaks
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words.language import Language


def said(viewer: Viewer, sectors: Sequence[str], waves: Sequence[str], language: Language) -> str:
    """That a change of these sectors' index between two waves is partly one of questions, "" where none changed."""
    known, specs = platform.read(reading.breaks, viewer), platform.specs()
    names = [
        language.label(specs[sector].indicator(code).label)
        for sector in sectors
        for code in asked_anew(known, sector, waves[0], waves[-1])
    ]
    return breaks.of_the_index(names, waves[-1], language)
