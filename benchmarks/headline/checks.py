"""The lots that authorities drew, as one viewer is told of them."""

import pandas as pd

from benchmarks.columns import CHECK
from benchmarks.reading import Reading


def checks(reading: Reading) -> pd.DataFrame:
    """CHECK rows of the viewer's scope, by sector and day of sampling.

    `fails` is the verdict that counts: False where a retest passed, whatever was found first.
    """
    return reading.told(reading.checks)[list(CHECK)]
