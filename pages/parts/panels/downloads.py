"""The row of buttons under a table or picture: CSV, Excel, PNG, SVG. A file is made when its button is clicked."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.parts.charts import picture
from pages.parts.frame import trail
from pages.parts.panels import tables
from pages.parts.views.receipt import Bill
from pages.parts.words.language import Language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def row(
    name: str,
    table: Callable[[], pd.DataFrame],
    about: dict[str, str],
    language: Language,
    chart: tuple[dict, str, list[str]] | None = None,
) -> None:
    """name is the file's, in ASCII; `table` gives the rows as they should be read; `about` goes to a second sheet.

    chart, where there is one: its specification, title and notes. The callables hold what they need: they run on a
    click, outside the page.
    """
    sheets = (language.gettext("Data"), language.gettext("About"))
    with st.container(horizontal=True):
        _button("CSV", f"{name}.csv", "text/csv", lambda: tables.csv(table()))
        _button("Excel", f"{name}.xlsx", XLSX, lambda: tables.xlsx(table(), about, sheets))
        if chart is not None:
            _button("PNG", f"{name}.png", "image/png", lambda: picture.png(*chart))
            _button("SVG", f"{name}.svg", "image/svg+xml", lambda: picture.svg(*chart))


def _button(label: str, file: str, mime: str, make: Callable[[], bytes]) -> None:
    icon = {"CSV": ":material/table_rows:", "Excel": ":material/table_view:"}.get(label, ":material/image:")
    st.download_button(label, trail.taken(file, make), file, mime, key=f"take_{file}", on_click="ignore", icon=icon)


def receipt(bill: Bill, language: Language, label: str = "") -> None:
    """The button of a receipt as JSON; the label names whose it is where that is not plain."""
    said, file = label or language.gettext("Receipt of the index (JSON)"), f"{bill.name}.json"
    st.download_button(
        said,
        trail.taken(file, bill.json),
        file,
        "application/json",
        key=f"take_{file}",
        on_click="ignore",
        icon=":material/receipt_long:",
    )
