"""From the spec to the form, to what a tool exports of simulated answers, and back to the estimates they have."""

import csv
import io
import json
import random
from functools import cache
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import pandas as pd
import pyreadstat
import pytest
import xlsxwriter
from docx import Document
from pyxform.xls2xform import convert

from benchmarks.fieldwork.form import DONT_KNOW, NOT_APPLICABLE, Form, Item, form_of
from benchmarks.fieldwork.limesurvey import COLUMNS, answer_codes, codes, limesurvey
from benchmarks.fieldwork.paper import paper
from benchmarks.fieldwork.reading import mapping_of
from benchmarks.fieldwork.xlsform import xlsform
from benchmarks.intake.load import check, load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading, estimates
from benchmarks.specs.spec import load_specs
from data.kept.batches import Upload
from data.mapping.mapping import parse
from data.viewer import LOCAL
from tests.kit import empty_store

SPECS = load_specs(Path(__file__).parents[2] / "benchmarks" / "specs")
MAKERS = {"M 1": ("Moon", "月亮"), "M-2": ("Sun", "太阳"), "M3": ("Moon", "星星")}
Answers = list[dict[str, str]]  # item -> code of the form


@cache
def form(sector: str = "automobiles") -> Form:
    return form_of(SPECS[sector], None, MAKERS)


def steered(item: Item, row: dict[str, str]) -> bool:
    return all(row.get(when.item) in when.codes for when in item.when)


@cache
def answered(sector: str) -> tuple[dict[str, str], ...]:
    """Forty interviews by the form's own rules, one in ten answers "don't know" or "doesn't apply"."""
    draw, rows = random.Random(7), []
    for number in range(40):
        row = {"response": f"uuid-{number}"}
        for item in form(sector).items:
            if not steered(item, row):
                continue
            graded = [each.code for each in item.options if each.worth]
            rest = [each.code for each in item.options if not each.worth]
            if item.kind == "count":
                row[item.name] = str(draw.randint(0, 3))
            elif item.kind == "text":
                row[item.name] = {"interviewer": "I7", "stratum": f"s{number % 2}", "psu": f"p{number % 8}"}[item.name]
            else:
                row[item.name] = draw.choice(rest if rest and draw.random() < 0.1 else graded)
        rows.append(row)
    return tuple(rows)


def expected(sector: str) -> dict[tuple[str, str, str], float]:
    """The statistic of the simulated answers, in plain arithmetic."""
    found: dict[tuple[str, str, str], list[float]] = {}
    for row in answered(sector):
        for item in form(sector).questions:
            code = row.get(item.name, "")
            if code not in ("", DONT_KNOW, NOT_APPLICABLE):
                found.setdefault((row["enterprise"], row["category"], item.name), []).append(float(code))
    return {key: statistic(SPECS[sector].indicator(key[2]), values) for key, values in found.items()}


def statistic(indicator, values: list[float]) -> float:
    if indicator.statistic == "per_100":
        return 100 * fmean(values)
    if indicator.statistic == "top_box":
        return fmean(value >= indicator.top for value in values)
    if indicator.statistic == "nps":
        return 100 * (fmean(value >= 9 for value in values) - fmean(value <= 6 for value in values))
    return indicator.to_reported(fmean(values))


def text(rows: list[list[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def book(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet("data")
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    return out.getvalue()


def worded(item: Item, code: str, language: str) -> str:
    return next((getattr(each.label, language) for each in item.options if each.code == code), code)


def kobo(sector: str, language: str = "") -> list[list[object]]:
    """As KoboToolbox exports: XML values and headers, or labels in a language."""
    items = form(sector).items
    head = [getattr(each.label, language) if language else each.name for each in items]
    after = ["_id", "_uuid", "_submission_time", "__version__", "_index"]
    rows: list[list[object]] = [["start", "end", "response", *head, *after]]
    for place, row in enumerate(answered(sector)):
        said = [row.get(each.name, "") for each in items]
        if language:
            said = [worded(each, code, language) for each, code in zip(items, said, strict=True)]
        start, end = f"2026-03-02T09:{place:02}:00.000+08:00", f"2026-03-02T09:{place + 5:02}:00.000+08:00"
        tail = [1000 + place, f"u{place}", "2026-03-02T10:00:00", "v1", place + 1]
        rows.append([start, end, row["response"], *said, *tail])
    return rows


def odk(sector: str) -> list[list[object]]:
    """As ODK Central exports a form without groups."""
    items = form(sector).items
    head = ["SubmissionDate", "start", "end", "response", *(each.name for each in items)]
    rows: list[list[object]] = [[*head, "meta-instanceID", "KEY", "SubmitterID", "Edits", "FormVersion"]]
    for place, row in enumerate(answered(sector)):
        said = [row.get(each.name, "") for each in items]
        start = f"2026-03-02T09:{place:02}:00.000Z"
        rows.append([start, start, start, row["response"], *said, f"uuid:{place}", f"uuid:{place}", 7, 0, "2026.2"])
    return rows


def lime(sector: str, language: str = "") -> list[list[object]]:
    """As LimeSurvey exports: question codes as header; answer codes, or full answers in a language."""
    made, items = form(sector), form(sector).items
    named = codes(made)
    rows: list[list[object]] = [["id", "submitdate", "lastpage", "startlanguage", "seed", *named.values()]]
    for place, row in enumerate(answered(sector)):
        said = []
        for each in items:
            code = row.get(each.name, "")
            said.append(worded(each, code, language) if language else answer_codes(each.options).get(code, code))
        rows.append([place + 1, "2026-03-02 09:00:00", 1, "en", 500 + place, *said])
    return rows


def sav(sector: str) -> bytes:
    """As LimeSurvey and KoboToolbox write SPSS: numbers with value labels where codes are numbers."""
    frame = pd.DataFrame(list(answered(sector))).fillna("")
    labels = {}
    for item in form(sector).items:
        if item.kind == "count" or (item.options and all(each.code.isdigit() for each in item.options)):
            frame[item.name] = pd.to_numeric(frame[item.name])
            labels[item.name] = {
                float(each.code): each.label.en for each in item.options if not each.label.en.isdigit()
            }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        pyreadstat.write_sav(frame, path, variable_value_labels={name: said for name, said in labels.items() if said})
        return path.read_bytes()


EXPORTS = {
    "kobo xlsx": ("xlsform", lambda sector: book(kobo(sector))),
    "kobo csv": ("xlsform", lambda sector: text(kobo(sector))),
    "kobo labels, Chinese": ("xlsform", lambda sector: text(kobo(sector, "zh"))),
    "kobo labels, English": ("xlsform", lambda sector: book(kobo(sector, "en"))),
    "odk csv": ("xlsform", lambda sector: text(odk(sector))),
    "limesurvey codes": ("limesurvey", lambda sector: text(lime(sector))),
    "limesurvey text, English": ("limesurvey", lambda sector: text(lime(sector, "en"))),
    "limesurvey text, Chinese": ("limesurvey", lambda sector: text(lime(sector, "zh"))),
    "spss": ("xlsform", sav),
}


def register(sector: str) -> bytes:
    rows = [f"{code},{en},{zh},{sector}" for code, (en, zh) in MAKERS.items()]
    return "\n".join(["enterprise,name_en,name_zh,sector", *rows, ""]).encode()


def loaded(sector: str, content: bytes, mapping: str):
    store = empty_store()
    load(store, SPECS, LOCAL, Sending(Upload("register", sector, register(sector), "r.csv")))
    upload = Upload("survey", sector, content, "export", "S1", "2026H1")
    return store, load(store, SPECS, LOCAL, Sending(upload, parse(mapping)))


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("sector", SPECS)
def test_what_a_tool_exports_of_simulated_answers_gives_the_estimates_they_have(sector, export):
    form_format, made = EXPORTS[export]
    store, outcome = loaded(sector, made(sector), mapping_of(form(sector), form_format).json())
    assert [(each.code, each.column, each.got, each.line) for each in outcome.errors] == []
    found = estimates(Reading(store, SPECS, LOCAL)).set_index(["enterprise", "category", "indicator"])["estimate"]
    assert dict(found.dropna()) == pytest.approx(expected(sector), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("sector", SPECS)
def test_an_xlsform_converts_without_a_warning_and_asks_every_indicator(sector):
    for category in (None, SPECS[sector].categories[0].id):
        made = form_of(SPECS[sector], category, MAKERS if category is None else {})
        warnings: list[str] = []
        xform = convert(io.BytesIO(xlsform(made)), warnings=warnings, validate=False, file_type=".xlsx").xform
        assert warnings == []
        assert [each.name for each in made.questions if f'nodeset="/data/{each.name}"' not in xform] == []
    asked = [each.id for each in SPECS[sector].indicators if each.source == "survey"]
    assert sorted(form(sector).asked) == sorted(asked)


@pytest.mark.parametrize("sector", SPECS)
def test_a_limesurvey_structure_has_its_documented_columns_and_codes_and_the_same_rows_in_both_languages(sector):
    rows = list(csv.DictReader(io.StringIO(limesurvey(form(sector)).decode("utf-8-sig")), dialect="excel-tab"))
    assert tuple(rows[0]) == COLUMNS
    both = [[row for row in rows if row["class"] in "GQA" and row["language"] == each] for each in ("en", "zh-Hans")]
    keys = ("id", "class", "type/scale", "relevance", "mandatory")
    assert [[row[key] for key in keys] for row in both[0]] == [[row[key] for key in keys] for row in both[1]]
    for row in both[0]:
        if row["class"] != "G":
            assert row["name"].isalnum() and len(row["name"]) <= (20 if row["class"] == "Q" else 5), row
    questions = [row["name"] for row in both[0] if row["class"] == "Q"]
    assert len(questions) == len(set(questions)) == len(form(sector).items)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_interviewers_form_has_every_question_with_the_code_of_every_answer(language):
    document = Document(io.BytesIO(paper(form(), language)))
    said = "\n".join(each.text for each in document.paragraphs)
    cells = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    for item in form().questions:
        assert getattr(item.label, language) in said
    assert [str(each) for each in range(1, 11)] in cells and [str(each) for each in range(11)] in cells
    assert DONT_KNOW in said and NOT_APPLICABLE in said


def test_an_export_of_another_sectors_questionnaire_is_refused_and_named():
    mapping = mapping_of(form("catering"), "xlsform").json()
    _, outcome = loaded("automobiles", text(kobo("automobiles")), mapping)
    assert outcome.batch is None
    assert next((each.code, each.got) for each in outcome.errors) == ("asked_elsewhere", "catering")


def older(change: dict) -> str:
    """The mapping of a questionnaire whose spec asked one question otherwise."""
    spec = SPECS["automobiles"]
    indicators = tuple(
        each.model_copy(update=change) if each.id == "driving_experience" else each for each in spec.indicators
    )
    before = spec.model_copy(update={"indicators": indicators, "version": "2025.9"})
    return mapping_of(form_of(before, None, MAKERS), "xlsform").json()


def test_an_older_form_with_other_words_is_read_with_a_warning_and_kept_as_what_it_asked():
    words = SPECS["automobiles"].indicator("satisfaction").ask
    store, outcome = loaded("automobiles", text(kobo("automobiles")), older({"ask": words}))
    assert [(each.code, each.got, each.rule["names"]) for each in outcome.warnings if "question" in each.code] == [
        ("question_changed", "2025.9", ["driving_experience"])
    ]
    record = json.loads(store.query("SELECT record FROM batch WHERE kind = 'survey'")["record"][0])
    now = form().asked
    assert [name for name in now if record["asked"][name] != now[name]] == ["driving_experience"]


def test_an_older_form_with_another_scale_is_refused_with_the_question_named():
    scale = SPECS["automobiles"].indicator("recommend").range
    _, outcome = loaded("automobiles", text(kobo("automobiles")), older({"range": scale}))
    assert outcome.batch is None
    assert [(each.code, each.rule["names"]) for each in outcome.errors if each.code.startswith("question")] == [
        ("question_rescaled", ["driving_experience"])
    ]


def test_a_spec_without_questions_and_an_unknown_category_are_refused_in_a_sentence():
    spec = SPECS["catering"]
    tests = spec.model_copy(update={"indicators": tuple(each for each in spec.indicators if each.source == "test")})
    with pytest.raises(ValueError, match="asks no question"):
        form_of(tests)
    with pytest.raises(ValueError, match="no category 'bar' in catering"):
        form_of(spec, "bar")


def test_a_check_of_an_export_names_what_its_questionnaire_asked_otherwise_before_anything_is_written():
    store = empty_store()
    load(store, SPECS, LOCAL, Sending(Upload("register", "automobiles", register("automobiles"), "r.csv")))
    upload = Upload("survey", "automobiles", text(odk("automobiles")), "export", "S1", "2026H1")
    found = check(store, SPECS, LOCAL, Sending(upload, parse(older({"order": 99}))))
    assert [each.code for each in found.warnings if each.code == "question_changed"] == ["question_changed"]
