"""A draw as a file that anybody can draw again, and the form of its lots, loaded as checks once it is filled in."""

import csv
from io import StringIO

import pandas as pd

from benchmarks.governance.draw import DRAW, LISTED, draw_of, list_hash
from benchmarks.specs.file_columns import COLUMNS
from data.refusal import Refused

TAIL = ("tier", "products", "sector", "wave", "budget", "reserve", "seed", "list_hash")
_WHY = {"reserve": "random", "tier": "risk"}


def written(listed: pd.DataFrame, sector: str, wave: str, budget: int, reserve: float, seed: str) -> pd.DataFrame:
    """DRAW rows of a list and TAIL: all that is needed to draw it again. Refuses as draw_of does."""
    rows = draw_of(listed, budget, reserve, seed)
    rows = rows.assign(sector=sector, wave=wave, budget=budget, reserve=reserve, seed=seed)
    return rows.assign(list_hash=list_hash(listed.fillna("")))[[*DRAW, *TAIL]]


def form(rows: pd.DataFrame) -> pd.DataFrame:
    """The chosen lots as a checks file with its columns: what the draw knows is filled in, draw_prob with it."""
    chosen = rows[rows["chosen"] != ""].reset_index(drop=True)
    known = {
        "check": [f"{code[:6]}-{at + 1:03d}" for at, code in enumerate(chosen["list_hash"])],
        "why_drawn": [_WHY[part] for part in chosen["chosen"]],
        **{name: chosen[name] for name in ("enterprise", "category", "draw_prob")},
    }
    return pd.DataFrame({each.id: known.get(each.id, "") for each in COLUMNS["checks"]}, index=chosen.index)


def changed(content: bytes) -> list[str]:
    """Every line of a draw's file that a new draw of it does not give, in a sentence each; empty where all agree.

    Refuses (Refused) what is no such file, and parameters no draw takes.
    """
    try:
        lines = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        raise Refused("draw_no_file") from None
    if not lines or [name for name in (*DRAW, *TAIL) if name not in lines[0]]:
        raise Refused("draw_no_file")
    held, first = pd.DataFrame(lines).fillna(""), lines[0]
    try:
        again = draw_of(held[list(LISTED)], int(first["budget"]), float(first["reserve"]), first["seed"])
    except ValueError:
        raise Refused("draw_no_file") from None
    found = []
    code = list_hash(held)
    if code != first["list_hash"]:
        found.append(f"The list is another: its hash is {code[:12]}, the file says {first['list_hash'][:12]}.")
    ours = {(row["enterprise"], row["category"]): row for row in again.to_dict("records")}
    for place, row in enumerate(lines, start=2):
        drawn = ours[row["enterprise"], row["category"]]
        wrong = [name for name in ("pi_tier", "pi_reserve", "draw_prob") if not _same(row[name], drawn[name])]
        wrong += [] if row["chosen"] == drawn["chosen"] else ["chosen"]
        wrong += [name for name in TAIL[2:] if row[name] != first[name]]
        if wrong:
            found.append(f"Line {place}, {row['enterprise']}: {', '.join(wrong)} differ from the draw.")
    return found


def _same(text: str, value: float) -> bool:
    try:
        return abs(float(text) - value) < 1e-9
    except ValueError:
        return False
