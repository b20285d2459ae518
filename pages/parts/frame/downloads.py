"""The row of buttons under a table or picture: CSV, Excel, PNG, SVG. A file is made when its button is clicked."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.parts.charts import picture
from pages.parts.charts.template import Spec
from pages.parts.frame import tables, trail
from pages.parts.words.language import Language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ICONS = {
    "text/csv": ":material/table_rows:",
    XLSX: ":material/table_view:",
    "application/json": ":material/receipt_long:",
    "application/pdf": ":material/picture_as_pdf:",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ":material/description:",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ":material/slideshow:",
}


def row(
    name: str,
    table: Callable[[], pd.DataFrame],
    about: dict[str, str],
    language: Language,
    chart: tuple[Spec, str, list[str], list[str]] | None = None,
) -> None:
    """name is the file's, in ASCII; `table` gives the rows as they should be read; `about` goes to a second sheet.

    chart, where there is one: its specification, title, notes and foot. The callables hold what they need: they run on
    a click, outside the page.
    """
    sheets = (language.gettext("Data"), language.gettext("About"))
    with st.container(horizontal=True):
        button("CSV", f"{name}.csv", "text/csv", lambda: tables.csv(table()))
        button("Excel", f"{name}.xlsx", XLSX, lambda: tables.xlsx(table(), about, sheets))
        if chart is not None:
            button("PNG", f"{name}.png", "image/png", lambda: picture.png(*chart))
            button("SVG", f"{name}.svg", "image/svg+xml", lambda: picture.svg(*chart))


def button(label: str, file: str, mime: str, make: Callable[[], bytes]) -> None:
    """The button of one file; who takes it is noted when it is taken."""
    icon = _ICONS.get(mime, ":material/image:")
    st.download_button(label, trail.taken(file, make), file, mime, key=f"take_{file}", on_click="ignore", icon=icon)
