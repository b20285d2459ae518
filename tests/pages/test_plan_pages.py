"""The screens of a sample and of the next tests: the same numbers as the commands."""

import csv
import io

import pandas as pd
import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.fieldwork.deciding import Prices
from data.viewer import LOCAL
from pages.parts.frame import platform
from pages.parts.views.fieldwork.buying import NextView
from pages.parts.words.language import Language
from tests.kit import empty_store, indicator, specs
from tests.pages.test_fieldwork_pages import screen, words

FRAME = "stratum,psu,size\n" + "".join(f"{h},{h}{k},{100 + 10 * k}\n" for h in ("east", "west") for k in range(20))


def command(served, *words: str) -> str:
    return command_of(served, "plan", *words)


def command_of(served, *words: str) -> str:
    form = ["--format", "csv"] if words[0] == "track" else []
    done = CliRunner().invoke(main, ["--store", served.path, *words, *form])
    assert done.exit_code == 0, done.output
    return done.output


def test_what_to_ask_next_shows_the_steps_of_the_command_and_floors_come_first(served):
    app = screen("next", sector="automobiles")
    asked = ["--budget", "10000", "--response-price", "20", "--sample-price", "300", "--format", "csv"]
    rows = pd.read_csv(io.StringIO(command(served, "next", "--sector", "automobiles", *asked)))
    table = app.dataframe[0].value
    assert table["Spent by then"].tolist() == pytest.approx(rows["spent"].tolist())
    assert table["Decided by then"].tolist() == pytest.approx(rows["decided"].round(1).tolist())
    assert table["To buy"].iloc[0] == "3 samples"  # three samples of a brake nobody has tested since
    assert rows["floors"].gt(0).tolist() == sorted(rows["floors"].gt(0), reverse=True)
    said = f"About {rows['decided'].iloc[-1]:.0f} of "
    assert app.title[0].value.startswith(said) and app.title[0].value.endswith(f"for {rows['spent'].iloc[-1]:,.0f}")
    app.number_input(key="next_budget").set_value(100.0).run()
    assert app.dataframe[0].value["Spent by then"].max() <= 100 if len(app.dataframe) else "decide none" in words(app)


def test_a_sample_shows_each_makers_change_before_and_after_as_the_command_says_them(served, tmp_path):
    app = screen("sample", sector="catering")
    assert app.title[0].value == "A sample needs its frame"
    app.file_uploader(key="sample_frame").upload("frame.csv", FRAME.encode()).run()
    assert not app.exception
    (tmp_path / "frame.csv").write_text(FRAME, encoding="utf-8")
    where = ["--frame", str(tmp_path / "frame.csv"), "-o", str(tmp_path / "a.csv"), "--sector", "catering"]
    said = command(served, "allocate", *where, "--budget", "3000")
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text().splitlines()))
    after = {float(row["detectable_change"]) for row in rows}
    table = app.dataframe[0].value
    assert table["Interviews"].sum() == sum(int(row["take"]) for row in rows) == 3000
    assert table["Change that will show, points"].max() == pytest.approx(max(after), abs=0.005)
    assert f"{int(table['Interviews'].sum())} interviews at" in said
    app.selectbox(key="pick_counted_catering").select("satisfaction").run()
    assert "points of every maker" in app.title[0].value and "Most uncertain" not in app.dataframe[0].value
    app.number_input(key="sample_change").set_value(0.5).run()
    assert app.title[0].value.startswith("It takes about ") and "Raise the budget" in app.error[0].value
    app.number_input(key="sample_change").set_value(0.0).run()
    app.number_input(key="sample_budget").set_value(100.0).run()
    assert app.title[0].value == "A budget of 810 is needed at least"  # 27 of 30 interviews
    app.button(key="sample_least").click().run()
    assert app.number_input(key="sample_budget").value == 810 and app.title[0].value.startswith("810 interviews")
    app.number_input(key="sample_budget").set_value(100.0).run()
    app.selectbox(key="pick_sampled_catering").select("quick_service_restaurant").run()
    assert app.title[0].value == "A budget of 270 is needed at least"  # nine makers


def test_a_frame_with_mistakes_is_told_line_by_line_on_the_screen(served):
    app = screen("sample", sector="catering")
    app.file_uploader(key="sample_frame").upload("f.csv", b"stratum,psu,size\na,1,0\na,1,5\n,2,3\n").run()
    assert not app.exception
    assert len(app.error) >= 3


def test_where_nothing_was_measured_no_verdict_is_called_decided(monkeypatch):
    store, known = empty_store(), specs(indicator("rating"))
    monkeypatch.setattr(platform, "store", lambda: store)
    monkeypatch.setattr(platform, "specs", lambda: known)
    view = NextView(LOCAL, "things", Prices(100.0), Language("en"))
    assert (view.open.empty, view.measured) == (True, False)


def test_a_plan_is_kept_on_its_screen_and_an_export_counted_on_the_trackers(served):
    app = screen("sample", sector="home_furnishings")
    app.file_uploader(key="sample_frame").upload("frame.csv", FRAME.encode()).run()
    app.text_input(key="plan_survey").input("HF-9")
    app.text_input(key="plan_wave").input("2027H1")
    next(each for each in app.button if each.label == "Keep the plan").click().run()
    assert not app.exception and "3,000 interviews are planned for HF-9 2027H1." in app.success[0].value
    tracker = screen("fieldwork", sector="home_furnishings")
    assert tracker.title[0].value == "Nothing of this round is in yet"
    row = pd.read_csv(io.StringIO(command_of(served, "track", "--sector", "home_furnishings"))).iloc[0]
    rest = f"r1,{row['enterprise']},{row['category']},9\nr2,{row['enterprise']},{row['category']},11\n"
    head = "response,enterprise,category,satisfaction\n"
    tracker.file_uploader(key="interim_file").upload("f.csv", f"{head}{rest}".encode())
    next(each for each in tracker.button if each.label == "Count it").click().run()
    assert not tracker.exception and "got 11" in tracker.error[0].value  # as the survey would be refused
    tracker.file_uploader(key="interim_mapping").upload("m.json", b"{")
    tracker.file_uploader(key="interim_file").upload("f.csv", b"a,b\n1,2\n")
    next(each for each in tracker.button if each.label == "Count it").click().run()
    assert not tracker.exception and len(tracker.error) == 1  # no mapping that can be read
    tracker = screen("fieldwork", sector="home_furnishings")
    good = f"{head}{rest.replace(',11', ',7')}".encode()
    tracker.file_uploader(key="interim_file").upload("f.csv", good)
    next(each for each in tracker.button if each.label == "Count it").click().run()
    assert not tracker.exception and "2 of 3,000 interviews are in" in words(tracker)
