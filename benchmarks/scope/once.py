"""Results of everyone that several reads share: made once, even where several ask at a time, and kept a while."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from data.store import Store

_MOST = 400 * 2**20  # bytes kept for one store; what nobody asked for the longest goes first


@dataclass(eq=False)
class _Entry:
    state: Hashable
    made: Future
    of: object  # held, so that nothing else gets its identity
    size: int = 0


_KEPT: WeakKeyDictionary[Store, OrderedDict[Hashable, _Entry]] = WeakKeyDictionary()
_LOCK = Lock()


def once(store: Store, key: Hashable, state: Hashable, make: Callable[[], Any], of: object = None) -> Any:
    """What `make` gives, made once for each store, key and state; who asks meanwhile waits for it.

    state: the version of the data, read before `make` reads them. of: kept alive with the result, for keys that hold
    the identity of an object. Frames come as frames of their own. Only for steps that no page can call: a viewer's
    scope is applied to what they return.
    """
    with _LOCK:
        kept = _KEPT.setdefault(store, OrderedDict())
        found = kept.get(key)
        mine = found is None or found.state != state
        entry = _Entry(state, Future(), of) if found is None or mine else found
        kept[key] = entry
        kept.move_to_end(key)
    if mine:
        _make(kept, key, entry, make)
    value = entry.made.result()
    return value.copy(deep=False) if isinstance(value, pd.DataFrame) else value


def is_kept(store: Store, key: Hashable, state: Hashable) -> bool:
    """Whether `once` would make nothing."""
    with _LOCK:
        entry = _KEPT.get(store, OrderedDict()).get(key)
    return entry is not None and entry.state == state


def _make(kept: OrderedDict[Hashable, _Entry], key: Hashable, entry: _Entry, make: Callable[[], Any]) -> None:
    try:
        value = make()
    except BaseException as error:
        with _LOCK:
            if kept.get(key) is entry:
                del kept[key]
        entry.made.set_exception(error)
        return
    entry.size = _size(value)
    entry.made.set_result(value)
    with _LOCK:
        _shrink(kept)


def _shrink(kept: OrderedDict[Hashable, _Entry]) -> None:
    """Forget what was not asked for the longest until the rest fits; what is being made stays."""
    left = sum(entry.size for entry in kept.values())
    for key, entry in list(kept.items()):
        if left <= _MOST:
            return
        if entry.made.done():
            del kept[key]
            left -= entry.size


def _size(value: object) -> int:
    """Bytes of the arrays in frames, lists, dicts and records."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, pd.DataFrame):
        return int(value.memory_usage().sum())
    if isinstance(value, dict):
        return _sizes(value.values())
    if isinstance(value, list | tuple):
        return _sizes(value)
    return _sizes(vars(value).values()) if hasattr(value, "__dict__") else 0


def _sizes(values: Iterable[object]) -> int:
    return sum(_size(each) for each in values)
