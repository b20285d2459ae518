"""What readings made of one another hold in common: reports of many makers ask for the same rows of everyone."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Common:
    """Results by all that they depend on, as long as one of the readings lives. Nothing here knows who asks."""

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._made: dict[Hashable, tuple[object, Any]] = {}

    def once(self, key: Hashable, of: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key and object; of: held, so that nothing else gets its identity."""
        place = id(of), key
        if place not in self._made:
            self._made[place] = of, make()
        found: T = self._made[place][1]
        return found
