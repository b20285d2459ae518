"""The weights of the index as a table."""

import pandas as pd

from benchmarks.specs.spec import Specs

WEIGHTS = (
    *("sector", "category", "indicator", "dimension", "dimension_weight", "indicator_weight"),
    *("direction", "source", "spec_version", "spec_digest"),
)


def weights_table(specs: Specs, sector: str | None = None) -> pd.DataFrame:
    """WEIGHTS rows, one for each indicator in each of its categories, of one sector or of all.

    The first six columns are needed by the index; direction, source, spec_version and spec_digest are optional there.
    """
    rows = []
    for name, spec in specs.items():
        if sector not in (None, name):
            continue
        of_dimension = {dimension.id: dimension.weight for dimension in spec.dimensions}
        for each in spec.indicators:
            weighted = each.id, each.dimension, of_dimension[each.dimension], each.weight
            known = each.direction, each.source, spec.version, spec.digest
            rows += [(name, category, *weighted, *known) for category in each.categories]
    return pd.DataFrame(rows, columns=list(WEIGHTS))
