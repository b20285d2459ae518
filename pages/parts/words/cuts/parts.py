"""Facets, parts and findings of a cut in words."""

from benchmarks.cuts.parts import ALL, CROSS, UNKNOWN
from benchmarks.specs.models import SectorSpec
from benchmarks.words import quantities, sentences
from benchmarks.words.language import Language
from benchmarks.words.quantities import Measure
from benchmarks.words.terms import N
from data.regions import PROVINCES
from pages.parts.words.cuts import attributes
from pages.parts.words.fieldwork.states import stratum

# What is found where a part is held against all else.
FINDING = {
    "better": N("better than all else"),
    "worse": N("worse than all else"),
    "may_be_chance": N("may be chance among so many comparisons"),
    "no_evidence": N("no evidence of a difference"),
    "too_few": N("too few answers or samples to compare"),
    "not_compared": N("not compared"),
}


def facet(spec: SectorSpec, names: str, language: Language) -> str:
    """What results are cut by: Price class, or Price class × Region of the buyer."""
    known = {each.id: language.label(each.label) for each in spec.facets}
    return " × ".join(known.get(name, name) for name in names.split(CROSS))


def part(spec: SectorSpec, names: str, code: str, language: Language) -> str:
    """A part by the name that its spec, the provinces or the sizes give it; the code where none does."""
    parts = code.split(CROSS) if CROSS in names else [code]
    return " × ".join(_one(spec, name, each, language) for name, each in zip(names.split(CROSS), parts, strict=False))


def _one(spec: SectorSpec, name: str, code: str, language: Language) -> str:
    found = next((each for each in spec.facets if each.id == name), None)
    labels = {each.id: each.label for each in found.values} if found is not None else {}
    if code == UNKNOWN:
        return language.gettext("unknown part")
    if code in labels:
        return language.label(labels[code])
    held_in = found.held_in if found is not None else ""
    if held_in == "region" and code in PROVINCES:
        return attributes.region(code, language)
    return attributes.size(code, language) if held_in == "size" and code in attributes.SIZE else stratum(code, language)


def maker(names: dict[str, str], code: str, language: Language) -> str:
    """An enterprise by its name, or all of them."""
    return language.gettext("all enterprises together") if code == ALL else names.get(code, code)


def against(gap: float, low: float, high: float, measure: Measure, language: Language) -> str:
    """A part against all else: 15.1 problems per 100 behind (8.6 to 21.9)."""
    if gap != gap:
        return ""
    said = apart(gap, low, high, measure, language)
    return language.gettext("{said} ({interval})").format(said=said, interval=ends(low, high, measure, language))


def apart(gap: float, low: float, high: float, measure: Measure, language: Language) -> str:
    """A distance to all else with its side, in the decimals of its interval: 15.1 problems per 100 behind."""
    if gap == 0:
        return language.gettext("no difference was measured")
    said = language.gettext("{distance} behind") if gap < 0 else language.gettext("{distance} ahead")
    decimals = quantities.decimals_of(low, high, measure)
    return said.format(distance=quantities.distance(gap, measure, language, decimals))


def briefly(gap: float, low: float, high: float, measure: Measure, language: Language) -> str:
    """As against, without the unit, which the axis of the chart has: 15.1 behind (8.6 to 21.9)."""
    if gap != gap:
        return ""
    far = quantities.plain_distance(gap, measure, language, quantities.decimals_of(low, high, measure))
    said = language.gettext("{distance} behind") if gap < 0 else language.gettext("{distance} ahead")
    span = ends(low, high, measure, language)
    return language.gettext("{said} ({interval})").format(said=said.format(distance=far), interval=span)


def ends(low: float, high: float, measure: Measure, language: Language) -> str:
    """The ends of a difference: 8.6 to 21.9 where both lie on one side, else 4.1 behind to 1.5 ahead."""
    return _ends(low, high, language.gettext("{low} behind to {high} ahead"), measure, language)


def moved(change: float, measure: Measure, language: Language) -> str:
    """How far something moved, with its side: 15.1 problems per 100 worse."""
    said = language.gettext("{distance} worse") if change < 0 else language.gettext("{distance} better")
    return said.format(distance=quantities.distance(change, measure, language))


def moved_ends(low: float, high: float, measure: Measure, language: Language) -> str:
    """The ends of a change: 8.6 to 21.9 where both lie on one side, else 4.1 worse to 1.5 better."""
    return _ends(low, high, language.gettext("{low} worse to {high} better"), measure, language)


def _ends(low: float, high: float, both_sides: str, measure: Measure, language: Language) -> str:
    decimals = quantities.decimals_of(low, high, measure)

    def near(end: float) -> str:
        return quantities.plain_distance(end, measure, language, decimals)

    if low < 0 < high:
        return both_sides.format(low=near(low), high=near(high))
    least, most = sorted((abs(low), abs(high)))
    return sentences.span(least, most, near, language)
