"""What the register says of makers, as columns beside their figures."""

from collections.abc import Iterable

import pandas as pd

from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words.cuts import attributes
from pages.parts.words.language import Language


def columns(viewer: Viewer, sector: str, codes: Iterable[str], language: Language) -> dict[str, list]:
    """Region, size, credit code and year of founding of these makers of a sector: those that any of them has."""
    say, register = language.gettext, platform.enterprises(viewer)
    own = register[register["sector"] == sector].set_index("enterprise")
    rows = own[["region", "size", "uscc", "founded"]].reindex(list(codes)).astype(object)
    rows = rows.where(rows.notna(), None)
    told = {
        say("Region"): [attributes.region(code, language) for code in rows["region"]],
        say("Size"): [attributes.size(code, language) for code in rows["size"]],
        say("Credit code"): list(rows["uscc"]),
        say("Founded"): [None if pd.isna(year) else str(int(year)) for year in rows["founded"]],
    }
    return {name: cells for name, cells in told.items() if any(cells)}
