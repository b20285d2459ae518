"""Thirteen monthly waves: the progress screen shows the control chart, its limits and what it says of the benchmark."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from data.kept.batches import Upload
from data.store import open_store
from data.viewer import LOCAL
from pages.parts.charts.control import control
from pages.parts.frame import platform
from pages.parts.words.language import ENGLISH
from tests.demo_kit import SPECS
from tests.pages.charts import EMISSION, sent, texts

APP = str(Path(__file__).resolve().parents[2] / "streamlit_app.py")
MEANS = (0.080, 0.082, 0.079, 0.081, 0.080, 0.078, 0.081, 0.080, 0.079, 0.082, 0.080, 0.081, 0.060)
REGISTER = "enterprise,name_en,name_zh,sector,output_share\nM1,Moss,苔,home_furnishings,1\n"


@pytest.fixture
def monthly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store with one maker's panel formaldehyde of 13 months, three samples each, served to the pages."""
    path = tmp_path / "monthly.duckdb"
    store = open_store(path)
    load(store, SPECS, LOCAL, Sending(Upload("register", "home_furnishings", REGISTER.encode(), "register.csv")))
    for place, mean in enumerate(MEANS):
        wave = f"{2025 + place // 12}-{place % 12 + 1:02d}"
        rows = [f"s{k},M1,wood_panel,L1,{wave}-15,panel_formaldehyde,{mean + (k - 1) * 0.001:.4f}" for k in range(3)]
        text = "\n".join(["sample,enterprise,category,lab,tested_on,indicator,value", *rows])
        upload = Upload("test", "home_furnishings", text.encode(), f"{wave}.csv", "T", wave)
        assert not load(store, SPECS, LOCAL, Sending(upload)).errors
    store.close()
    monkeypatch.setenv("QUALITY_STORE", str(path))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    platform.store().close()
    st.cache_resource.clear()
    st.cache_data.clear()


def test_the_screen_names_the_special_cause_and_draws_the_limits(monthly: None) -> None:
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update({"role": "manufacturer", "own_sector": "home_furnishings", "lang": "en"})
    app.switch_page("pages/improve/progress.py").run()
    assert not app.exception
    first, *over = app.title[0].value.split("; ")
    assert first == "1 indicator jumped for the better in the last wave"
    assert over[:3] == ["over the waves 1 indicator got better", "none clearly got worse", "the bar did not move"]
    assert over[3:] == ["target 2026: 1 on pace", "target 2027: 1 on pace"]
    said = " ".join(each.value for each in [*app.markdown, *app.caption]).replace("\\", "")
    mean = sum(MEANS) / 13
    assert f"Got better: 2026-01 against the mean of the chart: {mean - 0.06:.3f} mg/m³ better" in said
    assert "Control chart over twelve waves or more: the last wave lies below the lower limit." in said
    # mean moving range without the last step, which is screened as beyond 3.267 times their mean
    steps = [abs(a - b) for a, b in zip(MEANS[1:-1], MEANS[:-2], strict=True)]
    lower = mean - 2.66 * sum(steps) / 11
    assert f"lower limit {lower:.3f}" in {row.get("name") for rows in sent(app).values() for row in rows}
    # between 1 % at 12 waves and 5 % at 16: 1 + 4 / 4
    assert "Read at each of 13 waves from the twelfth on, a series that never changes is called changed" in said
    assert "at least once in 2% of cases, by chance alone" in said
    assert "as things are it will be missed wave after wave" in said  # the benchmark 0.050 is below the lower limit


def test_a_control_chart_writes_mean_and_limits_at_its_edge() -> None:
    points = pd.DataFrame(
        {
            "wave": ["2025H1", "2025H2", "2026H1"],
            "estimate": [0.08, 0.081, 0.06],
            "kind": ["common_cause", "common_cause", "special_cause_improvement"],
            **{"mean": 0.078, "lower": 0.07, "upper": 0.086},
        }
    )
    written = texts(control(points, ENGLISH, EMISSION))
    assert {"mean 0.078", "lower limit 0.070", "upper limit 0.086"} <= set(written)
