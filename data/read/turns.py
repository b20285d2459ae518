"""Turns at reading: as many files at once as a machine has room for; others wait in order of coming, and are told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Condition

from data import limits

Told = Callable[[int], object]
_PATIENCE = 1.0  # seconds after which who waits is told again, so that one who has left is noticed


class Turns:
    """A line of those who wait: first come, first served."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._line: list[object] = []
        self._reading = 0

    @contextmanager
    def taken(self, told: Told | None = None) -> Iterator[None]:
        """A turn, for as long as the block lasts; while others read, `told` gets the place in the line, 1 for next.

        What `told` raises ends the waiting, and the place goes to the one behind.
        """
        self._wait(told or (lambda _: None))
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    def _wait(self, told: Told) -> None:
        mine = object()
        with self._changed:
            self._line.append(mine)
        try:
            while (place := self._place(mine)) > 0:
                told(place)
                with self._changed:
                    self._changed.wait_for(partial(self._free, mine, place), _PATIENCE)
        except BaseException:
            with self._changed:
                self._line.remove(mine)
                self._changed.notify_all()
            raise

    def _free(self, mine: object, before: int) -> bool:
        """Whether the place has changed since, or the turn has come."""
        place = self._line.index(mine) + 1
        return place != before or (place == 1 and self._reading < limits.READERS_AT_ONCE)

    def _place(self, mine: object) -> int:
        """The place in the line; 0 where the turn has come, and is taken."""
        with self._changed:
            place = self._line.index(mine) + 1
            if place > 1 or self._reading >= limits.READERS_AT_ONCE:
                return place
            self._line.pop(0)
            self._reading += 1
            self._changed.notify_all()
            return 0
