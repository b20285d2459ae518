"""Who does things in the demo: accounts of its invented makers, laboratories and offices, named in both languages."""

from data.bilingual import BETWEEN
from data.demo.makers import laboratories, makers
from data.viewer import Viewer, association, manufacturer


def house(sector: str, english: str, chinese: str) -> Viewer:
    """The association of a sector with these names."""
    return association(sector, f"Association of {english.lower()}{BETWEEN}{chinese}行业协会")


def officer(letter: str) -> Viewer:
    """An officer of the authority: A, or B, who confirms what A decides."""
    return Viewer("regulator", name=f"Demo officer {letter}{BETWEEN}演示监管员 {letter}")


def maker(sector: str, code: str) -> Viewer:
    """A maker, by its name in the register of the demo."""
    names = {one.code: f"{one.name_en}{BETWEEN}{one.name_zh}" for one in makers(sector, 1)}
    return manufacturer(sector, code, names.get(code, code))


def laboratory(sector: str, code: str) -> Viewer:
    """A laboratory, by its name in the register of the demo."""
    name = dict(laboratories(sector)).get(code, code)
    return Viewer("laboratory", frozenset({sector}), laboratories=frozenset({code}), name=name)
