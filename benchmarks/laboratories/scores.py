"""How each laboratory stands to the others, told to those who may know."""

import numpy as np
import pandas as pd

from benchmarks.estimates.agreement import scores_of
from benchmarks.reading import Reading


def laboratory_scores(reading: Reading) -> pd.DataFrame:
    """How each laboratory stands to the others on an indicator in a wave; columns LABORATORY, one row a laboratory.

    deviation is in the reported unit. verdict: differs, warning, comparable or cannot_tell with the reason. A selected
    enterprise is ignored. Laboratories see themselves; manufacturers and visitors see none, because a deviation from
    the others can give a rival's value away.
    """
    viewer, found = reading.viewer, reading.selection.only(scores_of(reading.measurements))
    if viewer.role in ("manufacturer", "visitor"):
        return found.iloc[:0]
    seen = [viewer.sees_sector(sector) for sector in found["sector"]]
    if viewer.laboratories is not None:
        seen = [sector and lab in viewer.laboratories for sector, lab in zip(seen, found["lab"], strict=True)]
    return found[np.array(seen, dtype=bool)].reset_index(drop=True)
