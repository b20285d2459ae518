"""The weights of the index as a table, and as the tree of one category."""

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.index.aggregate import Node
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


def tree_of(weights: pd.DataFrame) -> Node:
    """The tree of one category from its weights rows: overall, dimensions, indicators, each in the order of its ids.

    A dimension without an indicator in the category is no part of it. The fixed order makes sums repeat exactly.
    """
    dimensions = []
    for name, rows in weights.sort_values(["dimension", "indicator"]).groupby("dimension", sort=True):
        leaves = (Node(str(i), float(w)) for i, w in zip(rows["indicator"], rows["indicator_weight"], strict=True))
        dimensions.append(Node(str(name), float(rows["dimension_weight"].iloc[0]), tuple(leaves)))
    return Node(OVERALL, 1.0, tuple(dimensions))
