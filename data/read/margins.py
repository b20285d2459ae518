"""Population margins: a small file (variable, value, share) that says what a survey's weights should add up to."""

import csv
import io
from dataclasses import dataclass

COLUMNS = ("variable", "value", "share")
_IN_PERCENT = ("share (%)", "share(%)", "share %", "share in %")  # a header that says so for all of its numbers
TOLERANCE = 0.001  # shares rounded to a tenth of a percent still count as adding up


class MarginsError(ValueError):
    """A margins file that cannot be used; the message names every problem with its line."""


@dataclass(frozen=True)
class Margin:
    """Population shares of the values of one variable of the responses; they add up to 1."""

    variable: str
    shares: dict[str, float]


def margins(content: bytes) -> tuple[Margin, ...]:
    """The margins of a CSV file: columns variable, value and share (0 to 1, or with % in the cell or the header).

    Refuses with MarginsError, all problems at once: missing columns, an empty cell, a value twice, a share that
    is no number above 0, shares of a variable that do not add up to 1.
    """
    text = _text(content)
    sign = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    head = [name.strip().lower() for name in rows[0]] if rows else []
    head = ["share" if name in _IN_PERCENT else name for name in head]
    if missing := [name for name in COLUMNS if name not in head]:
        raise MarginsError(
            f"Line 1: a margins file has the columns variable, value, share; missing {', '.join(missing)}."
        )
    found: dict[str, dict[str, float]] = {}
    problems = []
    hundred = any(name.strip().lower() in _IN_PERCENT for name in rows[0])
    for line, row in enumerate(rows[1:], start=2):
        cells = dict(zip(head, [cell.strip() for cell in row], strict=False))
        if any(cells.values()):
            variable, value, share = (cells.get(name, "") for name in COLUMNS)
            # Beside semicolons and tabs a comma is a decimal one.
            share = share if sign == "," else share.replace(",", ".")
            problems += _add(found, line, variable, value, f"{share}%" if hundred and share[-1:] != "%" else share)
    problems += [
        f"The shares of {variable} add up to {sum(shares.values()):.4f}, not to 1."
        for variable, shares in found.items()
        if abs(sum(shares.values()) - 1) > TOLERANCE
    ]
    if problems or not found:
        raise MarginsError(" ".join(problems) or "The margins file holds no row below its header.")
    return tuple(Margin(variable, _adding_up(shares)) for variable, shares in found.items())


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MarginsError("The margins file is text in UTF-8 or GB18030; this one is neither.")


def _add(found: dict[str, dict[str, float]], line: int, variable: str, value: str, share: str) -> list[str]:
    if not variable or not value:
        return [f"Line {line}: a row names a variable, one of its values and a share."]
    if value in found.setdefault(variable, {}):
        return [f"Line {line}: {value!r} of {variable} stands there twice."]
    percent = share.endswith("%")
    try:
        number = float(share.rstrip("%").strip()) / (100 if percent else 1)
    except ValueError:
        number = -1.0
    if not 0 < number <= 1:
        return [f"Line {line}: a share lies above 0 and not above 1, or is written with a % sign; got {share!r}."]
    found[variable][value] = number
    return []


def _adding_up(shares: dict[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {value: share / total for value, share in shares.items()}
