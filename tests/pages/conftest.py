"""What tests of whole pages share: what every opening of the app would find again is found once."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from benchmarks.specs.spec import Specs, load_specs
from data.store import Store, open_store
from pages.parts.frame import platform
from tests.demo_kit import SHIPPED, SPECS
from tests.pages import two_makers


def _specs(folder: Path) -> Specs:
    return SPECS if Path(folder) == SHIPPED else load_specs(folder)


@pytest.fixture(scope="session", autouse=True)
def _found_once() -> Iterator[None]:
    """A server looks for installed components and reads its specs once; a test opens the app anew each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patch.setattr(platform, "load_specs", _specs)
        yield


@pytest.fixture(scope="session")
def two_makers_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of two makers, closed: only to be copied."""
    path = tmp_path_factory.mktemp("two-makers") / "store.duckdb"
    two_makers.make(path)
    return path


@pytest.fixture(scope="module")
def served(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The pages on a copy of the demo's store, shared by the tests of one file."""
    copy = tmp_path_factory.mktemp("served") / "demo.duckdb"
    shutil.copy(demo_file, copy)
    yield from _served_from(copy)
    open_store(copy).close()
    forgotten()


@pytest.fixture(scope="module")
def shown(read_by_all: Store) -> Iterator[Store]:
    """The pages on the demo's store for tests that only read: what files of tests ask alike is made once a process."""
    before = read_by_all.version()
    yield from _served_from(Path(read_by_all.path))
    assert read_by_all.version() == before, "a test that writes takes `served`"


def _served_from(path: Path) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALITY_STORE", str(path))
        forgotten()
        yield platform.store()
    forgotten()


def forgotten() -> None:
    """Empty the caches of the server: the next page opens the store anew."""
    st.cache_resource.clear()
    st.cache_data.clear()
