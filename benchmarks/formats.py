"""Result frames as table, CSV, JSON or Parquet: text for people, every digit that says something for programs."""

import csv
import io
import json
import math
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # who has no frame does not wait for pandas
    import pandas as pd

FORMATS = ("table", "csv", "json", "parquet")
DIGITS = 12  # of a number in JSON: measurements have four, doubles of the same sum differ in the sixteenth


def encode(frame: "pd.DataFrame", form: str) -> bytes:
    """A frame in one of FORMATS, UTF-8; missing values are empty (null in JSON).

    Numbers have DIGITS significant digits at most in JSON, all of theirs in CSV and Parquet. Every kind of column can
    be written. A text in CSV that begins like a formula has an apostrophe before it.
    """
    if form == "parquet":
        return _parquet(frame)
    if form == "csv":
        from data.give.neutralise import neutralise

        return neutralise(cells(frame)).to_csv(index=False).encode()
    if form == "json":
        return (json.dumps(records(frame), ensure_ascii=False, indent=1) + "\n").encode()
    frame = cells(frame)
    shown = frame.map(lambda value: f"{value:.4g}" if isinstance(value, float) and math.isfinite(value) else value)
    text = shown.astype(object).where(frame.notna(), "").to_string(index=False) if len(frame) else "no rows"
    return (text + "\n").encode()


def encode_texts(rows: list[dict[str, str]], form: str) -> bytes:
    """Rows of nothing but text in one of FORMATS, byte for byte as `encode` writes their frame, and sooner."""
    risky = form == "csv" and any(text and not text[0].isalnum() for row in rows for text in row.values())
    if not rows or form == "parquet" or risky:
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
    """Rows as plain values that JSON can hold: no NaN, no infinity, dates in ISO form, texts of what JSON has not."""
    return [{str(name): plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value: Any) -> Any:
    """One value as JSON can hold it, of whatever kind: None, bool, int, float, text, or a list or dict of these.

    Numbers have DIGITS significant digits at most.
    """
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float | Decimal):
        return significant(float(value)) if math.isfinite(value) else None
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # half a character of another encoding cannot be written
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset) or hasattr(value, "tolist"):
        return [plain(each) for each in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def significant(value: float) -> float:
    """A finite number with DIGITS significant digits at most: what comes after is the noise of binary fractions."""
    return value if value.is_integer() else float(f"{value:.{DIGITS}g}")


def flat(value: Any) -> Any:
    """One value as a cell of a table can hold it: as `plain`, dates as they are, lists and dicts as text in JSON."""
    if isinstance(value, date) and value == value and getattr(value, "tzinfo", None) is None:
        return value
    made = plain(value)
    return json.dumps(made, ensure_ascii=False) if isinstance(made, list | dict) else made


def cells(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with every value of a kind that a table can hold; numbers, dates and plain texts stay as they are."""
    copy = frame.copy()
    for place, kind in enumerate(frame.dtypes):
        if kind.kind not in "iufbmM" or "complex" in str(kind):
            values = [flat(value) for value in frame.iloc[:, place]]
            copy.isetitem(place, frame.iloc[:, place].__class__(values, index=frame.index, dtype=object).array)
    return copy


def _parquet(frame: "pd.DataFrame") -> bytes:
    """Columns of one kind keep it; one that Parquet has no kind for is written as text."""
    import pyarrow as pa

    copy = frame.copy()
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        try:
            pa.array(column, from_pandas=True)
        except (pa.ArrowException, OverflowError, ValueError):
            texts = [None if (made := flat(value)) is None else str(made) for value in column]
            copy.isetitem(place, column.__class__(texts, index=frame.index, dtype=object).array)
    buffer = io.BytesIO()
    copy.to_parquet(buffer, index=False)
    return buffer.getvalue()
