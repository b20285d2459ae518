"""A sampling frame: which units there are in each stratum, how big, and what an interview there costs."""

from collections.abc import Iterator

import pandas as pd

from data.check.written.suggest import key
from data.check.written.texts import Texts
from data.check.written.values import number
from data.problems.problem import Problem
from data.read import TextTable

COLUMNS = {"stratum": "层", "psu": "抽样点", "size": "规模", "cost": "单份费用"}
NEEDED = ("stratum", "psu", "size")


def check_frame(table: TextTable) -> tuple[tuple[Problem, ...], pd.DataFrame]:
    """Every problem of a frame, and where there is none its rows: stratum, psu, size, and cost where it has the column.

    size is the number of those who could be asked (owners, guests), cost what one interview costs; both above 0.
    """
    if not table.columns:
        return tuple(table.problems), pd.DataFrame(columns=list(NEEDED))
    line = int(table.note.get("header_line") or 1)
    spelled = {key(text): name for name, zh in COLUMNS.items() for text in (name, zh)}
    headers = {spelled[key(header)]: header for header in table.columns if key(header) in spelled}
    missing = [Problem("frame_column", line, name, rule={"name": name, "label": COLUMNS[name]}) for name in NEEDED]
    problems = [*table.problems, *(each for each in missing if each.column not in headers)]
    if not problems and not len(table.lines):
        problems.append(Problem("frame_rows"))
    if problems:
        return tuple(problems), pd.DataFrame(columns=list(NEEDED))
    held = pd.DataFrame({name: _texts(table, header) for name, header in headers.items()})
    held["line"] = [int(each) for each in table.lines]
    problems = sorted(_wrong(held), key=lambda each: (each.line or 0, each.column))
    if problems:
        return tuple(problems), pd.DataFrame(columns=list(NEEDED))
    numbers = {name: held[name].astype(float) for name in ("size", "cost") if name in held}
    return (), held.assign(**numbers).drop(columns="line")[[name for name in COLUMNS if name in held]]


def _texts(table: TextTable, header: str) -> list[str]:
    texts = Texts.of(table.cells.column(table.columns.index(header)))
    return ["" if place < 0 else texts.listed[place] for place in texts.index]


def _wrong(held: pd.DataFrame) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for row in held.to_dict("records"):
        line = row["line"]
        for name in [each for each in COLUMNS if each in row]:
            if not row[name]:
                yield Problem("frame_empty", line, name, rule={"name": name})
            elif name in ("size", "cost"):
                value = number(row[name])
                if not isinstance(value, float) or value <= 0:
                    yield Problem("frame_number", line, name, row[name], {"name": name})
        pair = (row["stratum"], row["psu"])
        if all(pair) and first.setdefault(pair, line) != line:
            yield Problem("frame_twice", line, "psu", row["psu"], {"stratum": row["stratum"], "first": first[pair]})
    for stratum, rows in held[held["stratum"] != ""].groupby("stratum", sort=False):
        if rows["psu"].nunique() == 1:
            yield Problem("frame_one", int(rows["line"].iloc[0]), "stratum", str(stratum))
