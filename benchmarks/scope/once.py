"""Results of everyone that several reads share, computed once as long as nothing is written to their store."""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from weakref import WeakKeyDictionary

import pandas as pd

from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs
from data.store import Store

_MOST = 16  # frames kept for one store: those of the pages that are being looked at

_Make = Callable[[Store, Specs, Selection], pd.DataFrame]
_KEPT: WeakKeyDictionary[Store, dict[tuple, tuple[tuple[int, int], Specs, pd.DataFrame]]] = WeakKeyDictionary()
_LOCK = Lock()


def once(make: _Make) -> _Make:
    """The same function; asked again for what it gave since the last write, it gives that, in a frame of its own.

    Every store, specs and selection have their own results. Only for steps that no page can call: a viewer's scope
    is applied to what they return.
    """

    @wraps(make)
    def kept(store: Store, specs: Specs, selection: Selection = EVERYTHING) -> pd.DataFrame:
        state, key = _state(store), (make.__qualname__, make.__module__, id(specs), selection)
        with _LOCK:
            found = _KEPT.setdefault(store, {}).get(key)
        if found is None or found[0] != state:
            found = state, specs, make(store, specs, selection)  # with the specs, so that no others get their id
            _keep(store, key, found)
        return found[2].copy(deep=False)

    return kept


def _state(store: Store) -> tuple[int, int]:
    """What has been written: batches and withdrawals by anyone, and anything by this process."""
    return store.version(), store.written


def _keep(store: Store, key: tuple, found: tuple[tuple[int, int], Specs, pd.DataFrame]) -> None:
    """Beside what is as new, unless something was written in the meantime; the oldest goes when there are too many."""
    state = _state(store)
    with _LOCK:
        frames = {name: each for name, each in _KEPT[store].items() if each[0] == state}
        if found[0] == state:
            frames[key] = found
        _KEPT[store] = dict(list(frames.items())[-_MOST:])
