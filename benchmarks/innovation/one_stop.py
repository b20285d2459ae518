"""From a gap to who can help: partners that agreed and closed it elsewhere, and what came of what was asked of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.actions.verdicts import verdicts_for
from benchmarks.columns import HELP_REQUEST, HELPER
from benchmarks.infrastructure.standards import today
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, may_tell
from benchmarks.specs.asked import Breaks, broken
from data.bilingual import halves
from data.frames import each_row
from data.kept.promised import help as kept
from data.kept.register import enterprises, scope_lines
from data.viewer import LOCAL, Viewer
from data.wave import Wave

CLOSED = ("closed", "still_open", "cannot_tell", "not_measured")
_BY_VERDICT = {"met": "closed", "not_met": "still_open", "cannot_tell": "cannot_tell"}
_PLACE = ["sector", "category", "enterprise", "indicator"]
_PARTNER = ["sector", "indicator", "partner_kind", "partner"]

Case = tuple[str, str, str, str, str]  # sector, indicator, kind and name of a partner, and the maker it was with


def helpers(reading: Reading) -> pd.DataFrame:
    """HELPER rows: partners of the viewer's sectors that agreed to be asked and closed the gap at another maker.

    With whom is never told. Days and outcomes come from all that was asked of a partner, where those who asked are
    enough others (reason too_few). A maker that helps is named because it agreed to be.
    """
    viewer, store = reading.viewer, reading.store
    offers = reading.selection.only(kept.offers(store, viewer))
    if offers.empty:
        return pd.DataFrame(columns=list(HELPER))
    every = reading.of(reading.selection.everyone()).all_waves()
    own = {(sector, code) for sector, code in viewer.enterprises or ()}
    if reading.selection.sector and reading.selection.enterprise:
        own.add((reading.selection.sector, reading.selection.enterprise))
    asked = judged_requests(kept.requests(store, LOCAL), every.gaps, today(), every.breaks)
    return helpers_of(offers, _cases(every), asked, _names(reading), own, reading.output_shares, viewer)


def helpers_of(
    offers: pd.DataFrame,
    cases: set[Case],
    asked: pd.DataFrame,
    names: Mapping[tuple[str, str, str], tuple[str, str]],
    own: set[Member],
    shares: Mapping[Member, float],
    viewer: Viewer,
) -> pd.DataFrame:
    """HELPER rows from OFFER rows, cases that were closed, HELP_REQUEST rows of everyone and names of partners.

    median_days: from asking to the day the maker says the help had come; promised_days: the median of what was
    promised of the same requests. closed of judged: gaps that were held against their level in a wave begun after the
    help. The quickest first; who has no told days after them.
    """
    rows = []
    for row in each_row(offers):
        key = row.sector, row.indicator, row.partner_kind, row.partner
        name, name_zh = names.get((row.sector, row.partner_kind, row.partner), (row.partner, row.partner))
        known = {row.partner, name}
        theirs = [case for case in cases if case[:3] == key[:3] and known & {case[3], *halves(case[3])}]
        with_whom = {(case[0], case[4]) for case in theirs} - own
        if not with_whom:
            continue
        if name == name_zh == row.partner:  # an agreement names it in one language, an action perhaps in both
            name = name_zh = min(case[3] for case in theirs)
        same = (asked["sector"] == row.sector) & (asked["partner_kind"] == row.partner_kind)
        of_it = asked[same & (asked["partner"] == row.partner)]
        told = {"name": name, "name_zh": name_zh, "since": row.since} | _outcome(of_it, shares, viewer)
        rows.append(dict(zip(_PARTNER, key, strict=True)) | told)
    out = pd.DataFrame(rows, columns=list(HELPER))
    return out.sort_values(["sector", "indicator", "median_days", "name"], kind="stable", ignore_index=True)


def _outcome(theirs: pd.DataFrame, shares: Mapping[Member, float], viewer: Viewer) -> dict[str, Any]:
    done = theirs[theirs["state"] == "done"]
    nothing = dict.fromkeys(("requests", "done", "median_days", "promised_days", "closed", "judged"), np.nan)
    members = set(zip(done["sector"], done["enterprise"], strict=True))
    everyone = set(zip(theirs["sector"], theirs["enterprise"], strict=True))
    if done.empty or not (may_tell(viewer, members, shares) and may_tell(viewer, everyone, shares)):
        return nothing | {"reason": "too_few"}  # whether anybody asked is nobody's to know either
    judged = done[done["closed"].isin(("closed", "still_open"))]
    by = set(zip(judged["sector"], judged["enterprise"], strict=True))
    told = {"requests": len(theirs), "done": len(done), "reason": ""}
    told |= {name: float(done[of].median()) for name, of in (("median_days", "days"), ("promised_days",) * 2)}
    if len(judged) and may_tell(viewer, by, shares):
        return nothing | told | {"closed": int((judged["closed"] == "closed").sum()), "judged": len(judged)}
    return nothing | told


def help_requests(reading: Reading) -> pd.DataFrame:
    """HELP_REQUEST rows, newest first: of the maker that asks, of the partner it asks, and of administrators.

    Whether the gap closed is told to who sees the maker by name: a partner reads what it was asked, no results.
    """
    every = reading.of(reading.selection.everyone()).all_waves()
    found = reading.selection.only(kept.requests(reading.store, reading.viewer))
    out = judged_requests(found, every.gaps, today(), every.breaks)
    seen = [reading.viewer.sees_enterprise(*pair) for pair in zip(out["sector"], out["enterprise"], strict=True)]
    hidden = ~np.array(seen, dtype=bool)
    called = _names(reading)
    own = [called.get((row.sector, "maker", row.enterprise), (row.enterprise,) * 2) for row in each_row(out)]
    # A partner is told who asks it by name: the request itself says who that is.
    out = out.assign(name=[en for en, _ in own], name_zh=[zh for _, zh in own])
    return out.assign(**{name: out[name].mask(hidden, "") for name in ("level", "closed", "closed_wave")})


def judged_requests(asked: pd.DataFrame, gaps: pd.DataFrame, day: date, breaks: Breaks | None = None) -> pd.DataFrame:
    """HELP_REQUEST rows as of a day, from REQUEST rows and GAP rows of everyone's waves.

    due_on: the day of asking and the promised days; days: from asking to the day the help had come; late: that day, or
    today while it has not come, is after due_on. level: the floor where it was not met in the last wave that began by
    the day of asking, else the benchmark. closed: the verdict at it in the first wave that begins after the help;
    cannot_tell where the series breaks (`breaks`) between the two waves.
    """
    rows = []
    for one in asked.to_dict("records"):
        promised = None if one["promised_days"] is None or pd.isna(one["promised_days"]) else int(one["promised_days"])
        due = None if promised is None else one["asked_on"] + timedelta(days=promised)
        done = one["ended_on"] if one["state"] == "done" else None
        running = day if one["state"] == "promised" else done
        told = {"due_on": due, "days": np.nan if done is None else (done - one["asked_on"]).days}
        told["late"] = bool(due is not None and running is not None and running > due)
        rows.append(one | told | {"promised_days": promised} | _closing(one, done, gaps, breaks or {}))
    out = pd.DataFrame(rows, columns=list(HELP_REQUEST)).assign(name="", name_zh="")
    return out.astype({"days": float, "promised_days": float, "late": bool})


def _closing(one: Mapping[Any, Any], done: date | None, gaps: pd.DataFrame, breaks: Breaks) -> dict[str, str]:
    """The level the gap was to, and what the first wave after the help says of it; all "" while it has not come."""
    own = gaps[np.logical_and.reduce([gaps[name] == one[name] for name in _PLACE])]
    own = own.assign(start=[Wave.parse(code).start for code in own["wave"]]).sort_values("start")
    before = own[(own["start"] <= one["asked_on"]) & (own["level"] == "floor")].tail(1)
    level = "floor" if len(before) and before["verdict"].iloc[0] == "not_met" else "benchmark"
    if done is None:
        return {"level": level, "closed": "", "closed_wave": ""}
    after = own[(own["start"] > done) & (own["level"] == level)].head(1)
    if after.empty:
        return {"level": level, "closed": "not_measured", "closed_wave": ""}
    closed, first = _BY_VERDICT[after["verdict"].iloc[0]], own.loc[own["start"] <= one["asked_on"], "start"]
    days = breaks.get((one["sector"], one["indicator"]), ())
    if len(first) and broken(days, first.iloc[-1], after["start"].iloc[0]):
        closed = "cannot_tell"
    return {"level": level, "closed": closed, "closed_wave": after["wave"].iloc[0]}


def _cases(every: Reading) -> set[Case]:
    """Every delivered action with each partner it names, and with the maker itself as one."""
    acts = verdicts_for(LOCAL, every)
    found: set[Case] = set()
    for row in each_row(acts[acts["state"] == "delivered"]):
        for kind, name in (*row.partners, ("maker", row.enterprise)):
            found.add((row.sector, row.indicator, kind, name, row.enterprise))
    return found


def _names(reading: Reading) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Names of laboratories by code, as actions name them, and of makers; in English and Chinese."""
    labs, makers = scope_lines(reading.store, LOCAL), enterprises(reading.store, LOCAL)
    found = {(row.sector, "laboratory", row.lab): (str(row.name or row.lab),) * 2 for row in each_row(labs)}
    both = [((each.sector, "maker", each.enterprise), (each.name_en, each.name_zh)) for each in each_row(makers)]
    return found | {place: (str(en or place[2]), str(zh or place[2])) for place, (en, zh) in both}
