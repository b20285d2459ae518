"""A file to start from: the header and one plausible row that passes the check."""

import csv
from datetime import date
from io import StringIO
from math import floor

from benchmarks.specs.contracts import contract
from benchmarks.specs.models import Indicator, SectorSpec
from benchmarks.specs.parts import Label
from data.check.contract import ROUNDS
from data.check.published import CHECKED
from data.check.spot_checks import WORDS

_EXAMPLES = {
    "product": "M01",
    "sold_from": "2024-03-01",
    "response": "R0001",
    "enterprise": "E01",
    "stratum": "north",
    "psu": "P01",
    "weight": "1",
    "sample": "S001",
    "lab": "L01",
    "tested_on": "2026-01-15",
    "name_en": "Example Works",
    "name_zh": "示例企业",
    "output_share": "0.1",
    "region": "440000",
    "size": "medium",
    "uscc": "91440000DEM000001L",
    "founded": "1998",
    "name": "Example Laboratory",
    "accreditation": "CNAS L00000",
    "accreditor": "CNAS",
    "indicator": "*",
    "valid_from": "2025-01-01",
    "valid_until": "2030-12-31",
    "subject": "CCC-2026-000001",
    "kind": "certificate",
    "state": "valid",
    "from": "2026-01-15",
    "until": "2030-12-31",
    "authority": "Example Certification",
    "document": "EC 2026/1",
    "source": "certificate register, 2026-01-20",
    **{"standard": "GB/T 00000-2026", "title_zh": "示例标准", "title_en": "Example standard"},
    **{"issued_on": "2026-01-15", "in_force": "2027-01-01", "adoption": "MOD"},
    **{"international": "ISO 00000:2024", "international_on": "2024-05-01"},
    **{"check": "C0001", "lot": "20260102", "sampled_on": "2026-01-12", "place": "shop", "why_drawn": "random"},
    **{"draw_prob": "0.1", "result": "fail", "severity": "performance", "notified_on": "2026-02-02"},
    **{
        "project": "P01",
        "lead": "E01",
        "members": "E01",
        "budget": "1200000",
        "start": "2025-01-15",
        "end": "2026-06-30",
    },
    **{"correct_by": "2026-04-03", "area": "CN", "period": "2025", "published_on": "2026-03"},
}
_WORDS = {"region": "广东省", "size": "中型"}  # as the lists of a Chinese template offer them


def template(spec: SectorSpec, kind: str, language: str = "en") -> bytes:
    """A CSV file (UTF-8 with BOM, so that spreadsheets read the Chinese) with a header and one example row.

    As template_rows.
    """
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(template_rows(spec, kind, language))
    return text.getvalue().encode("utf-8-sig")


def template_rows(spec: SectorSpec, kind: str, language: str = "en") -> list[list[str]]:
    """The header and one example row of a file.

    kind is one of KINDS; language en gives ids as header, zh the Chinese names, and intake reads
    both; a question is headed by its answer (problems), not by the result (problems_per_100). No example stands where
    the sector has no indicator of that kind. ValueError for another kind or language.
    """
    if language not in ("en", "zh"):
        raise ValueError(f"a template is written in en or zh; got {language!r}")
    agreed = contract(spec, kind)
    own = [each for each in spec.indicators if each.source == kind]
    asked = {each.id: each.asked_as for each in own} if kind == "survey" else {}
    names = {each.id: Label(en=each.id, zh=each.zh) for each in agreed.columns} | asked
    rows = [[name.en if language == "en" else name.zh for name in names.values()]]
    if own or kind not in ROUNDS:
        words = _WORDS if language == "zh" else {}
        example = {**_EXAMPLES, **words, "sector": spec.sector, **_measured(spec, kind, language)}
        rows.append([example.get(each, "") for each in names])
    return rows


def _measured(spec: SectorSpec, kind: str, language: str) -> dict[str, str]:
    """The cells of the example that depend on the indicators: answers in one category, or one measurement."""
    if kind == "survey":
        category = next(each.categories[0] for each in spec.indicators if each.source == "survey")
        asked = [each for each in spec.indicators if each.source == "survey" and each.applies_to(category)]
        answers = {each.id: _answer(each, language) for each in asked}
        return {"category": _named(spec, category, language), **answers, **_parts(spec, kind, language)}
    tests = [each for each in spec.indicators if each.source == "test"]
    if kind == "checks":
        first = tests[0] if tests else None
        place = _named(spec, first.categories[0] if first else spec.categories[0].id, language)
        words = {name: _written(name, language) for name in WORDS if name in _EXAMPLES}
        words |= {"authority": "SAMR", "source": "SAMR notice 2026 No. 1"}
        if first is None:
            return {"category": place, **words, "result": _written("result", language, "pass"), "severity": ""}
        return {"category": place, **words, "failed": first.id if language == "en" else first.label.zh}
    if kind == "published":
        told = {"indicator": "product_pass", "value": "93.5", "unit": "%", "source": "SAMR, yearly bulletin"}
        zh = language == "zh"
        meant = "合格批次占抽查批次的比例" if zh else "Lots that passed of those checked"
        return told | {"definition": meant, "checked": CHECKED["source"] if zh else "source"}
    if kind == "test":
        chosen = next((each for each in tests if each.statistic == "mean"), tests[0])
        value = _measurement(chosen) if chosen.statistic == "mean" else {"en": "pass", "zh": "合格"}[language]
        category = _named(spec, chosen.categories[0], language)
        name = chosen.id if language == "en" else chosen.label.zh
        return {"category": category, "indicator": name, "value": value, "unit": chosen.unit}
    if kind == "projects":
        chosen = (tests or list(spec.indicators))[0]
        categories = ";".join(_named(spec, code, language) for code in chosen.categories)
        name = chosen.id if language == "en" else chosen.label.zh
        zh = language == "zh"
        return {
            **{"problem": name, "categories": categories, "target": "标杆" if zh else "benchmark"},
            "title": f"改进{chosen.label.zh}" if zh else f"Better: {chosen.label.en}",
            "partners": "科研: 示例大学; 资本: 示例银行"
            if zh
            else "research: Example University; capital: Example Bank",
        }
    if kind == "products":
        return {"category": _named(spec, spec.categories[0].id, language), **_parts(spec, kind, language)}
    return {}


def _parts(spec: SectorSpec, kind: str, language: str) -> dict[str, str]:
    """The first part of each facet that the file has a column for."""
    first = {name: next(iter(values.items()), None) for name, values in contract(spec, kind).parts.items()}
    return {name: part[1].zh if language == "zh" else part[0] for name, part in first.items() if part}


def _written(name: str, language: str, word: str = "") -> str:
    """A word of a list as a template offers it: the word itself, or its Chinese."""
    word = word or _EXAMPLES[name]
    return word if language == "en" else WORDS[name][word][1]


def _named(spec: SectorSpec, category: str, language: str) -> str:
    """A category as the list of a template offers it: its id, or its Chinese name."""
    return next(each.id if language == "en" else each.label.zh for each in spec.categories if each.id == category)


def _answer(indicator: Indicator, language: str) -> str:
    """The middle of the range, whole where a whole number lies inside; a count is 1, for its range ends far out."""
    if indicator.statistic == "share":
        return {"en": "yes", "zh": "是"}[language]
    low, high = indicator.range.min, indicator.range.max
    whole = 1 if indicator.statistic == "per_100" else floor((low + high) / 2 + 0.5)
    return str(whole) if low <= whole <= high else f"{(low + high) / 2:g}"


def _measurement(indicator: Indicator) -> str:
    """The newest benchmark in the file's unit, or the middle of the range where there is none."""
    newest = indicator.level_at("benchmark", date.max)
    low, high = indicator.range.min, indicator.range.max
    value = (low + high) / 2 if newest is None else (newest.value - indicator.offset) / indicator.slope
    return f"{min(max(value, low), high):.10g}"
