"""Exports of survey tools and laboratories as their published formats describe them, made here from the same answers.

Each is the file, the one mapping it needs or None, and what must come out of it.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyreadstat
import xlsxwriter

# maker, satisfaction, problems, whether charged more than quoted
ANSWERS = (("E1", 8, 0, True), ("E1", 6, 1, False), ("E1", 10, 0, False), ("E2", 9, 2, False), ("E2", 7, 0, True))
NAMES = {"E1": "橡木坊", "E2": "榆木居"}
ESTIMATES = {
    ("E1", "satisfaction"): ((8 + 6 + 10) / 3 - 1) / 9 * 100,
    ("E2", "satisfaction"): ((9 + 7) / 2 - 1) / 9 * 100,
    ("E1", "problems_per_100"): (0 + 1 + 0) / 3 * 100,
    ("E2", "problems_per_100"): (2 + 0) / 2 * 100,
    ("E1", "extra_charges"): 1 / 3,
    ("E2", "extra_charges"): 1 / 2,
}
BRAND, PRODUCT, RATED = "您购买的品牌是？", "您购买的产品类别是？", "您对该产品的总体满意度（1-10分）"
COUNTED, CHARGED = "送货以来出现过几种问题？", "是否遇到报价外的增项收费？"
QUESTIONS = (BRAND, PRODUCT, RATED, COUNTED, CHARGED)
TARGETS = ("enterprise", "category", "satisfaction", "problems_per_100", "extra_charges")
TIMES = [f"2026-03-0{day} 09:05:11" for day in range(1, 6)]


@dataclass(frozen=True)
class Export:
    """A file of one tool; kind: survey or test; mapping: None where nothing has to be confirmed."""

    content: bytes
    mapping: dict[str, Any] | None = None
    kind: str = "survey"
    estimates: dict[tuple[str, str], float] | None = None


def text(rows: Sequence[Sequence[object]], quoting: int = csv.QUOTE_MINIMAL, encoding: str = "utf-8") -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def book(rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    """Rows as a workbook, numbers as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet(sheet)
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    return out.getvalue()


def mapping(headers: Sequence[str], **more: Any) -> dict[str, Any]:
    """The mapping of these headers to the columns asked for, in their order."""
    return {"mapping": 1, "columns": dict(zip(headers, TARGETS, strict=True)), **more}


Before = Callable[[int, str], Sequence[object]]


def coded(before: Before, yes: str, no: str, after: Sequence[object] = ()) -> list[list[object]]:
    """The answers under codes: what `before` gives for the place and time of each, the five answers, what follows."""
    return [
        [*before(place, TIMES[place]), maker, "wood_panel", rated, count, yes if charged else no, *after]
        for place, (maker, rated, count, charged) in enumerate(ANSWERS)
    ]


def worded(before: Before, after: Sequence[object] = ()) -> list[list[object]]:
    """The answers in words, as `coded`."""
    return [
        [*before(place, TIMES[place]), NAMES[maker], "人造板", rated, count, "是" if charged else "否", *after]
        for place, (maker, rated, count, charged) in enumerate(ANSWERS)
    ]


def _limesurvey_csv() -> Export:
    head = ["id", "submitdate", "lastpage", "startlanguage", "seed", "enterprise", "category", "satisfaction"]
    rows = coded(lambda place, time: (place + 1, time, 3, "en", 1000 + place), "Y", "N")
    return Export(text([[*head, "problems", "extracharges"], *rows], csv.QUOTE_ALL, "utf-8-sig"))


def _limesurvey_sav() -> Export:
    makers = list(NAMES)
    frame = pd.DataFrame(
        {
            "id": [float(place) for place in range(1, 6)],
            "submitdate": TIMES,
            "enterprise": [makers.index(maker) + 1.0 for maker, *_ in ANSWERS],
            "category": ["wood_panel"] * 5,
            "satisfaction": [float(rated) for _, rated, *_ in ANSWERS],
            "problems": [float(count) for *_, count, _ in ANSWERS],
            "extracharges": [1.0 if charged else 2.0 for *_, charged in ANSWERS],
        }
    )
    labels = {
        "enterprise": dict(enumerate(makers, start=1)),
        "satisfaction": {1: "completely dissatisfied", 10: "completely satisfied", 99: "don't know"},
        "extracharges": {1: "Yes", 2: "No"},
    }
    frame.loc[5] = [6.0, TIMES[0], 1.0, "wood_panel", 99.0, 97.0, 2.0]
    frame.loc[5, "extracharges"] = float("nan")
    missing = {"problems": [{"lo": 97, "hi": 99}]}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        pyreadstat.write_sav(frame, path, variable_value_labels=labels, missing_ranges=missing)
        return Export(path.read_bytes())


def _kobo() -> Export:
    names = ("enterprise", "category", "satisfaction", "problems", "extra_charges")
    head = [
        "start",
        "end",
        *(f"opinion/{name}" for name in names),
        "__version__",
        "_submission_time",
        "_status",
        "_tags",
    ]
    rows = coded(lambda place, time: (f"u-{place}", time, time), "yes", "no", ["v1", TIMES[0]])
    return Export(book([["_uuid", *head], *rows], "data"))


def _odk() -> Export:
    head = ["KEY", "SubmissionDate", "meta-instanceID", "product-enterprise", "product-category"]
    head += ["opinion-satisfaction", "opinion-problems", "opinion-extra_charges", "SubmitterID", "Edits", "FormVersion"]
    rows = coded(lambda place, time: (f"uuid:{place}", time, f"uuid:{place}"), "yes", "no", [7, 0, "v1"])
    return Export(text([head, *rows]))


def _qualtrics() -> Export:
    tool = ["StartDate", "EndDate", "Status", "Progress", "Duration (in seconds)", "Finished", "RecordedDate"]
    head = [*tool, "ResponseId", "DistributionChannel", "UserLanguage", "enterprise", "category", "satisfaction"]
    head += ["problems", "extra_charges"]
    wording = [*head[:10], "Which brand?", "Which product?", "How satisfied are you?", "How many problems?", "Charged?"]
    ids = ['{"ImportId":"' + name + '"}' for name in head]
    done = ("IP Address", 100, 91, "True")
    rows = coded(lambda place, time: (time, time, *done, time, f"R_{place}", "anonymous", "EN"), "Yes", "No")
    preview = [*rows[0][:2], "Survey Preview", *rows[0][3:7], "R_9", "preview", *rows[0][9:]]
    return Export(text([head, wording, ids, preview, *rows], encoding="utf-8-sig"))


def _surveymonkey() -> Export:
    charged = "Were you charged more than quoted?"
    head = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Which brand?", "Which product?"]
    head += ["How satisfied are you with it?", "", "How many problems?", charged]
    below = [*[""] * 5, "Response", "Response", "The product", "The delivery", "Open-Ended Response", "Response"]
    rows = coded(lambda place, time: (1000 + place, 7, time, time, ""), "Yes", "No")
    rows = [[*row[:8], 9, *row[8:]] for row in rows]
    rated = [f"How satisfied are you with it?/The {each}" for each in ("product", "delivery")]
    asked = ["Which brand?", "Which product?", rated[0], "How many problems?", charged]
    return Export(book([head, below, *rows]), mapping(asked, ignored=rated[1:]))


def _google() -> Export:
    rows = worded(lambda place, _: [f"2026/03/0{place + 1} 9:05:11 上午 GMT+8"], ["很好, 谢谢"])
    return Export(text([["时间戳记", *QUESTIONS, "其他意见"], *rows]), mapping(QUESTIONS, ignored=["其他意见"]))


def _microsoft() -> Export:
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time", *QUESTIONS]
    rows = worded(lambda place, time: (place + 1, time, time, "anonymous", "", ""))
    return Export(book([head, *rows], "Form1"), mapping(QUESTIONS, ignored=["Name"]))


_STAR = ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP")


def _star(rows: list[list[object]], **more: Any) -> Export:
    head = [*_STAR, *(f"{place}、{question}" for place, question in enumerate(QUESTIONS, start=1)), "总分"]
    table = [
        [place, TIMES[(place - 1) % 5], "91秒", "微信", "N/A", "0.0.0.0", *row, ""]
        for place, row in enumerate(rows, start=1)
    ]
    return Export(book([head, *table], "Sheet1"), mapping(head[6:11], **more))


def _star_by_number() -> Export:
    codes = {"E1": 1, "E2": 2}
    rows: list[list[object]] = [
        [codes[maker], 1, rated, count, 1 if yes else 2] for maker, rated, count, yes in ANSWERS
    ]
    rows.append([1, 1, -3, -3, -2])
    heads = [f"{place}、{question}" for place, question in enumerate(QUESTIONS, start=1)]
    words = [{"1": "E1", "2": "E2"}, {"1": "wood_panel"}, None, None, {"1": "yes", "2": "no"}]
    recode = {head: {"words": each} for head, each in zip(heads, words, strict=True) if each}
    return _star(rows, recode=recode, missing=["-3", "-2"])


def _star_by_text() -> Export:
    skipped: list[object] = ["橡木坊", "人造板", "(跳过)", "(跳过)", "(空)"]
    return _star([*worded(lambda *_: ()), skipped])


def _tencent() -> Export:
    head = ["编号", "开始答题时间", "结束答题时间", "答题时长", "地理位置国家和地区", "地理位置省", "地理位置市", "IP"]
    asked = [f"{place}.{question}" for place, question in enumerate(QUESTIONS, start=1)]
    rows = worded(lambda place, time: (place + 1, time, time, "1分31秒", *["中国"] * 4))
    return Export(text([[*head, *asked], *rows], encoding="utf-8-sig"), mapping(asked))


_LIMS = ["样品编号", "企业代码", "品类", "检测机构", "检测日期"]
_MEASURED = (("P1", "E1", 0.020, 0.41), ("P2", "E1", 0.030, 0.44), ("P3", "E1", 0.040, 0.35))
_TESTED = {
    ("E1", "panel_formaldehyde"): (0.020 + 0.030 + 0.040) / 3,
    ("E1", "panel_internal_bond"): (0.41 + 0.44 + 0.35) / 3,
}


def _lims_long() -> Export:
    rows: list[list[object]] = [["检测结果汇总"], ["委托单位：", "某协会"], []]
    rows.append([*_LIMS, "检测项目", "检测结果", "单位"])
    for sample, maker, gas, bond in _MEASURED:
        before = [sample, maker, "人造板", "L1", "2026年3月1日"]
        rows += [[*before, "甲醛释放量", gas * 1000, "μg/m³"], [*before, "内结合强度（刨花板）", bond, "MPa"]]
    rows += [["平均值", "E1", "人造板", "L1", "2026年3月1日", "甲醛释放量", 30, "μg/m³"], ["主检：某某", "审核：某某"]]
    return Export(book(rows), kind="test", estimates=_TESTED)


def _lims_wide() -> Export:
    rows: list[list[object]] = [[*_LIMS, "甲醛释放量", "内结合强度（刨花板）"], ["", "", "", "", "", "mg/m³", "MPa"]]
    rows += [[sample, maker, "人造板", "L1", "2026-03-01", gas, bond] for sample, maker, gas, bond in _MEASURED]
    return Export(book(rows), {"mapping": 1, "reading": {"long": "indicators"}}, "test", _TESTED)


EXPORTS: dict[str, Callable[[], Export]] = {
    "LimeSurvey, CSV": _limesurvey_csv,
    "LimeSurvey, SPSS": _limesurvey_sav,
    "KoboToolbox, XLSX": _kobo,
    "ODK Central, CSV": _odk,
    "Qualtrics, CSV": _qualtrics,
    "SurveyMonkey, XLSX": _surveymonkey,
    "Google Forms, CSV": _google,
    "Microsoft Forms, XLSX": _microsoft,
    "问卷星 by number, XLSX": _star_by_number,
    "问卷星 by text, XLSX": _star_by_text,
    "腾讯问卷, CSV": _tencent,
    "LIMS, a row a result, XLSX": _lims_long,
    "LIMS, a column an indicator, XLSX": _lims_wide,
}
