"""Files as disks, mail and hands damage them: seeded mutations of a good file in every format that is read."""

import io
import random
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

from tests.data.read.reading import cell, ods, row, table_book
from tests.data.read.test_read_digital import WHOLE
from tests.data.read.test_read_older import lines_of, xls

ROWS = [(f"r{k}", "A", "thing", float(1 + k % 10)) for k in range(12)]
NAMES = ["response", "enterprise", "category", "rating"]
ZIPPED = ("xlsx", "ods")
WORST = [
    b"\0" * 4,
    b"\xff" * 4,
    b"\xff" * 8,
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\0" * 64,
    b'"',
    b"\n",
    b"<",
    b"&",
]
WORST += [b"NaN", b"-1", b"1e400", b"99999999999999999999", "，".encode(), b"\xed\xa0\x80", b"=1+1", b"\r", b";", b"'"]


def _text(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = [NAMES, *[[*each[:3], f"{each[3]:.0f}"] for each in ROWS]]
    return "\n".join(map(delimiter.join, lines)).encode(encoding)


def _statistics(write: Callable, ending: str, **more: object) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        names = [name[:8] for name in NAMES] if ending == "por" else NAMES  # it has no room for longer ones
        write(pd.DataFrame(ROWS, columns=names), path, **more)
        return path.read_bytes()


def _parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(pd.DataFrame(ROWS, columns=NAMES).to_dict("list")), out)
    return out.getvalue()


@cache
def good() -> dict[str, bytes]:
    """A file of each format with the same twelve answers; a certificate has its own one row."""
    lines = [NAMES, *[list(each) for each in ROWS]]
    return {
        "csv": _text(),
        "tsv": _text("\t"),
        "gb18030": _text(encoding="gb18030").replace(b"\nr", "\n答卷".encode("gb18030")),
        "utf-16": _text(";", "utf-16"),
        "xlsx": table_book(*lines),
        "xls": xls(lines_of(*lines)),
        "ods": ods("".join(row(*map(cell, line)) for line in lines)),
        "sav": _statistics(pyreadstat.write_sav, "sav", variable_value_labels={"rating": {1.0: "poor", 10.0: "good"}}),
        "zsav": _statistics(pyreadstat.write_sav, "zsav", compress=True),
        "por": _statistics(pyreadstat.write_por, "por"),
        "dta": _statistics(pyreadstat.write_dta, "dta"),
        "parquet": _parquet(),
        "dcc": WHOLE.encode(),
    }


def mutated(number: int) -> tuple[str, bytes]:
    """The format and the bytes of one mutated file; the same for the same number."""
    chance = random.Random(number)
    kinds = list(good())
    kind = kinds[number % len(kinds)]
    content = good()[kind]
    if kind in ZIPPED and chance.random() < 0.75:
        return kind, _inside(content, chance)
    return kind, _damaged(content, chance)


def _inside(content: bytes, chance: random.Random) -> bytes:
    """The archive with one part damaged and packed again, so that its sums are right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        picked = chance.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            part = before.read(name)
            after.writestr(name, _damaged(part, chance) if name == picked else part)
    return out.getvalue()


def _damaged(content: bytes, chance: random.Random) -> bytes:
    held = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 2, 8])):
        at = chance.randrange(len(held) + 1)
        size = chance.choice([1, 2, 4, 8, 64, 512])
        match chance.randrange(8):
            case 0 | 1:
                if at < len(held):
                    held[at] = chance.randrange(256)
            case 2:
                held[at : at + 8] = chance.choice(WORST)
            case 3:
                held[at:at] = chance.choice(WORST)
            case 4:
                del held[at : at + size]
            case 5:
                held[at:at] = held[at : at + size]
            case 6:
                held[at : at + size] = bytes(size)
            case _:
                other = chance.randrange(len(held) + 1)
                held[at : at + size], held[other : other + size] = held[other : other + size], held[at : at + size]
        if not held:
            return b""
    return bytes(held[: chance.randrange(len(held) + 1)]) if chance.random() < 0.1 else bytes(held)
