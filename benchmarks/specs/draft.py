"""An indicator of which some parts may be unreadable, so that rules can be checked on the rest."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from benchmarks.columns import LEVELS, SHARES
from benchmarks.specs.models import Indicator
from benchmarks.specs.parts import LevelEntry


class UnreadableError(Exception):
    """A rule asked for a part that is missing or misshapen."""


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter:
    field = model.model_fields[name]
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(kind)


class Draft:
    """The readable parts of an indicator as written; asking for another part raises UnreadableError."""

    def __init__(self, raw: dict[str, Any]) -> None:
        for name, field in Indicator.model_fields.items():
            if name in raw:
                with suppress(ValidationError):
                    setattr(self, name, _adapter(Indicator, name).validate_python(raw[name]))
            elif not field.is_required():
                setattr(self, name, field.default)
        levels = raw.get("levels")
        self._levels: dict[str, Any] = levels if isinstance(levels, dict) else {}

    @classmethod
    def whole(cls, indicator: Indicator) -> "Draft":
        """That of an indicator which is readable in all its parts: nothing is read a second time."""
        draft = cls({})
        for name in Indicator.model_fields:
            setattr(draft, name, getattr(indicator, name))
        draft._levels = {level: list(getattr(indicator.levels, level)) for level in LEVELS}
        return draft

    def __getattr__(self, name: str) -> Any:
        raise UnreadableError(name)

    def entries(self, level: str) -> Iterator[tuple[int, LevelEntry]]:
        """The readable entries of a level with their places."""
        written = self._levels.get(level)
        for place, raw in enumerate(written if isinstance(written, list) else ()):
            with suppress(ValidationError):
                yield place, raw if isinstance(raw, LevelEntry) else LevelEntry.model_validate(raw)

    @property
    def possible(self) -> tuple[float, float]:
        """The least and the greatest the reported statistic can be."""
        return possible(self)


def possible(of: "Draft | Indicator") -> tuple[float, float]:
    """The least and the greatest the reported statistic of an indicator can be."""
    if of.statistic in SHARES:
        return 0.0, 1.0
    if of.statistic == "nps":
        return -100.0, 100.0
    low, high = of.range.min, of.range.max
    if of.statistic == "per_100":
        return 100 * low, 100 * high
    if of.scale is not None:
        (x0, x1), (y0, y1) = of.scale.file, of.scale.reported
        low, high = (y0 + (y1 - y0) * (x - x0) / (x1 - x0) for x in (low, high)) if x0 != x1 else (y0, y1)
    return min(low, high), max(low, high)
