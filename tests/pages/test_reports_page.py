"""The screen where a report is dropped: the same verdicts as the command, the answer first."""

import hashlib
import io
import json
import zipfile

import pandas as pd
import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.made import package, report
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import audit
from data.viewer import LOCAL, Viewer, association
from pages.parts.frame import jobs
from tests.demo_kit import SPECS
from tests.pages.test_results_pages import show, text
from tests.reports.asking import get

ABOUT = Selection("catering", "canteen", "CAT-02", wave="2026H1")


@pytest.fixture(scope="module")
def document(served):
    return report.document("enterprise", Reading(served, SPECS, LOCAL, ABOUT), LANGUAGES["en"])


def drop(name: str, content: bytes, **address: str):
    app = show("reports", **{"role": "administrator", "own_sector": "catering", **address})
    app.file_uploader(key="report_file").upload(name, content).run()
    assert not app.exception
    return app


def test_a_report_that_holds_is_said_to_hold_in_its_title(document):
    app = drop("report.docx", report.written(document, "docx"))
    n = len(document.facts["facts"])
    assert app.title[0].value == f"All {n} numbers of this report are the same today"
    assert not app.warning


def test_a_number_that_was_changed_is_named_with_then_now_and_why(document):
    held = json.loads(json.dumps(document.facts))
    at = next(i for i, each in enumerate(held["facts"]) if (each["result"], each["column"]) == ("index", "score"))
    right = held["facts"][at]["shown"]
    held["facts"][at] |= {"value": 88.8, "shown": "88.8"}
    held["digest"] = facts.digest(held)
    app = drop("report.facts.json", facts.encoded(held), lang="zh")
    n = len(held["facts"])
    assert app.title[0].value == f"这份报告的数字今天并非全部成立：{n - 1} 个一致和1 个被改动"
    assert [each.value for each in app.warning] == ["1 个被改动：此后数据库没有变化。"]
    row = app.table[0].value.iloc[0]
    assert (row["报告中"], row["今天"], row["判定"]) == ("88.8", right, "被改动")


def test_what_is_no_report_or_not_ones_own_is_one_sentence(document):
    app = drop("report.pdf", b"%PDF-1.7 nothing")
    assert app.title[0].value == "This file cannot be checked"
    assert "holds no facts of a report" in text(app)
    other = {"role": "manufacturer", "own_sector": "catering", "own_catering": "CAT-01"}
    app = drop("report.facts.json", facts.encoded(document.facts), **other)
    assert app.title[0].value == "This file cannot be checked"
    assert "Your role may not have this report" in text(app)


def test_reports_for_all_members_are_made_on_the_page_each_with_its_facts(served):
    app = show(
        "reports", role="association", own_sector="home_appliances", report_kind="enterprise", report_form="xlsx"
    )
    app.button(key="report_make").click().run()
    assert not app.exception
    (job,) = [job for key, job in jobs._JOBS.items() if key[0] == "reports"]
    assert job.ended.wait(120) and job.done == job.every == 9
    app.run()
    assert not app.exception
    assert [each.value for each in app.success] == ["9 reports are made."]
    names = zipfile.ZipFile(io.BytesIO(job.made.content)).namelist()
    assert job.made.name == "reports-enterprise-home_appliances.zip"
    assert {each for each in names if "APP-01" in each} == {
        f"enterprise-home_appliances-APP-01-2026H1{end}" for end in (".xlsx", ".facts.json")
    }
    assert len(names) == 18
    made = audit.documents(served)
    assert set(made["enterprise"]) == {f"APP-{k:02d}" for k in range(1, 10)}


def test_letterhead_and_logo_are_the_associations_and_the_administrators_and_others_are_told_why(served):
    rule = "A letterhead and a logo say who gives a report out: its association or the administrator."
    for role, boxes in (("administrator", 2), ("association", 2), ("regulator", 0)):
        app = show("reports", role=role, own_sector="catering", report_kind="ranking", report_form="docx")
        asked = [each for each in app.file_uploader if each.key in ("report_paper", "report_logo")]
        assert (len(asked), rule in [each.value for each in app.caption]) == (boxes, not boxes), role
    assert not report.may_dress(association("catering"), "automobiles")
    assert not report.may_dress(association("catering"), None)


def test_a_maker_makes_none_for_others(served):
    app = show("reports", role="manufacturer", own_sector="catering", own_catering="CAT-02")
    assert not [each for each in app.button if each.key == "report_make"]


def test_a_line_to_copy_names_the_address_that_gives_the_table_of_the_screen(monkeypatch, served):
    app = show("gaps", role="manufacturer", own_sector="catering", own_catering="CAT-02", sector="catering")
    said = [each.value for each in app.code if "/api/v1/gaps?" in each.value]
    assert [each.split("(")[0] for each in said] == ["pd.read_csv", "read.csv", "= Csv.Document"]
    query = said[0].split("?")[1].split('"')[0]
    assert "enterprise=CAT-02" in query and query.endswith("format=csv")
    monkeypatch.setenv("QUALITY_MODE", "local")
    rows = pd.read_csv(io.BytesIO(get("/api/v1/gaps", query).body))
    assert set(rows["enterprise"]) == {"CAT-02"} and len(rows) > 20


@pytest.fixture
def short(monkeypatch) -> tuple[str, ...]:
    """Packages of the tables that are quick to make; which are in them is held in tests/reports/test_open_data.py."""
    monkeypatch.setattr(package, "OPEN", ("indicators", "levels", "waves", "board"))
    monkeypatch.setattr(package, "NAMED", ("enterprises", "estimates"))
    return package.OPEN


def packed(**asked: str):
    app = show("reports", **asked)
    app.button(key="package_make").click().run()
    assert not app.exception
    (job,) = [job for key, job in jobs._JOBS.items() if key[0] == "package"]
    assert job.ended.wait(240) and job.fault is None and job.done == job.every
    app.run()
    assert [each.value for each in app.success] == [job.made.said]
    jobs._JOBS.clear()
    return app, job.made


def test_a_visitor_takes_the_files_of_the_command_byte_for_byte_with_licence_and_checksum_said(
    served, short, demo_file, tmp_path
):
    app, made = packed(role="visitor", sectors="catering")
    assert app.title[0].value == "All published results as open data"
    assert "Licence CC-BY-4.0" in text(app) and not app.get("file_uploader")
    files = next(each.value for each in app.table if "File" in each.value)
    assert list(files["File"]) == [f"data/{name}.csv" for name in short]
    assert made.said.startswith("4 tables are in duibiao-open-catering.zip (")
    assert made.said.endswith(f"SHA-256: {hashlib.sha256(made.content).hexdigest()}")
    folder = tmp_path / "written"
    done = CliRunner().invoke(main, ["--store", str(demo_file), "package", "-o", str(folder), "--sector", "catering"])
    assert done.exit_code == 0, done.output
    archive = zipfile.ZipFile(io.BytesIO(made.content))
    written = {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*.*")}
    assert {name: archive.read(name) for name in archive.namelist()} == written and len(written) == 6


def test_a_package_by_name_holds_what_its_reader_sees_and_gives_no_licence(served, short):
    who = {"role": "manufacturer", "own_sector": "catering", "own_catering": "CAT-02"}
    app, made = packed(package="named", **who)
    assert "No licence is given" in text(app)
    archive = zipfile.ZipFile(io.BytesIO(made.content))
    assert "licenses" not in json.loads(archive.read("datapackage.json"))
    makers = {name: pd.read_csv(archive.open(f"data/{name}.csv"))["enterprise"].dropna() for name in package.NAMED}
    assert {name: set(codes) for name, codes in makers.items()} == {name: {"CAT-02"} for name in package.NAMED}


def test_a_package_is_the_same_archive_on_any_day(served):
    about = Reading(served, SPECS, Viewer("visitor"), Selection("catering"))
    first, second = (package.archive(about, ("indicators", "levels"), "CC0-1.0") for _ in range(2))
    assert first == second
    assert {each.date_time[0] for each in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}
