"""Upload and batches through the whole app: what is refused, what is loaded, what a withdrawal gives back."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from data.kept.batches import batches
from data.viewer import LOCAL
from pages.parts.frame import platform
from pages.parts.panels import batch
from tests.pages.two_makers import BASE, HEADER, SECTOR, answers

ROOT = Path(__file__).resolve().parents[2]
BROKEN = (
    HEADER
    + "a1,FUR-01,upholstered_furniture,1,11\na2,NOBODY,upholstered_furniture,1,8\na3,FUR-02,upholstered_furniture,0,7\n"
)
GOOD = HEADER + answers("FUR-01", 9).replace("FUR-01-", "new-") + answers("FUR-02", 8).replace("FUR-02-", "two-")


@pytest.fixture
def store(two_makers_file, tmp_path, monkeypatch) -> Iterator[object]:
    """A store with a register and one survey wave, batches 1 and 2, as this server's store."""
    path = tmp_path / "pages.duckdb"
    shutil.copy(two_makers_file, path)
    monkeypatch.setenv("QUALITY_STORE", str(path))
    st.cache_resource.clear()
    st.cache_data.clear()
    opened = platform.store()
    yield opened
    opened.close()
    st.cache_resource.clear()
    st.cache_data.clear()


def opened(page: str, **asked: str) -> AppTest:
    """The app on one page, by default as the sector's association in English."""
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    for name, value in ({"role": "association", "own_sector": SECTOR, "lang": "en"} | asked).items():
        at.query_params[name] = value
    return at.switch_page(f"pages/submit/{page}.py").run()


def send(at: AppTest, content: str, survey: str = "S1", wave: str = "2026H1") -> AppTest:
    """Name the round and drop a file."""
    at.text_input(key="survey").set_value(survey)
    at.text_input(key="upload_wave").set_value(wave)
    at.file_uploader(key="file").upload("answers.csv", content.encode())
    return at.run()


def loaded(at: AppTest) -> AppTest:
    """Accept what is odd, and load."""
    if at.checkbox:
        for box in at.checkbox:
            box.check()
        at.run()
    return at.button(key="load").click().run()


def said(at: AppTest) -> str:
    """All plain text of the page."""
    return "\n".join(each.value for each in [*at.title, *at.markdown, *at.error, *at.success, *at.warning, *at.caption])


def of_wave(store, wave: str) -> float:
    frame = estimates(Reading(store, platform.specs(), LOCAL, Selection(SECTOR, None, "FUR-01", "satisfaction", wave)))
    return float(frame["estimate"].iloc[0]) if len(frame) else float("nan")


def everything(store) -> pd.DataFrame:
    return estimates(Reading(store, platform.specs(), LOCAL, Selection(sector=SECTOR)))


def test_a_file_that_waits_for_its_round_is_not_called_no_file(store):
    at = opened("upload")
    assert "No file has been chosen." in said(at)
    at.file_uploader(key="file").upload("answers.csv", GOOD.encode())
    told = said(at.run())
    assert "No file has been chosen." not in told and "Name the round and its wave first." in told


def test_a_broken_file_is_refused_with_every_error_and_its_line_and_nothing_is_written(store):
    at = send(opened("upload"), BROKEN)
    assert at.title[0].value == "The file has 3 errors: nothing was loaded"
    for line in (2, 3, 4):
        assert f"Line {line}, column" in said(at)
    assert [button.key for button in at.button if button.key == "load"] == []
    lines = at.dataframe[0].value["Line"].dropna().tolist()
    assert sorted(set(lines)) == [2, 3, 4]
    assert list(batches(store, LOCAL)["batch"]) == [2, 1]


def test_a_good_file_becomes_a_batch_with_its_rows_and_changes_the_estimate(store):
    assert of_wave(store, "2025H2") == pytest.approx((7.5 - 1) / 9 * 100)
    at = loaded(send(opened("upload"), GOOD))
    assert at.title[0].value == "80 rows count in the results from now on"
    assert "Batch 3 is loaded: 80 rows of answers.csv" in said(at)
    assert of_wave(store, "2026H1") == pytest.approx((9.5 - 1) / 9 * 100)
    newest = batches(store, LOCAL).iloc[0]
    assert (newest["batch"], newest["row_count"], newest["survey"], newest["wave"]) == (3, 80, "S1", "2026H1")


def test_warnings_are_to_be_accepted_before_the_file_can_be_loaded(store):
    at = send(opened("upload"), HEADER + answers("FUR-01", 9))
    assert "to accept first" in at.title[0].value
    assert at.button(key="load").disabled
    loaded(at)
    assert "vanished" in batches(store, LOCAL)["record"].iloc[0]


def test_the_same_file_again_is_refused_in_a_sentence_that_names_its_batch(store):
    at = send(opened("upload"), BASE, wave="2025H2")
    assert at.title[0].value == "The file cannot be loaded"
    assert "Batch 2 already holds this very file" in said(at)
    chinese = send(opened("upload", lang="zh"), BASE, wave="2025H2")
    assert "批次 2 已收录" in said(chinese)


def test_earlier_rounds_and_the_wave_that_comes_next_are_offered(store):
    at = opened("upload")
    at.text_input(key="survey").set_value("S1").run()
    codes, waves = (each.options for each in at.button_group if "English" not in each.options)
    assert codes == ["S1"] and waves[:2] == ["2026 H1", "2025 H2"]


def test_the_check_is_not_run_again_when_the_page_is(store, monkeypatch):
    at = send(opened("upload"), BROKEN)
    first = at.session_state["upload_checked"][1]
    at.text_input(key="title").set_value("Spring").run()
    assert at.session_state["upload_checked"][1] is first


def test_a_withdrawal_needs_a_reason_and_restores_every_estimate_exactly(store):
    before = everything(store)
    loaded(send(opened("upload"), GOOD))
    assert len(everything(store)) > len(before)
    at = opened("batches", batch="3")
    assert at.title[0].value == "3 batches count in the results"
    assert at.button(key="withdraw").disabled
    at.checkbox(key="sure_3").check().run()
    at.button(key="withdraw").click().run()
    assert "A withdrawal needs a reason" in said(at)
    at.text_input(key="why_3").set_value("wrong weights").run()
    at.button(key="withdraw").click().run()
    assert at.title[0].value == "2 batches count in the results; 1 was withdrawn"
    assert "The reason given: wrong weights" in said(at)
    pd.testing.assert_frame_equal(everything(store), before)


def test_a_withdrawn_file_can_be_loaded_again(store):
    at = opened("batches", batch="2")
    at.text_input(key="why_2").set_value("sent too early")
    at.checkbox(key="sure_2").check().run()
    at.button(key="withdraw").click().run()
    loaded(send(opened("upload"), BASE, wave="2025H2"))
    assert list(batches(store, LOCAL)["batch"]) == [3, 2, 1]
    assert of_wave(store, "2025H2") == pytest.approx((7.5 - 1) / 9 * 100)


def test_a_register_in_use_is_not_taken_back_and_the_page_says_why(store):
    at = opened("batches", batch="1")
    at.text_input(key="why_1").set_value("mistake")
    at.checkbox(key="sure_1").check().run()
    at.button(key="withdraw").click().run()
    assert "registers enterprises (2)" in said(at)
    assert batches(store, LOCAL)["withdrawn_at"].isna().all()


def test_a_regulator_reads_batches_and_cannot_take_them_back(store):
    at = opened("batches", role="regulator", batch="2")
    assert at.title[0].value == "2 batches count in the results"
    assert [button.key for button in at.button if button.key == "withdraw"] == []


@pytest.mark.parametrize("page", ["upload", "batches"])
def test_a_manufacturer_gets_no_page(store, page):
    at = opened(page, role="manufacturer", own_home_furnishings="FUR-01")
    at.switch_page(f"pages/submit/{page}.py").run()
    assert [each.value for each in at.title] == ["This page is not part of your role"]


@pytest.mark.parametrize("role", ["manufacturer", "visitor"])
def test_the_pages_refuse_on_their_first_line_whoever_is_not_let_in(store, role):
    def run(role: str, path: str) -> None:
        import runpy

        import streamlit as st

        from data.viewer import Viewer

        st.session_state["viewer"] = Viewer(role, sectors=frozenset({"catering"}), enterprises=frozenset())
        runpy.run_path(path)

    for page in ("upload", "batches"):
        path = str(ROOT / "pages" / "submit" / f"{page}.py")
        at = AppTest.from_function(run, kwargs={"role": role, "path": path}).run()
        assert at.title[0].value == "This page is not part of your role"
        assert (len(at.dataframe), len(at.file_uploader)) == (0, 0)


def test_margins_are_raked_to_and_the_effective_sample_size_is_said_before_loading(store):
    at = send(opened("upload"), GOOD)
    at.file_uploader(key="margins").upload(
        "m.csv", b"variable,value,share\nenterprise,FUR-01,0.75\nenterprise,FUR-02,0.25\n"
    )
    at.run()
    # 40 weights of 1.5 and 40 of 0.5: (60 + 20)2 / (40 x 2.25 + 40 x 0.25) = 6400 / 100 = 64
    assert "the effective sample size goes from 80 to 64" in said(at)
    loaded(at)
    assert "from 80 to 64" in at.dataframe[0].value.to_string()


def test_the_preview_says_what_is_new_and_who_moved_and_writes_nothing(store):
    at = send(opened("upload"), GOOD)
    assert "Loading it would bring 2 new results and change 0" in [each.value for each in at.header]
    assert "**1 of 2** results moved" in said(at)
    moved = at.dataframe[-1].value
    # twenty 9s and 10s after twenty 7s and 8s: 94.4 after 72.2 points
    assert (moved["Before"][0], moved["With this file"][0], moved["Moved"][0]) == ("72.2 points", "94.4 points", "yes")
    assert len(batches(store, LOCAL)) == 2


def test_unknown_columns_are_asked_about_once(store):
    coded = GOOD.replace("satisfaction", "Q1")
    at = send(opened("upload"), coded)
    assert at.title[0].value == "1 column is not known yet"
    at.selectbox(key="means_Q1").set_value("satisfaction").run()
    at.button(key="use_mapping").click().run()
    loaded(at)
    assert of_wave(store, "2026H1") == pytest.approx((9.5 - 1) / 9 * 100)
    again = send(opened("upload"), coded.replace("new-", "x").replace("two-", "y"), wave="2026H2")
    assert "As in the last wave of this round" in said(again)
    assert again.button(key="load")


def test_a_batch_gives_its_receipt_as_a_file(store):
    at = opened("batches", batch="2")
    assert "Receipt (JSON)" in [each.label for each in at.get("download_button")]
    slip, kept = json.loads(batch._slip(LOCAL, 2)), batches(store, LOCAL).set_index("batch").loc[2]
    assert (slip["batch"], slip["rows"], slip["sha256"]) == (2, kept["row_count"], kept["sha256"])
    assert slip["withdrawn"] is None


def test_a_batch_says_how_many_rows_it_has_of_whom(store):
    at = opened("batches", batch="2")
    assert "2 enterprises, 40 to 40 rows each" in [each.label for each in at.expander]
    assert list(at.dataframe[-1].value["Rows"]) == [40, 40]


def test_an_empty_store_asks_for_the_register_first_and_a_filled_one_for_a_file(store, tmp_path, monkeypatch):
    def told(at: AppTest) -> str:
        return " ".join(each.value for each in at.caption)

    assert "Choose the kind and the sector" in told(opened("upload"))
    monkeypatch.setenv("QUALITY_STORE", str(tmp_path / "empty.duckdb"))
    monkeypatch.setenv("QUALITY_DEMO", "0")
    st.cache_resource.clear()
    st.cache_data.clear()
    assert "Start with the register of enterprises" in told(opened("upload"))
    platform.store().close()


def test_a_page_opens_on_the_first_sector_that_has_enterprises(store):
    at = opened("upload", role="administrator")
    assert at.selectbox(key="pick_sector").value == SECTOR
    assert at.selectbox(key="pick_sector").options[0] != at.selectbox(key="pick_sector").value


def test_what_a_file_leaves_open_is_asked_with_a_control_and_the_answers_load_it(store):
    head = HEADER.strip() + ",extra_charges\n"
    rows = "".join(f"q{i},FUR-01,布艺沙发套装,1,{7 + i % 2},{'yes' if i < 10 else ''}\n" for i in range(40))
    at = send(opened("upload"), head + rows)
    assert "2 questions to you" in [each.value for each in at.header]
    assert at.button(key="use_answers").disabled and at.radio[0].value is None
    told = " ".join(each.value for each in at.markdown)
    # What is asked stands there once: not among the problems below as well.
    assert told.count("All answers given are yes (10)") == 1 and told.count("布艺沙发套装") == 1
    at.selectbox(key=next(each.key for each in at.selectbox if each.key.startswith("answer_0"))).set_value(
        "upholstered_furniture"
    )
    at.radio[0].set_value("no")
    at.run()
    at.button(key="use_answers").click().run()
    loaded(at)
    frame = estimates(Reading(store, platform.specs(), LOCAL, Selection(SECTOR, None, "FUR-01", None, "2026H1")))
    found = frame.set_index("indicator")["estimate"]
    assert found["extra_charges"] == 10 / 40


def test_rates_typed_where_counts_are_asked_are_asked_about_in_chinese_too_and_read_as_answered(store):
    head = HEADER.strip() + ",problems\n"
    rows = "".join(f"q{i},FUR-01,upholstered_furniture,1,{7 + i % 2},{20 + i}\n" for i in range(11))
    at = send(opened("upload", lang="zh"), head + rows)
    told = " ".join(each.value for each in at.markdown)
    assert told.count("结果为每百件 25，而不是 2500。") == 1
    at.radio[0].set_value("rate").run()
    at.button(key="use_answers").click().run()
    loaded(at)
    frame = estimates(Reading(store, platform.specs(), LOCAL, Selection(SECTOR, None, "FUR-01", None, "2026H1")))
    assert frame.set_index("indicator")["estimate"]["problems_per_100"] == pytest.approx(25)
