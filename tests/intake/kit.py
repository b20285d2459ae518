"""A small sector with its enterprises registered, and files for it."""

from pathlib import Path

from benchmarks.intake.load import load
from benchmarks.intake.sending import Outcome, Sending
from benchmarks.specs.spec import Specs
from data.kept.batches import Upload
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs

TABLES = ("batch", "original", "code", "response", "answer", "measurement", "registration", "cell", "frame_cell")


def asked() -> Specs:
    """One sector, one rating item."""
    return specs(indicator("rating", range={"min": 1, "max": 10}, levels={"floor": 5}))


def register(*codes: str) -> bytes:
    """A register file of these enterprises."""
    return ("enterprise,name_en,name_zh,sector\n" + "".join(f'"{c}",x,x,things\n' for c in codes)).encode()


def survey(rows: int, first: int = 0) -> bytes:
    """A survey file of enterprise A."""
    lines = "".join(f"r{first + i},A,thing,{1 + i % 10}\n" for i in range(rows))
    return ("response,enterprise,category,rating\n" + lines).encode()


def send(
    store: Store, known: Specs, content: bytes, kind: str = "survey", wave: str = "2026", name: str = "f"
) -> Outcome:
    """One file through the intake."""
    code = "S1" if kind == "survey" else ""
    return load(store, known, LOCAL, Sending(Upload(kind, "things", content, name, code, wave if code else "")))


def opened(path: Path | str = ":memory:") -> tuple[Store, Specs]:
    """A store in which enterprise A is registered."""
    store, known = open_store(path), asked()
    send(store, known, register("A"), "register")
    return store, known


def counts(store: Store) -> dict[str, int]:
    """Rows of every table a load writes."""
    return {name: int(store.query(f"SELECT count(*) AS n FROM {name}")["n"][0]) for name in TABLES}
