"""Population margins: a small file (variable, value, share) that says what a survey's weights should add up to."""

import csv
import io
from dataclasses import dataclass

from data.refusal import Refused

COLUMNS = ("variable", "value", "share")
# A header that says so for all of its numbers.
_IN_PERCENT = (
    *("share (%)", "share(%)", "share %", "share in %"),
    *("百分比", "占比(%)", "占比（%）", "比例(%)", "比例（%）"),
)
_CALLED = {"变量": "variable", "分组变量": "variable", "值": "value", "取值": "value", "类别": "value"}
_CALLED |= dict.fromkeys(("占比", "比例", "份额"), "share")
TOLERANCE = 0.001  # shares rounded to a tenth of a percent still count as adding up


@dataclass(frozen=True)
class Margin:
    """Population shares of the values of one variable of the responses; they add up to 1."""

    variable: str
    shares: dict[str, float]


def margins(content: bytes) -> tuple[Margin, ...]:
    """The margins of a CSV file: columns variable, value and share, in either language.

    Shares are read as they add up: to 1, or to 100 where the cells, the header or the sum of a variable say percent.
    Refuses (Refused), all problems at once: missing columns, an empty cell, a value twice, a share that is no number
    above 0, shares of a variable that add up to neither.
    """
    text = _text(content)
    sign = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    named = [name.strip().lower() for name in rows[0]] if rows else []
    head = ["share" if name in _IN_PERCENT else _CALLED.get(name, name) for name in named]
    if missing := [name for name in COLUMNS if name not in head]:
        raise Refused("margins_columns", missing=", ".join(missing))
    found: dict[str, dict[str, float]] = {}
    problems = []
    hundred = any(name in _IN_PERCENT for name in named)
    for line, row in enumerate(rows[1:], start=2):
        cells = dict(zip(head, [cell.strip() for cell in row], strict=False))
        if any(cells.values()):
            variable, value, share = (cells.get(name, "") for name in COLUMNS)
            # Beside semicolons and tabs a comma is a decimal one.
            share = share if sign == "," else share.replace(",", ".")
            problems += _add(found, line, variable, value, share, hundred)
    for variable, shares in found.items():
        total = sum(shares.values())
        whole = 100 if max(shares.values(), default=0) > 1 else 1
        if abs(total / whole - 1) > TOLERANCE:
            problems.append(Refused("margins_sum", variable=variable, total=f"{total:.6g}"))
    if not found and not problems:
        problems.append(Refused("margins_empty"))
    if problems:
        raise Refused.together(problems)
    return tuple(Margin(variable, _adding_up(shares)) for variable, shares in found.items())


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("margins_text")


def _add(
    found: dict[str, dict[str, float]], line: int, variable: str, value: str, share: str, hundred: bool
) -> list[Refused]:
    if not variable or not value:
        return [Refused("margins_row", line=line)]
    if value in found.setdefault(variable, {}):
        return [Refused("margins_twice", line=line, variable=variable, value=value)]
    percent = share.endswith("%") or hundred
    try:
        number = float(share.rstrip("%").strip()) / (100 if percent else 1)
    except ValueError:
        number = -1.0
    if not 0 < number <= (1 if percent else 100):
        return [Refused("margins_share", line=line, got=share)]
    found[variable][value] = number
    return []


def _adding_up(shares: dict[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {value: share / total for value, share in shares.items()}
