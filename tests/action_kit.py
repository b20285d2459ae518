"""What the tests of actions share: registered enterprises in a small store, and an action's fields."""

import pyarrow as pa

from data.kept import batches
from data.store import Store
from data.viewer import LOCAL, association, manufacturer

OWN, RIVAL = manufacturer("things", "A", name="Ann"), manufacturer("things", "B", name="Ben")
MEMBERS = association("things", name="Cho")


def enrol(store: Store, *codes: str, shares: tuple[float, ...] | None = None, sector: str = "things") -> None:
    """Register enterprises, with the output shares given."""
    table = pa.table(
        {
            "enterprise": pa.array(codes, pa.string()),
            "name_en": pa.array(codes, pa.string()),
            "name_zh": pa.array(codes, pa.string()),
            "sector": pa.array([sector] * len(codes), pa.string()),
            "output_share": pa.array(shares or [None] * len(codes), pa.float64()),
        }
    )
    upload = batches.Upload("register", sector, ",".join(codes).encode(), "register.csv")
    with store.write() as cursor:
        batches.write_batch(cursor, upload, table, LOCAL, lambda *_: None)


def fields(**changes: object) -> dict:
    """The fields of an action on `smoke` of `thing`, from 2025H1 to 2026H1, aimed at the benchmark."""
    given = {"category": "thing", "indicator": "smoke", "baseline_wave": "2025H1", "due_wave": "2026H1"}
    return given | {"aimed_level": "benchmark", "measures": "A filter"} | changes
