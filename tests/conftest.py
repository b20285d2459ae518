"""What several folders of tests share: the demo loaded once, through the intake, for the whole run."""

import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from hypothesis import is_hypothesis_test

from benchmarks.intake.demo import fill
from data.store import Store, open_store
from tests import demo_kit, measured

DEMO = {"demo_file", "read_by_all", "demo_store", "demo", "site"}
# What runs over many examples, many files, many tenants or the whole signed-in app, or takes files all the way in.
LONG = (
    *("intake/", "properties/", "test_other_tenants.py", "test_scopes.py", "pages/test_sign_in.py"),
    *("pages/test_submit_pages.py", "spec/index/test_index_properties.py", "spec/progress/test_progress_properties.py"),
    *("spec/gaps/test_false_alarms.py", "data/test_check_fuzz.py", "data/read/test_read_properties.py"),
    *("exports/", "benchmarks/test_questionnaire.py", "benchmarks/test_preview.py", "benchmarks/test_reread.py"),
    *("benchmarks/test_load_mapping.py", "data/test_demo"),
    "lake/",  # a PostgreSQL of its own, other processes
    "spec/actions/",  # every verdict takes rounds of files through a store of its own
    "data/read/test_read_sav.py",  # each read is a process of its own
    "pages/test_method_places.py",  # follows every call of the product from every screen
)
# The longest single tests, begun first: one that begins last leaves every other process of the run waiting for it.
LONGEST = ("test_types.py", "browser/test_bytes.py", "browser/test_pages.py", "reports/test_open_data.py")
NEVER_QUICK = ("browser/", "performance/")
_HERE = Path(__file__).parent

# The same examples in every run and in every process of a run.
# No deadline: how long an example takes says how busy the machine is.
hypothesis.settings.register_profile("seeded", derandomize=True, deadline=None)
hypothesis.settings.load_profile("seeded")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Who asks for the quick tests alone does not wait until the others are found."""
    alone = config.option.markexpr == "quick"
    return True if alone and _among(collection_path, (*LONG, *NEVER_QUICK)) else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests are found, and none of them is rubbish: looking for it would take seconds."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks as slow, for `-m quick` to leave out, what loads the demo, draws many examples, or is long by name."""
    single = measured.long_tests()
    for item in items:
        long = _among(item.path, LONG) or measured.name_of(item.nodeid) in single
        many = is_hypothesis_test(getattr(item, "obj", None))
        heavy = long or many or DEMO & set(getattr(item, "fixturenames", ()))
        marked = any(item.get_closest_marker(name) for name in ("browser", "simulation", "performance", "slow"))
        if heavy and not marked:
            item.add_marker(pytest.mark.slow)
        if not heavy and not marked:
            item.add_marker(pytest.mark.quick)
    if config.option.markexpr == "quick":
        # Gone before others look: for a single test of many examples Hypothesis reads every file of the product.
        config.hook.pytest_deselected(items=[item for item in items if not item.get_closest_marker("quick")])
        items[:] = [item for item in items if item.get_closest_marker("quick")]
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """The place of its file among the longest; behind them all where it is none of these."""
    return next((turn for turn, file in enumerate(LONGEST) if _among(item.path, (file,))), len(LONGEST))


@cache
def _among(path: Path, places: tuple[str, ...]) -> bool:
    name = str(path.relative_to(_HERE)) if path.is_relative_to(_HERE) else ""
    return f"{name}/".startswith(places)


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The file of this name, made by whichever process of the run asks first; the others wait. Only to be read."""
    folder = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path, done = folder / name, folder / f"{name}.done"
    # SQLite's lock goes with the process that holds it, on every system.
    lock = sqlite3.connect(folder / f"{name}.lock", timeout=600, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        if not done.exists():
            path.unlink(missing_ok=True)
            make(path)
            done.touch()
    finally:
        lock.close()
    return path


@pytest.fixture(scope="session", autouse=True)
def _no_store_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A page drawn without a store of its own gets an empty one of this process, never data/quality.duckdb."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALITY_STORE", str(tmp_path_factory.mktemp("house") / "empty.duckdb"))
        yield


def _demo(path: Path) -> None:
    store = open_store(path)
    fill(store, demo_kit.SPECS, list(demo_kit.made()))
    store.close()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo in a store of its own, closed: only to be read or copied. Each process opens its own copy."""
    return Path(shutil.copy(made_once(tmp_path_factory, "demo.duckdb", _demo), tmp_path_factory.mktemp("demo")))


@pytest.fixture(scope="session")
def read_by_all(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy of the demo's store, open as long as the process: what its tests ask alike is made once."""
    store = open_store(shutil.copy(demo_file, tmp_path_factory.mktemp("read") / "demo.duckdb"))
    yield store
    store.close()


@pytest.fixture
def demo_store(read_by_all: Store) -> Iterator[Store]:
    """The demo's store for one test, which only reads."""
    before = read_by_all.version()
    yield read_by_all
    assert read_by_all.version() == before, "a test that writes opens a copy of its own"
