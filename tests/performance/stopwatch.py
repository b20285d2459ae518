"""Ratios to a named baseline in one run: seconds differ between machines, ratios less so."""

import resource
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of a few runs."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def table(title: str, baseline: str, base: float, rows: dict[str, tuple[float, float]]) -> None:
    """Print name, seconds, ratio to the baseline and the aim; rows map a name to (seconds, aim)."""
    print(f"\n{title}\n  {'baseline: ' + baseline:58s} {base:8.2f} s")
    for name, (taken, aim) in rows.items():
        print(f"  {name:58s} {taken:8.2f} s   ratio {taken / base:6.2f}   aim {aim:g}")


def processor(works: dict[str, Callable[[], object]], times: int = 3) -> dict[str, float]:
    """Seconds of processor time of each, the best of a few rounds in which they take turns on a busy machine."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            before = _spent()
            work()
            taken[name].append(_spent() - before)
    return {name: min(each) for name, each in taken.items()}


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
