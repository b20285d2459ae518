"""Which single tests are too long for the quick ones: `pytest -m "quick or slow" -n auto -p tests.measured` writes it.

The processor's time is taken, not the clock's: a busy machine moves no test from one heap to the other.
"""

import resource
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

LONG = Path(__file__).with_name("long.txt")
MOST = 0.07  # seconds of processor: 5,000 tests share 40 s on two cores, and most take a hundredth of this
_spent: defaultdict[str, list[float]] = defaultdict(list)


def long_tests() -> frozenset[str]:
    """The functions named in long.txt, as `spec/cuts/test_cuts.py::test_a_part`."""
    return frozenset(LONG.read_text(encoding="utf-8").split())


def name_of(nodeid: str) -> str:
    """The function of a test, without the case it is run with."""
    return nodeid.removeprefix("tests/").split("[")[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Puts down what the test and its processes took."""
    before = _processor()
    item.user_properties.append(("processor", lambda: _processor() - before))
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Sends what was put down along with the report, from whichever process ran the test."""
    report = yield
    taken = [value() for name, value in item.user_properties if name == "processor"]
    report.user_properties = [("processor", each) for each in taken]
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Gathers what the processes of the run send."""
    if report.when == "teardown":
        _spent[name_of(report.nodeid)].extend(value for name, value in report.user_properties if name == "processor")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the list anew: who was measured by what was measured, the others as they stood."""
    if hasattr(session.config, "workerinput") or not _spent:
        return
    # The first of many cases pays for what they share; only where the others are long too is the function long.
    over = {name for name, each in _spent.items() if max(each) > MOST and sum(each) / len(each) > MOST / 2}
    kept = (long_tests() - set(_spent)) | over
    LONG.write_text("".join(f"{name}\n" for name in sorted(kept)), encoding="utf-8")


def _processor() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
