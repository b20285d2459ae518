"""Result frames as table, CSV, JSON or Parquet: text for people, full precision for programs."""

import csv
import io
import json
import math
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who has no frame does not wait for pandas
    import pandas as pd

FORMATS = ("table", "csv", "json", "parquet")


def encode(frame: "pd.DataFrame", form: str) -> bytes:
    """A frame in one of FORMATS, UTF-8; missing values are empty (null in JSON), floats keep all their digits."""
    if form == "parquet":
        buffer = io.BytesIO()
        frame.to_parquet(buffer, index=False)
        return buffer.getvalue()
    if form == "csv":
        return frame.to_csv(index=False).encode()
    if form == "json":
        return (json.dumps(records(frame), ensure_ascii=False, indent=1) + "\n").encode()
    shown = frame.map(lambda value: f"{value:.4g}" if isinstance(value, float) and math.isfinite(value) else value)
    text = shown.astype(object).where(frame.notna(), "").to_string(index=False) if len(frame) else "no rows"
    return (text + "\n").encode()


def encode_texts(rows: list[dict[str, str]], form: str) -> bytes:
    """Rows of nothing but text in one of FORMATS, byte for byte as `encode` writes their frame, and sooner."""
    if not rows or form == "parquet":
        import pandas as pd

        return encode(pd.DataFrame(rows), form)
    if form == "json":
        return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
    if form == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()
    widths = {name: max(len(name), *(len(row[name]) for row in rows)) for name in rows[0]}
    lines = [dict(zip(widths, widths, strict=True)), *rows]
    return "".join(" ".join(row[name].rjust(width) for name, width in widths.items()) + "\n" for row in lines).encode()


def records(frame: "pd.DataFrame") -> list[dict]:
    """Rows as plain values that JSON can hold: no NaN, no infinity, dates in ISO form."""
    return [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value: object) -> object:
    """One value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat() if value == value else None  # pandas' missing date is not itself
    if hasattr(value, "item"):
        value = value.item()
    if type(value).__name__ == "NAType" or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value
