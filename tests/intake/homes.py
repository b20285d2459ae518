"""The corpus's small sector `homes` as a real one: specs, a store with its registers, files in several formats."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt
import yaml

from benchmarks.intake.load import check, load
from benchmarks.intake.sending import Outcome, Sending
from benchmarks.specs.spec import Specs, load_specs
from data.check.contract import ROUNDS, TIMED, IndicatorRule
from data.kept.batches import Upload
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.data.check_files import CATEGORIES, INDICATORS, TODAY
from tests.data.read.reading import cell, ods, row

LEVELS = {"per_100": (90, 60, 30), "nps": (0, 20, 40), "conformity": (1, 1, 1), "share": (0.5, 0.7, 0.9)}
LEVELS |= {"top_box": LEVELS["share"]}
PRICE = {
    **{"id": "price", "label": {"en": "Price", "zh": "价位"}, "of": "product"},
    "values": [
        {"id": "entry", "label": {"en": "Entry", "zh": "入门"}},
        {"id": "premium", "label": {"en": "Premium", "zh": "高端"}},
    ],
}
NAMES = ("floor", "benchmark", "frontier")


def specs() -> Specs:
    """The sectors `homes`, with every indicator of the corpus, and `cars`, with one."""
    with TemporaryDirectory() as folder:
        for sector, rules in (("homes", list(INDICATORS.values())), ("cars", [INDICATORS["satisfaction"]])):
            text = yaml.safe_dump(_sector(sector, rules), allow_unicode=True)
            (Path(folder) / f"{sector}.yaml").write_text(text, encoding="utf-8")
        return load_specs(Path(folder))


def _sector(sector: str, rules: list[IndicatorRule]) -> dict:
    return {
        **{"sector": sector, "label": {"en": sector, "zh": sector}, "version": "1"},
        "dimensions": [{"id": "quality", "label": {"en": "Quality", "zh": "质量"}, "weight": 1}],
        "categories": [{"id": name, "label": vars(label)} for name, label in CATEGORIES.items()],
        "indicators": [_indicator(rule) for rule in rules],
        "facets": [PRICE, PRICE | {"id": "price_paid", "of": "respondent", "from": "price"}],
    }


def _indicator(rule: IndicatorRule) -> dict:
    thirds = tuple(rule.low + (rule.high - rule.low) * part for part in (0.3, 0.5, 0.7))
    values = dict(zip(NAMES, LEVELS.get(rule.statistic, thirds), strict=True))
    common = {"kind": "reference", "cite": "a test", "from": TODAY.replace(year=1990), "checked": "memory"}
    return {
        **{"id": rule.id, "label": {"en": rule.en, "zh": rule.zh}, "categories": sorted(rule.categories)},
        **{"dimension": "quality", "source": rule.source, "statistic": rule.statistic, "unit": rule.unit or "points"},
        **{"direction": "lower" if rule.statistic == "per_100" else "higher", "whole": rule.whole},
        "range": {"min": rule.low, "max": rule.high},
        "levels": {level: [{"value": value, **common}] for level, value in values.items()},
    }


def store(known: Specs) -> Store:
    """A store in which the corpus's enterprises and laboratories are registered."""
    opened, head = open_store(":memory:"), "enterprise,name_en,name_zh,sector\n"
    files = {
        ("register", "homes"): head + "".join(f"{code},x,x,homes\n" for code in ("ACME", "0071", "NORD")),
        ("register", "cars"): head + "VOLT,x,x,cars\n",
        ("labs", "homes"): "lab,name,accreditation,scope,valid_until\n"
        "L1,x,CNAS L1,*,2099-12-31\nL2,x,CNAS L2,formaldehyde,2026-03-31\n",
    }
    for (kind, sector), text in files.items():
        assert sent(opened, known, kind, text.encode(), sector=sector).batch is not None
    return opened


def upload(kind: str, content: bytes, sector: str = "homes", wave: str = "2026H1") -> Upload:
    """What is said about a file at upload."""
    timed = kind in TIMED
    return Upload(kind, sector, content, "../file", "R1" if kind in ROUNDS else "", wave if timed else "")


def sent(opened: Store, known: Specs, kind: str, content: bytes, **said: str) -> Outcome:
    """The outcome of a load."""
    return load(opened, known, LOCAL, Sending(upload(kind, content, **said), today=TODAY))


def looked_at(opened: Store, known: Specs, kind: str, content: bytes, **said: str) -> Outcome:
    """The outcome of a check."""
    return check(opened, known, LOCAL, Sending(upload(kind, content, **said), today=TODAY))


def found(outcome: Outcome) -> list[tuple[str, int | None, str]]:
    """Code, line and column of each problem."""
    return [(problem.code, problem.line, problem.column) for problem in outcome.problems]


def as_workbook(text: str) -> bytes:
    """The same table as an XLSX file, its cells as text."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, cells in enumerate(csv.reader(StringIO(text))):
            for place, cell in enumerate(cells):
                sheet.write_string(line, place, cell)
    return content.getvalue()


def as_old_workbook(text: str) -> bytes:
    """The same table as an XLS file, its cells as text."""
    book, content = xlwt.Workbook(), BytesIO()
    sheet = book.add_sheet("data")
    for line, cells in enumerate(csv.reader(StringIO(text))):
        for place, each in enumerate(cells):
            sheet.write(line, place, each)
    book.save(content)
    return content.getvalue()


def as_opendocument(text: str) -> bytes:
    """The same table as an ODS file, its cells as text."""
    lines = csv.reader(StringIO(text))
    return ods("".join(row(*(cell(escape(each)) for each in line)) for line in lines))
