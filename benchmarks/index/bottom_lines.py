"""Where every bottom line stands at its last test: what one wave did not test is not held, and not forgotten either."""

from functools import partial

import numpy as np
import pandas as pd

from benchmarks.columns import BOTTOM_LINE, BOTTOM_LINES
from benchmarks.gaps import floors
from benchmarks.reading import Reading
from benchmarks.scope import disclosure
from benchmarks.specs.parts import VERIFIED, LevelEntry
from benchmarks.specs.spec import Specs
from data.wave import Wave

_PLACE = ["sector", "category", "enterprise", "indicator"]


def bottom_lines(reading: Reading) -> pd.DataFrame:
    """BOTTOM_LINE rows of the viewer's scope in the selected wave."""
    return reading.told(_everyones(reading))


def counts(reading: Reading) -> pd.DataFrame:
    """BOTTOM_LINES rows: how many of a sector's bottom lines are broken and tested in the selected wave, of everyone.

    A sector is left out where fewer than 6 enterprises tested are not the viewer's to see by name, or where fewer were
    tested in this wave: the wave before, taken off, would tell of them. broken_before is missing where it is of few.
    """
    whole = reading.whole()
    rows = _everyones(whole)
    frame, told, split = counts_of(rows), [], []
    for sector in frame["sector"]:
        lines = rows[(rows["sector"] == sector) & (rows["tested_wave"] != "")]
        now = lines["tested_wave"] == lines["wave"]
        tested = [
            disclosure.may_tell(reading.viewer, {(sector, one) for one in each["enterprise"]}, whole.output_shares)
            for each in (lines, lines[now], lines[~now])
        ]
        told.append(tested[0] and tested[1])
        split.append(tested[2])
    frame["broken_before"] = frame["broken_before"].astype("Int64").where(np.array(split, dtype=bool))
    return frame[np.array(told, dtype=bool)].reset_index(drop=True)


def counts_of(rows: pd.DataFrame) -> pd.DataFrame:
    """BOTTOM_LINES rows from BOTTOM_LINE rows: broken at the last test, of these before this wave, tested, never."""
    marks = rows.assign(
        broken=rows["verdict"] == "not_met",
        broken_before=(rows["verdict"] == "not_met") & (rows["tested_wave"] != rows["wave"]),
        tested=rows["tested_wave"] == rows["wave"],
        untested=rows["tested_wave"] == "",
        lines=True,
    )
    names = ["lines", "broken", "broken_before", "tested", "untested"]
    return marks.groupby(["sector", "wave"], as_index=False)[names].sum()[list(BOTTOM_LINES)]


def bottom_lines_of(
    estimates: pd.DataFrame, gaps: pd.DataFrame, tested: pd.DataFrame, register: pd.DataFrame, specs: Specs, wave: str
) -> pd.DataFrame:
    """BOTTOM_LINE rows of one wave: every bottom line in force at its start, of every registered maker's product.

    estimates, gaps: ESTIMATE and GAP rows of all waves; tested: measurements with tested_on; a product is what was
    measured up to the wave. verdict, estimate and level are those of the last test up to the wave, by the rule in force
    then; tested_wave "" and no verdict where it was never tested. tested_on: the last day of that wave's tests.
    """
    start = Wave.parse(wave).start
    past = {code for code in estimates["wave"].unique() if Wave.parse(code).start <= start}
    known = set(register[["sector", "enterprise"]].itertuples(index=False, name=None))
    products = estimates.loc[estimates["wave"].isin(past), ["sector", "category", "enterprise"]].drop_duplicates()
    due = pd.DataFrame(
        [
            (*product, each.id)
            for product in products.itertuples(index=False, name=None)
            if (product[0], product[2]) in known and product[0] in specs
            for each in specs[product[0]].indicators
            if each.applies_to(product[1]) and each.source == "test" and _binds(each.level_at("floor", start))
        ],
        columns=_PLACE,
    )
    days = tested.groupby([*_PLACE, "wave"], as_index=False)["tested_on"].max()
    last = gaps[floors.binding(gaps) & gaps["wave"].isin(past)]
    last = last.merge(estimates[[*_PLACE, "wave", "source", "estimate"]], on=[*_PLACE, "wave"])
    last = last[last["source"] == "test"].merge(days, on=[*_PLACE, "wave"], how="left")
    last = last.assign(start=[Wave.parse(code).start for code in last["wave"]]).sort_values("start", kind="stable")
    last = last.drop_duplicates(_PLACE, keep="last").rename(columns={"wave": "tested_wave"})
    rows = due.merge(last[[*_PLACE, "tested_wave", *BOTTOM_LINE[6:]]], on=_PLACE, how="left").assign(wave=wave)
    texts = {name: rows[name].fillna("").astype(object) for name in ("tested_wave", "verdict")}
    return rows.assign(**texts)[list(BOTTOM_LINE)]


def _everyones(reading: Reading) -> pd.DataFrame:
    wave = reading.selection.wave
    if wave is None:
        raise ValueError("bottom lines are asked for in one wave")
    return reading.shared("bottom lines", partial(_made, reading, wave))


def _made(reading: Reading, wave: str) -> pd.DataFrame:
    every = reading.all_waves()
    frames = every.estimates, every.gaps, every.measurements, reading.register
    return bottom_lines_of(*frames, reading.specs, wave)


def _binds(entry: LevelEntry | None) -> bool:
    """Whether a level in force is a bottom line: mandatory, and seen in a source."""
    return entry is not None and entry.kind == "mandatory" and entry.checked in VERIFIED
