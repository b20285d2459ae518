"""Two makers of one sector and one wave of their survey: the store most tests of whole pages start from."""

from pathlib import Path

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from data.kept.batches import Upload
from data.store import open_store
from data.viewer import LOCAL
from tests.demo_kit import SPECS

SECTOR = "home_furnishings"
HEADER = "response,enterprise,category,weight,satisfaction\n"
REGISTER = "enterprise,name_en,name_zh,sector\nFUR-01,Linmu,林木,home_furnishings\nFUR-02,Maple,枫叶,home_furnishings\n"


def answers(enterprise: str, first: int, n: int = 40) -> str:
    """Answers that alternate between `first` and one above."""
    return "".join(f"{enterprise}-{i},{enterprise},upholstered_furniture,1,{first + i % 2}\n" for i in range(n))


BASE = HEADER + answers("FUR-01", 7) + answers("FUR-02", 8)


def make(path: Path) -> None:
    """A store at the path with the register as batch 1 and the survey as batch 2, closed."""
    store = open_store(path)
    for kind, content, survey, wave in (("register", REGISTER, "", ""), ("survey", BASE, "S1", "2025H2")):
        upload = Upload(kind, SECTOR, content.encode(), f"{kind}.csv", survey, wave)
        assert load(store, SPECS, LOCAL, Sending(upload)).batch
    store.close()
