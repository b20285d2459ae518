"""What a check may be told of earlier files. All of it is optional: nothing known means nothing is held against it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Lab:
    """A registered laboratory: what it is accredited for (indicator ids, or "*" for all) and until when."""

    accreditation: str
    scope: frozenset[str] | str
    valid_until: date | None


@dataclass(frozen=True)
class Known:
    """Earlier registrations, codes and results that a new file has to agree with.

    enterprises: code -> the sector, or sectors, it is registered in; None takes every enterprise as it comes.
    responses, samples: those of earlier live batches of this survey and wave; a collection, or a function that is given
    a list and answers with the known ones. A sample is (sample, indicator, lab).
    laboratories: None takes every laboratory as it comes; senders: those whose measurements may be sent, None for all.
    output_shares: code -> share of the registered enterprises; weights: batch of this survey and wave -> mean weight.
    checks: codes of the sector's checks in earlier live batches.
    figures: (area, indicator, period, published on) of published figures in earlier live batches.
    names: registered name of an enterprise of the sector -> code, for names that only one enterprise has.
    products: (enterprise, product) that surveys and tests of the sector name and no list of products holds.
    last: (enterprise, category, indicator) -> mean answer in the file's unit and its standard error, one wave before;
    NaN where they are not to be compared.
    """

    enterprises: Mapping[str, str | frozenset[str]] | None = None
    responses: Collection[str] | Callable[[list[str]], set[str]] = frozenset()
    samples: Collection[tuple[str, str, str]] | Callable[[list[tuple]], set[tuple]] = frozenset()
    laboratories: Mapping[str, Lab] | None = None
    senders: frozenset[str] | None = None
    last: Mapping[tuple[str, str, str], tuple[float, float]] = field(default_factory=dict)
    output_shares: Mapping[str, float] = field(default_factory=dict)
    checks: Collection[str] = frozenset()
    figures: Collection[tuple[str, str, str, str]] = frozenset()
    weights: Mapping[int, float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    products: frozenset[tuple[str, str]] = frozenset()

    def members(self, sector: str) -> frozenset[str]:
        """Codes registered in a sector."""
        enterprises = self.enterprises or {}
        return frozenset(code for code, place in enterprises.items() if place == sector or sector in _several(place))


def _several(place: str | frozenset[str]) -> frozenset[str]:
    return frozenset() if isinstance(place, str) else place


def among(candidates: list, earlier: Collection | Callable[[list], set]) -> set:
    """Those of the candidates that earlier batches hold."""
    if callable(earlier):
        return set(earlier(candidates)) if candidates else set()
    return set(earlier).intersection(candidates) if earlier else set()
