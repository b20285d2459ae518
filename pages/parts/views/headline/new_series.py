"""Which indicators start a new series between two waves, beside the change of an index."""

from collections.abc import Sequence

from benchmarks import reading
from benchmarks.specs.asked import asked_anew
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words.language import Language


def names_of(viewer: Viewer, sectors: Sequence[str], waves: Sequence[str], language: Language) -> list[str]:
    """The indicators of these sectors whose question, scale, order or method was changed between the two waves."""
    if len(waves) < 2:
        return []
    known, specs = platform.read(reading.breaks, viewer), platform.specs()
    return [
        language.label(specs[sector].indicator(code).label)
        for sector in sectors
        for code in asked_anew(known, sector, waves[0], waves[-1])
    ]
