"""Problems beside those of the check of a file: of sampling frames, of plans, of exports that other questions gave."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import pyarrow as pa

from benchmarks.fieldwork.frame import check_frame
from benchmarks.intake import interim
from benchmarks.intake.asking import with_unlike
from benchmarks.intake.sending import Sending
from benchmarks.specs.asked import prints
from data.kept.batches import Upload
from data.mapping.file import Asked, Mapping
from data.problems.problem import Problem
from data.read import read
from data.viewer import LOCAL
from tests import kit
from tests.demo_kit import SPECS

CARS = SPECS["automobiles"]


@cache
def _shop() -> kit.Shop:
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    names = {"enterprise": ["A"], "name_en": ["Alder"], "name_zh": ["赤杨"]}
    shop._write(
        "register", pa.table({"line": [2]} | names | {"sector": ["things"], "output_share": [1.0]}), "", "", "things"
    )
    return shop


@dataclass(frozen=True)
class Frame:
    """A sampling frame."""

    text: str

    def found(self) -> tuple[Problem, ...]:
        """Its problems."""
        return check_frame(read(self.text.encode(), "frame.csv"))[0]


@dataclass(frozen=True)
class Plan:
    """A plan of interviews with makers of the small sector."""

    text: str

    def found(self) -> tuple[Problem, ...]:
        """Its problems."""
        sent = Sending(Upload("survey", "things", self.text.encode(), "plan.csv", "S1", "2026H1"))
        days = date(2026, 3, 1), date(2026, 4, 1)
        return interim.plan(_shop().store, _shop().specs, LOCAL, sent, *days)[0]


@dataclass(frozen=True)
class Export:
    """An export of the questionnaire of a sector whose first question was printed so."""

    sector: str
    words: bool = False
    scale: bool = False

    def found(self) -> tuple[Problem, ...]:
        """Its problems under today's spec of automobiles."""
        now = prints(CARS)
        name = next(iter(now))
        words, scale = now[name].split(".")
        said = f"{'0' * 12 if self.words else words}.{'0' * 12 if self.scale else scale}"
        return with_unlike(CARS, Mapping(asked=Asked(self.sector, "2025.9", now | {name: said})), ())


BESIDE: dict[str, list[tuple[Frame | Plan | Export, list[tuple[str, int | None, str]]]]] = {
    "frame_column": [(Frame("stratum,psu\neast,1\n"), [("frame_column", 1, "size")])],
    "frame_rows": [(Frame("stratum,psu,size\n"), [("frame_rows", None, "")])],
    "frame_empty": [(Frame("stratum,psu,size\neast,1,9\neast,2,\n"), [("frame_empty", 3, "size")])],
    "frame_number": [
        (
            Frame("stratum,psu,size,cost\neast,1,0,5\neast,2,9,free\n"),
            [("frame_number", 2, "size"), ("frame_number", 3, "cost")],
        )
    ],
    "frame_twice": [(Frame("stratum,psu,size\neast,1,9\neast,2,9\neast,1,8\n"), [("frame_twice", 4, "psu")])],
    "frame_one": [(Frame("stratum,psu,size\neast,1,9\neast,2,9\nwest,3,8\n"), [("frame_one", 4, "stratum")])],
    "plan_column": [(Plan("enterprise,take\nA,3\n"), [("plan_column", 1, "category")])],
    "plan_unknown": [
        (
            Plan("enterprise,category,take\nX,thing,3\nA,cup,3\n"),
            [("plan_unknown", 2, "enterprise"), ("plan_unknown", 3, "category")],
        )
    ],
    "plan_take": [(Plan("enterprise,category,take\nA,thing,-1\nA,thing,4\n"), [("plan_take", 2, "take")])],
    "asked_elsewhere": [(Export("catering", words=True), [("asked_elsewhere", None, "")])],
    "question_changed": [(Export("automobiles", words=True), [("question_changed", None, "")])],
    "question_rescaled": [(Export("automobiles", scale=True), [("question_rescaled", None, "")])],
}
