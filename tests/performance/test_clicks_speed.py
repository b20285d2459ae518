"""No click slower than before, and a file of one sector is soon on the overview."""

import json
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from data.kept import batches
from data.viewer import LOCAL
from pages.parts.frame import platform

pytestmark = pytest.mark.performance
ROOT = Path(__file__).resolve().parents[2]
CLICKS = Path(__file__).with_name("clicks.py")
BEFORE = os.environ.get("BEFORE", "fcbcac6")  # the commit that is held against: before the rooms had inner walls
SLOWER = 1.15  # what differs from one run to the next
SOON = 1.5  # s


@contextmanager
def checkout(revision: str, at: Path) -> Iterator[Path]:
    subprocess.run(["git", "worktree", "add", "--detach", str(at), revision], cwd=ROOT, check=True, capture_output=True)
    try:
        yield at
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(at)], cwd=ROOT, check=True, capture_output=True)


def clicks(tree: Path, store: Path) -> dict[str, float]:
    """ms of the processor by screen, of a checkout on a copy of a store."""
    own = os.environ | {"QUALITY_STORE": str(store)}
    done = subprocess.run(
        [sys.executable, str(CLICKS), str(store)], cwd=tree, env=own, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_no_click_is_slower_than_before(tmp_path):
    # Both on the demo of the earlier one: a larger demo is no slower code.
    stores = [tmp_path / "before.duckdb", tmp_path / "after.duckdb"]
    with checkout(BEFORE, tmp_path / "before") as tree:
        own = os.environ | {"QUALITY_STORE": str(stores[0])}
        subprocess.run([sys.executable, "-m", "benchmarks", "demo"], cwd=tree, env=own, check=True, capture_output=True)
        shutil.copy(*stores)
        before = clicks(tree, stores[0])
    after = clicks(ROOT, stores[1])
    print(f"\n  {'screen':16s} {BEFORE[:8]:>9s} {'now':>9s}   ms of the processor, opened before")
    for name in sorted(before | after):
        print(f"  {name:16s} {before.get(name, float('nan')):9.0f} {after.get(name, float('nan')):9.0f}")
    shared = before.keys() & after.keys()
    assert {name: after[name] for name in shared if after[name] > SLOWER * before[name] + 10} == {}


@pytest.mark.parametrize("screen", ["overview", "home"])
def test_the_first_look_after_a_file_of_one_sector_comes_soon(screen, demo_file, tmp_path, monkeypatch):
    logging.disable(logging.CRITICAL)
    store = shutil.copy(demo_file, tmp_path / "store.duckdb")
    monkeypatch.setenv("QUALITY_STORE", str(store))
    monkeypatch.setenv("QUALITY_MODE", "shared")
    st.cache_resource.clear()
    st.cache_data.clear()
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    app.switch_page(str(ROOT / "pages" / "results" / f"{screen}.py"))
    app.query_params["lang"], app.query_params["role"] = "en", "regulator"
    taken = {"opened first": _seconds(app), "opened again": _seconds(app)}
    kept = batches.batches(platform.store(), LOCAL)
    newest = kept[(kept["kind"] == "survey") & (kept["sector"] == "catering")].iloc[0]
    number = int(newest["batch"])
    name, content = batches.original(platform.store(), LOCAL, number)
    batches.withdraw(platform.store(), LOCAL, number, "to be sent again")
    taken["after a withdrawal in one sector"] = _seconds(app)
    place = {"survey": newest["survey"], "wave": newest["wave"]}
    upload = batches.Upload("survey", "catering", content, name, synthetic=True, **place)
    outcome = load(platform.store(), platform.specs(), LOCAL, Sending(upload))
    assert outcome.batch > number
    taken["after a file of one sector"] = _seconds(app)
    print(f"\n  {screen}, s of the processor")
    for said, seconds in taken.items():
        print(f"  {said:36s} {seconds:6.2f}")
    platform.store().close()
    assert max(taken["after a withdrawal in one sector"], taken["after a file of one sector"]) < SOON


def _seconds(app: AppTest) -> float:
    started = time.process_time()
    app.run()
    assert not app.exception
    return time.process_time() - started
