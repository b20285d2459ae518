"""The home of each role: what stands below its sentence."""

from collections.abc import Callable

from pages.parts.frame.page import Frame
from pages.parts.panels.home import maker, others
from pages.parts.words.language import Language

HOMES: dict[str, Callable[[Frame, Language], None]] = {
    "manufacturer": maker.show,
    "association": others.association,
    "regulator": others.regulator,
    "administrator": others.regulator,
    "laboratory": others.laboratory,
    "visitor": others.visitor,
}
