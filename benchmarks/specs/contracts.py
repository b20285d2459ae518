"""From a spec to the contract that intake checks a file against."""

from benchmarks.specs.file_columns import COLUMNS
from benchmarks.specs.models import Indicator, SectorSpec
from benchmarks.specs.parts import Facet
from benchmarks.specs.spec import Specs
from data.check.contract import KINDS, WHOLE, Column, Contract, IndicatorRule, Labels


def contract(spec: SectorSpec, kind: str) -> Contract:
    """What a file of one of KINDS may hold in the sector; ValueError for another kind.

    A survey, test, checks or projects contract holds the indicators of both sources, so that one in the wrong file is
    told so; those of labs and standards hold those of the tests, which a scope or a limit may name; a register and a
    file of states have none. A list of products has a column for each facet of products, a survey one for each facet
    that respondents say themselves.
    """
    if kind not in KINDS:
        raise ValueError(f"a file is one of {', '.join(KINDS)}; got {kind!r}")
    sources = {
        "survey": ("survey", "test"),
        "test": ("survey", "test"),
        "labs": ("test",),
        "standards": ("test",),
        "checks": ("survey", "test"),
        "projects": ("survey", "test"),
    }.get(kind, ())
    facets = [each for each in spec.facets if _held(each, kind)]
    return Contract(
        kind=kind,
        sector=spec.sector,
        columns=(*COLUMNS[kind], *(_column(each) for each in facets)),
        categories={each.id: Labels(each.label.en, each.label.zh) for each in spec.categories},
        indicators={each.id: _rule(each) for each in spec.indicators if each.source in sources},
        parts={each.held_in: {one.id: Labels(one.label.en, one.label.zh) for one in each.values} for each in facets},
    )


def agreed(specs: Specs, sector: str, kind: str) -> Contract:
    """What a file of a kind may hold that is sent for a sector; what is published for WHOLE is of no one's spec."""
    if sector == WHOLE and kind == "published":
        return Contract(kind, WHOLE, COLUMNS[kind], {}, {})
    return contract(specs[sector], kind)


def _held(facet: Facet, kind: str) -> bool:
    return kind == "products" if facet.of == "product" else kind == "survey" and facet.asked


def _column(facet: Facet) -> Column:
    return Column(facet.held_in, facet.label.en, facet.label.zh, False, "text")


def _rule(indicator: Indicator) -> IndicatorRule:
    answer = indicator.answer
    return IndicatorRule(
        id=indicator.id,
        en=indicator.label.en,
        zh=indicator.label.zh,
        statistic=indicator.statistic,
        unit=indicator.unit,
        low=indicator.range.min,
        high=indicator.range.max,
        whole=indicator.only_whole,
        categories=frozenset(indicator.categories),
        source=indicator.source,
        also=(*indicator.synonyms, *((answer.en, answer.zh) if answer else ())),
    )
