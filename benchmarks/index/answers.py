"""What the answers to one question were: how many gave which, without counts so small that they point at somebody."""

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import ANSWERS
from benchmarks.reading import Reading
from data.kept.responses import responses

MOST = 12  # bars: of more answers than that ten classes are made
CLASSES = 10


def answers(reading: Reading) -> pd.DataFrame:
    """ANSWERS rows of one enterprise; the selection names sector, category, enterprise, wave, and may an indicator.

    Empty where the viewer does not see the enterprise by name or is not shown the wave. Administrators are told every
    count, others none below MIN_CELL nor what would give one away.
    """
    (sector, category, wave), own = reading.selection.product(), reading.selection.maker()
    given = responses(reading.store, reading.viewer, sector, category, wave, own)
    asked = [each.id for each in reading.specs[sector].indicators if each.source == "survey" and each.id in given]
    least = 1 if reading.viewer.role == "administrator" else policy.MIN_CELL
    place = {"sector": sector, "category": category, "enterprise": own, "wave": wave}
    parts = [answers_of(given[name].dropna(), least).assign(**place, indicator=name) for name in asked]
    if not parts or not reading.shows(sector, wave):
        return pd.DataFrame(columns=list(ANSWERS))
    return reading.told(pd.concat(parts, ignore_index=True)[list(ANSWERS)])


def answers_of(values: pd.Series, least: int = policy.MIN_CELL) -> pd.DataFrame:
    """low, high, n from answers in the file's unit, unweighted: one row an answer, or a class of ten where many differ.

    n is missing where it is below `least` and above 0; with it the smallest others, until two or more are missing that
    are `least` together: the total is known, and one missing count would be what the rest leaves. Source: Hundepool
    et al. (2012), Statistical Disclosure Control, 4.2 (complementary suppression).
    """
    found = values.value_counts().sort_index()
    if len(found) > MOST:
        edges = np.linspace(values.min(), values.max(), CLASSES + 1)
        counts = np.histogram(values, edges)[0]
        frame = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "n": counts})
    else:
        each = found.index.astype(float)
        frame = pd.DataFrame({"low": each, "high": each, "n": found.to_numpy()})
    n = frame["n"].to_numpy(dtype=int)
    hidden = (n > 0) & (n < least)
    order = np.argsort(n, kind="stable")
    while hidden.any() and (hidden.sum() < 2 or n[hidden].sum() < least):
        left = [i for i in order if not hidden[i] and n[i] > 0]
        if not left:
            break
        hidden[left[0]] = True
    return frame.assign(n=frame["n"].astype("Int64").mask(hidden))
