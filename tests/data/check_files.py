"""A small sector, and how the corpus writes its files: what each must give stands in the cases."""

from dataclasses import dataclass, field
from datetime import date

from benchmarks.specs.file_columns import COLUMNS
from data.check.check import Checked, check
from data.check.contract import Column, Contract, IndicatorRule, Labels
from data.check.known import Known, Lab
from data.read import read
from data.wave import Wave

TODAY = date(2026, 11, 23)
WAVE = Wave.parse("2026H1")
CATEGORIES = {"sofa": Labels("Sofa", "沙发"), "panel": Labels("Wood-based panel", "人造板")}


def _rule(
    name: str,
    statistic: str,
    low: float,
    high: float,
    whole: bool = False,
    categories: tuple[str, ...] = ("sofa", "panel"),
    source: str = "survey",
    unit: str = "",
) -> IndicatorRule:
    label = name.replace("_", " ").capitalize()
    zh = {"satisfaction": "满意度", "formaldehyde": "甲醛释放量", "would_buy": "愿意再买"}.get(name, f"指标{name}")
    return IndicatorRule(name, label, zh, statistic, unit, low, high, whole, frozenset(categories), source)


INDICATORS = {
    rule.id: rule
    for rule in (
        _rule("satisfaction", "mean", 1, 10),
        _rule("comfort", "mean", 1, 10, categories=("sofa",)),
        _rule("finish", "top_box", 1, 10),
        _rule("advice", "mean", 1, 10),
        _rule("delivery", "mean", 1, 10),
        _rule("recommend", "nps", 0, 10, whole=True),
        _rule("problems", "per_100", 0, 50, whole=True),
        _rule("would_buy", "share", 0, 1),
        _rule("formaldehyde", "mean", 0, 10, source="test", unit="mg/m3"),
        _rule("core_temperature", "mean", -40, 120, source="test", unit="degC"),
        _rule("wear_cycles", "mean", 0, 100000, whole=True, source="test", unit="cycles"),
        _rule("seat_height", "mean", 0, 1000, categories=("sofa",), source="test", unit="mm"),
        _rule("label_right", "conformity", 0, 1, source="test", unit="share"),
        _rule("moisture", "mean", 0, 100, source="test", unit="%"),
        _rule("loudness", "mean", 0, 120, source="test", unit="dB(A)"),
    )
}
MEMBERS = {"ACME": "homes", "0071": "homes", "NORD": "homes", "VOLT": "cars"}
LABS = {
    "L1": Lab("CNAS L1", "*", None),
    "L2": Lab("CNAS L2", frozenset({"formaldehyde"}), date(2026, 3, 31)),
}
KNOWN = Known(enterprises=MEMBERS, laboratories=LABS)

SURVEY = "response,enterprise,category,satisfaction"
FIVE = "response,enterprise,category,satisfaction,comfort,finish,advice,delivery"
TEST = "sample,enterprise,category,lab,tested_on,indicator,value"
REGISTER = "enterprise,name_en,name_zh,sector,output_share"
ATTRIBUTES = "enterprise,name_en,name_zh,sector,region,size,uscc,founded"
PRODUCTS = "product,enterprise,category,price,sold_from,sold_to"
LABORATORY = "lab,name,accreditation,scope,valid_until"


def contract(kind: str) -> Contract:
    """The contract of the small sector `homes`."""
    price = (Column("price", "Price", "价位", False, "text"),) if kind in ("products", "survey") else ()
    parts = {each.id: {"entry": Labels("Entry", "入门"), "premium": Labels("Premium", "高端")} for each in price}
    return Contract(kind, "homes", (*COLUMNS[kind], *price), CATEGORIES, INDICATORS, parts)


def checked(kind: str, text: str, known: Known = KNOWN, wave: Wave | None = WAVE) -> Checked:
    """Read a file from its text and check it."""
    return check(read(text.encode(), "file.csv"), contract(kind), known, wave=wave, today=TODAY)


def found(result: Checked) -> list[tuple[str, int | None, str]]:
    """Code, line and column of each problem."""
    return [(problem.code, problem.line, problem.column) for problem in result.problems]


@dataclass(frozen=True)
class Case:
    """A file and the problems it must give, each as "code line column"; "-" stands for no line."""

    kind: str
    header: str
    rows: tuple[str, ...]
    expected: tuple[str, ...]
    known: Known = field(default=KNOWN)

    @property
    def text(self) -> str:
        """The file."""
        return "\n".join([self.header, *self.rows]) + "\n"

    @property
    def problems(self) -> list[tuple[str, int | None, str]]:
        """Code, line and column of each problem."""
        parts = [[*each.split(" ", 2), ""][:3] for each in self.expected]
        return [(code, None if line == "-" else int(line), column) for code, line, column in parts]


def survey(rows: list[str], *expected: str, header: str = SURVEY, known: Known = KNOWN, pad: bool = True) -> Case:
    """A survey file; two sound rows of two enterprises are put before, so that the rows begin on line 4."""
    width = header.count(",") - 2
    sound = [",".join([f"s{i}", maker, "sofa", *["7"] * (width - 1), "8"]) for i, maker in enumerate(["ACME", "NORD"])]
    return Case("survey", header, tuple([*sound, *rows] if pad else rows), expected, known)


def test(rows: list[str], *expected: str, header: str = TEST, known: Known = KNOWN) -> Case:
    """A test file."""
    return Case("test", header, tuple(rows), expected, known)


test.__test__ = False


def one(code: str, value: str, indicator: str = "formaldehyde", column: str = "value") -> Case:
    """A test file of one measurement that is wrong in its value."""
    return test([f"a,ACME,panel,L1,2026-03-01,{indicator},{value}"], f"{code} 2 {column}")


def unit(expected: str, *cells: str) -> Case:
    """A test file of one measurement with unit and uncertainty."""
    row = ",".join(["a,ACME,panel,L1,2026-03-01", *cells])
    return test([row], expected, header=f"{TEST},unit,uncertainty")


def before(**means: float) -> Known:
    """What is known, with means of the last wave for ACME's sofas (standard error 0.1)."""
    return Known(enterprises=MEMBERS, last={("ACME", "sofa", name): (mean, 0.1) for name, mean in means.items()})
