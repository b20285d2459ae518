"""A year of the demo's spot checks: lots drawn at random with known chances, and lots picked because of a suspicion.

Bad makers are picked oftener, so that the raw fail rate reads too high. In the last wave more lots are taken online,
where more of them fail: part of the rise is another mix of places and no worse quality.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from data.demo.makers import Maker, laboratories, product_names
from data.demo.seeds import WAVES, stream
from data.wave import Wave

YEAR = WAVES[-2:]
AT_RANDOM, PICKED = 280, 100  # lots of a sector in a wave
LOTS = 6000  # that a sector makes in a wave, by output
FAILS = 0.065  # of a maker of the sector's quality, at the places of the first wave
PLACES = {"production": 0.55, "shop": 1.15, "online": 1.75}  # times as many fail there
WHERE = {YEAR[0]: (0.40, 0.35, 0.25), YEAR[1]: (0.30, 0.30, 0.40)}
REGIONS = ("440000", "330000", "320000", "510000", "420000", "210000")
WHY = ("risk", "complaint", "follow_up", "special")
AUTHORITIES = ("SAMR", "Guangdong AMR", "Zhejiang AMR", "Sichuan AMR")
TODAY = Wave.parse(WAVES[-1]).end  # nothing later has happened yet


def checks_table(sector: str, spec: Any, crew: tuple[Maker, ...], wave: str) -> pa.Table:
    """The lots of one sector and wave, in the columns of a checks file."""
    rng = stream(sector, "checks", wave)
    chance = FAILS * np.exp(-0.07 * np.array([maker.quality for maker in crew]))
    made = np.array([round(LOTS * maker.share) + 40 for maker in crew])
    want = np.sqrt(made) / np.sqrt(made).sum() * AT_RANDOM
    drawn = np.minimum(np.maximum(np.round(want).astype(int), 8), made)
    suspects = rng.choice(len(crew), PICKED, p=chance**1.5 / (chance**1.5).sum())
    who = np.concatenate([np.repeat(np.arange(len(crew)), drawn), suspects])
    at_random = np.arange(len(who)) < drawn.sum()
    place = rng.choice(3, len(who), p=WHERE[wave])
    # Who is picked for a reason fails oftener than its maker's other lots.
    fails = rng.random(len(who)) < chance[who] * np.array(list(PLACES.values()))[place] * np.where(at_random, 1.0, 1.6)
    why = np.where(at_random, "random", rng.choice(WHY, len(who), p=(0.6, 0.2, 0.12, 0.08)))
    category = np.array([rng.choice(crew[m].makes) for m in who])
    start, days = Wave.parse(wave).start, (Wave.parse(wave).end - Wave.parse(wave).start).days - 20
    sampled = np.sort(rng.integers(days, size=len(who)))
    products = product_names(crew, len(spec.categories))
    rows = [
        _followed(rng, spec, int(c), bool(f), start + timedelta(days=int(d)))
        for c, f, d in zip(category, fails, sampled, strict=True)
    ]
    prefix = crew[0].code.split("-")[0]
    first = {
        "check": [f"{prefix}-{wave[2:]}-C{n + 1:04d}" for n in range(len(who))],
        "authority": [AUTHORITIES[i] for i in rng.integers(len(AUTHORITIES), size=len(who))],
        "enterprise": [crew[m].code for m in who],
        "category": [spec.categories[c].id for c in category],
        "product": [
            str(products[m, c, k]) for m, c, k in zip(who, category, rng.integers(3, size=len(who)), strict=True)
        ],
        "lot": [f"{start.year}{n:05d}" for n in rng.integers(99999, size=len(who))],
        "place": [list(PLACES)[i] for i in place],
        "region": [REGIONS[i] for i in rng.integers(len(REGIONS), size=len(who))],
        "why_drawn": why.tolist(),
        "draw_prob": [f"{drawn[m] / made[m]:.4f}" if yes else "" for m, yes in zip(who, at_random, strict=True)],
        "lab": [laboratories(sector)[i][0] for i in rng.integers(3, size=len(who))],
    }
    names = list(rows[0])
    return pa.table(first | {name: [row[name] for row in rows] for name in names} | {"source": ["demo"] * len(who)})


def _followed(rng: np.random.Generator, spec: Any, category: int, fails: bool, sampled: date) -> dict[str, str]:
    """Days, result and what followed, as far as it has happened by TODAY."""
    tested = sampled + timedelta(days=int(rng.integers(6, 18)))
    told = dict.fromkeys(("failed", "severity", "notified_on", "objection_on", "retest", "correct_by"), "")
    told |= {"sampled_on": str(sampled), "tested_on": str(tested), "rechecked_on": "", "recheck": ""}
    told["result"] = "pass"
    own = [each for each in spec.indicators if each.source == "test" and each.applies_to(spec.categories[category].id)]
    if not fails or not own:
        return told
    told["result"] = "fail"
    bound = [each for each in own if any(level.kind == "mandatory" for level in each.levels.floor)]
    at = (bound or own)[rng.integers(len(bound or own))]
    told |= {
        "failed": at.id,
        "severity": ("safety" if at in bound else "performance") if rng.random() > 0.12 else "label",
    }
    notified = tested + timedelta(days=int(rng.integers(4, 12)))
    if notified > TODAY:
        return told
    told |= {"notified_on": str(notified), "correct_by": str(notified + timedelta(days=60))}
    objection = notified + timedelta(days=int(rng.integers(3, 15)))
    if rng.random() < 0.15 and objection <= TODAY:
        told |= {"objection_on": str(objection), "retest": "pass" if rng.random() < 0.25 else "fail"}
    rechecked = notified + timedelta(days=int(rng.integers(50, 95)))
    if told["retest"] != "pass" and rng.random() < 0.8 and rechecked <= TODAY:
        told |= {"rechecked_on": str(rechecked), "recheck": "pass" if rng.random() < 0.8 else "fail"}
    return told
