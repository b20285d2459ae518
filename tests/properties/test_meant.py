"""A file in any of the ways people write it gives the numbers of the plain file, or is refused: never others."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyreadstat
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.mapping.checked import checked
from data.mapping.mapping import Mapping
from data.read import read
from tests.data.check_files import KNOWN, TODAY, WAVE, contract
from tests.intake.homes import as_old_workbook, as_opendocument, as_workbook

Rows = list[list[str]]
# What a product is called, so that a text has more than plain letters to tell its encoding by.
PRODUCTS = {"big5": "實木沙發床組，標準規格", "shift_jis": "ソファベッド（木製）の標準品", "": "实木沙发床组，标准规格"}
FORMATS: dict[str, Callable[[str], bytes]] = {
    "csv": lambda text: text.encode(),
    "csv with mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without mark": lambda text: text.encode("utf-16-le"),
    "gbk": lambda text: text.encode("gbk", "replace"),
    "gb18030": lambda text: text.encode("gb18030"),
    "big5": lambda text: text.encode("big5"),
    "shift_jis": lambda text: text.encode("shift_jis"),
    "sav": lambda text: as_statistics(text, pyreadstat.write_sav, "sav"),
    "dta": lambda text: as_statistics(text, pyreadstat.write_dta, "dta"),
    "parquet": lambda text: as_parquet(text),
    "tab": lambda text: redelimited(text, "\t"),
    "semicolon": lambda text: redelimited(text, ";"),
    "xlsx": as_workbook,
    "xls": as_old_workbook,
    "ods": as_opendocument,
}
CHINESE = {
    **{
        "sample": "样品编号",
        "enterprise": "企业代码",
        "category": "品类",
        "lab": "实验室代码",
        "tested_on": "检测日期",
    },
    **{"product": "产品", "indicator": "检测项目", "value": "检测值", "uncertainty": "不确定度", "unit": "单位"},
    **{"response": "答卷编号", "satisfaction": "满意度"},
}
HEADERS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in Chinese": lambda name: CHINESE[name],
    "capitals": str.upper,
    "spaces around it": lambda name: f" {name}\u00a0",
    "full width": lambda name: "".join(chr(ord(char) + 0xFEE0) if char.isalpha() else char for char in name),
    "quoted": lambda name: f"“{name}”",
    "a line break behind it": lambda name: f"{name}\n",
}
# How the unit of 0.03 mg/m3 is written: (suffix of the header, column `unit`, number as text).
UNITS: dict[str, tuple[str, str | None, Callable[[float], str]]] = {
    "left to the spec": ("", None, lambda value: f"{value:.4f}"),
    "in the header": ("(mg/m3)", None, lambda value: f"{value:.4f}"),
    "another in the header": ("（ug/m³）", None, lambda value: f"{value * 1000:.1f}"),
    "in a column": ("", "mg/m3", lambda value: f"{value:.4f}"),
    "another in a column": ("", "μg/m3", lambda value: f"{value * 1000:.1f}"),
    "in the cell": ("", None, lambda value: f"{value:.4f} mg/m3"),
    "another in the cell": ("", None, lambda value: f"{value * 1000:.1f}µg/m³"),
}
EXTRA: dict[str, Callable[[Rows], Rows]] = {
    "none": lambda rows: rows,
    "an average": lambda rows: [*rows, ["平均值", *rows[-1][1:]]],
    "a mean and its spread": lambda rows: [*rows, ["Mean", *rows[-1][1:]], ["RSD(%)", *rows[-1][1:]]],
    "blank rows": lambda rows: [*rows[:2], [""] * len(rows[0]), *rows[2:]],
    "the header again": lambda rows: [*rows[:2], rows[0], *rows[2:]],
    "a summary in a column of its own": lambda rows: [
        [*rows[0], "类型"],
        *([*row, "单次"] for row in rows[1:]),
        [f"{rows[-1][0]}9", *rows[-1][1:], "合计"],
    ],
    "a parallel sample": lambda rows: [*rows, [f"{rows[-1][0]}平行样", *rows[-1][1:]]],
    "signatures": lambda rows: [*rows, ["检测：", "审核：", *[""] * (len(rows[0]) - 2)]],
    "a blank column": lambda rows: [[*row[:1], "", *row[1:]] for row in rows],
    "quality control": lambda rows: [*rows, ["空白", *rows[-1][1:]]],
    "a note": lambda rows: [*rows, ["注：检测依据 GB/T 17657", *[""] * (len(rows[0]) - 1)]],
    "a title": lambda rows: [["2026年上半年检测结果汇总表", *[""] * (len(rows[0]) - 1)], *rows],
    "a table below": lambda rows: [
        *rows,
        [""] * len(rows[0]),
        ["code", "means", *[""] * (len(rows[0]) - 2)],
        ["x", "y"],
    ],
}

OF_LABORATORIES = {"a parallel sample", "quality control"}


def redelimited(text: str, delimiter: str) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(csv.reader(StringIO(text)))
    return out.getvalue().encode()


def as_statistics(text: str, write: Callable, ending: str) -> bytes:
    """The same table as an SPSS or Stata file, where its names can be those of variables."""
    head, *rows = csv.reader(StringIO(text))
    assume(all(name.isidentifier() for name in head) and len(set(head)) == len(head))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        write(pd.DataFrame(rows, columns=head), path)
        return path.read_bytes()


def as_parquet(text: str) -> bytes:
    """The same table as a Parquet file, where no name stands there twice."""
    head, *rows = csv.reader(StringIO(text))
    assume(len(set(head)) == len(head) and all(head))
    out = BytesIO()
    pd.DataFrame(rows, columns=head).to_parquet(out)
    return out.getvalue()


def written(rows: Rows, how: str) -> bytes:
    """The rows in a format, where its encoding has all their letters."""
    if how in ("big5", "shift_jis"):
        try:
            "".join(map("".join, rows)).encode(how)
        except UnicodeEncodeError:
            assume(False)
    out, width = StringIO(), max(map(len, rows))
    csv.writer(out, lineterminator="\n").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return FORMATS[how](out.getvalue())


@dataclass
class Tally:
    """How many files were taken, and how many there were: a property that refuses everything proves nothing."""

    taken: int = 0
    files: int = 0


def outcome(content: bytes, kind: str, tally: Tally):
    """The typed rows, None where the file is refused in words."""
    mapping = Mapping(ignored=("类型",))
    done = checked(read(content, "x"), mapping, contract(kind), KNOWN, wave=WAVE, today=TODAY)
    tally.files += 1
    if done.typed is None:
        assert any(each.severity == "error" for each in done.problems)
        return None
    tally.taken += 1
    return done.typed


VALUES = st.lists(st.integers(1, 9999).map(lambda n: n / 10000), min_size=2, max_size=5)
CODES = ("ACME", "0071", "NORD")


@pytest.mark.slow
@pytest.mark.parametrize("how", FORMATS)
def test_a_laboratory_means_the_same_however_it_writes_its_file(how):
    tally = Tally()

    @settings(max_examples=12, deadline=None, derandomize=True)
    @given(VALUES, *map(st.sampled_from, (sorted(UNITS), sorted(HEADERS), sorted(EXTRA))))
    def holds(values, unit, header, extra):
        suffix, column, number = UNITS[unit]
        names = ["sample", "enterprise", "category", "lab", "tested_on", "indicator", "value"]
        names += ["product", *([] if column is None else ["unit"])]
        product = PRODUCTS.get(how, PRODUCTS[""])
        rows = [[HEADERS[header](name) + (suffix if name == "value" else "") for name in names]]
        for place, value in enumerate(values):
            said = [f"P{place}", CODES[place % 3], "panel", "L1", "2026-03-01", "formaldehyde", number(value)]
            rows.append([*said, product, *([] if column is None else [column])])
        typed = outcome(written(EXTRA[extra](rows), how), "test", tally)
        if typed is not None:
            assert typed["value"].to_pylist() == pytest.approx(values, rel=1e-12)
            assert typed["enterprise"].to_pylist() == [row[1] for row in rows[1:]]
            assert set(typed["product"].to_pylist()) == {product}

    holds()
    assert tally.taken > tally.files * 0.3, f"{tally.taken} of {tally.files} files were taken"


ANSWERS = st.lists(st.integers(1, 10), min_size=2, max_size=5)
ANSWERED: dict[str, Callable[[int], str]] = {
    "as numbers": str,
    "with a tail of zeros": lambda answer: f"{answer}.0",
    "in full width": lambda answer: "".join(chr(ord(digit) + 0xFEE0) for digit in str(answer)),
    "in points": lambda answer: f"{answer}分",
}


@pytest.mark.slow
@pytest.mark.parametrize("how", FORMATS)
def test_a_survey_means_the_same_however_it_is_exported(how):
    tally, around = Tally(), sorted(set(EXTRA) - OF_LABORATORIES)

    @settings(max_examples=12, deadline=None, derandomize=True)
    @given(ANSWERS, *map(st.sampled_from, (sorted(ANSWERED), sorted(HEADERS), around)))
    def holds(answers, answered, header, extra):
        rows = [[HEADERS[header](name) for name in ("response", "enterprise", "category", "product", "satisfaction")]]
        product = PRODUCTS.get(how, PRODUCTS[""])
        rows += [
            [f"R{place}", CODES[place % 3], "sofa", product, ANSWERED[answered](answer)]
            for place, answer in enumerate(answers)
        ]
        typed = outcome(written(EXTRA[extra](rows), how), "survey", tally)
        if typed is not None:
            assert typed["satisfaction"].to_pylist() == answers

    holds()
    assert tally.taken > tally.files * 0.3, f"{tally.taken} of {tally.files} files were taken"
