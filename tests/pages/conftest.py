"""What tests of whole pages share: what every opening of the app would find again is found once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from benchmarks.spec import Specs, load_specs
from pages.parts import platform
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
