"""Files as a survey tool exports them: GBK, Chinese headers, questions by their codes; and how they are to be read."""

import numpy as np

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.specs.spec import Specs
from data.kept.batches import Upload
from data.mapping.mapping import Mapping, Recode
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs

QUESTIONS = [f"Q{number}" for number in range(1, 9)]
NAMES = ["overall", "comfort", "finish", "delivery", "advice", "repair", "manual", "noise"]
WORDS = {"很满意": "5", "满意": "4", "一般": "3", "不满意": "2", "很不满意": "1"}
SPELLED = {int(worth): word for word, worth in WORDS.items()}
LEVELS = {"floor": 4, "benchmark": 6, "frontier": 8}
SPECS: Specs = specs(*(indicator(name, range={"min": 1, "max": 10}, levels=LEVELS) for name in NAMES))
FIVE_TO_TEN = ((1.0, 5.0), (1.0, 10.0))
MAPPING = Mapping(
    dict(zip(QUESTIONS, NAMES, strict=True)),
    {
        "Q1": Recode(WORDS, FIVE_TO_TEN),
        **{question: Recode(scale=FIVE_TO_TEN) for question in QUESTIONS[1:7]},
        "Q8": Recode(scale=FIVE_TO_TEN, reversed=True),
    },
    ("访问员",),
)


def answers(seed: int, rows: int = 40) -> np.ndarray:
    """Answers from 1 to 5, a row a response and a column a question."""
    return np.random.default_rng(seed).integers(1, 6, (rows, len(QUESTIONS)))


def content(given: np.ndarray, makers: str = "AB", prefix: str = "r") -> bytes:
    """The file of these answers, the makers taking turns; Q1 in words."""
    lines = [",".join(["答卷编号", "企业代码", "品类", *QUESTIONS, "访问员"])]
    for number, row in enumerate(given.tolist()):
        cells = [f"{prefix}{number}", makers[number % len(makers)], "thing", SPELLED[row[0]], *map(str, row[1:]), "张"]
        lines.append(",".join(cells))
    return "\n".join(lines).encode("gbk")


def upload(given: np.ndarray, wave: str = "2026H1", survey: str = "S1", **more: str) -> Upload:
    """That file, ready to be sent."""
    return Upload("survey", "things", content(given, **more), "导出.csv", survey, wave)


def registered(makers: str = "ABC") -> Store:
    """A store in memory in which these makers are registered."""
    rows = "\n".join(f"{maker},{maker},{maker},things" for maker in makers)
    store = open_store(":memory:")
    register = Upload("register", "things", f"enterprise,name_en,name_zh,sector\n{rows}\n".encode(), "register.csv")
    assert load(store, SPECS, LOCAL, Sending(register)).batch == 1
    return store
