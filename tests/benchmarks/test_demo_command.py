"""The command that fills an empty store with the synthetic demo, and takes it up again."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from data.kept.batches import batches
from data.store import open_store
from data.viewer import LOCAL
from tests.demo_kit import SHIPPED


@pytest.mark.slow
def test_the_demo_fills_an_empty_store_once_and_says_that_it_is_synthetic(tmp_path):
    (tmp_path / "specs").mkdir()
    shutil.copy(Path(SHIPPED) / "catering.yaml", tmp_path / "specs")
    asked = ["--store", str(tmp_path / "store.duckdb"), "--specs", str(tmp_path / "specs"), "demo"]
    first, second = (CliRunner().invoke(main, asked) for _ in range(2))
    store = open_store(tmp_path / "store.duckdb")
    held = batches(store, LOCAL)
    store.close()
    assert held["synthetic"].all()
    assert set(held["kind"]) == {
        "register",
        "products",
        "labs",
        "survey",
        "test",
        "checks",
        "states",
        "standards",
        "projects",
    }
    assert (
        first.output
        == f"{len(held)} synthetic files loaded into store.duckdb. Every screen says that they are synthetic.\n"
    )
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert second.output.startswith("0 synthetic files loaded")
