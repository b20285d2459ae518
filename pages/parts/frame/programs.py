"""How a program reads the table of a screen: one line each for pandas, R and Excel, ready to copy."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from benchmarks.reports.addresses import SELECTING
from benchmarks.scope.selection import Selection
from pages.parts.words.language import Language

LINES = {
    "python": 'pd.read_csv("{url}", storage_options={{"Authorization": "Bearer TOKEN"}})',
    "r": 'read.csv(url("{url}", headers = c(Authorization = "Bearer TOKEN")))',
    "excel": '= Csv.Document(Web.Contents("{url}", [Headers = [Authorization = "Bearer TOKEN"]]))',
}


def lines(name: str, selection: Selection, language: Language, **said: str | float) -> None:
    """The lines for a result of /api/v1 about what is selected; a token is made on the profile's screen.

    said: what is asked beside the selection.
    """
    with st.expander(language.gettext("Read this table from pandas, R or Excel")):
        for form, line in LINES.items():
            st.code(
                line.format(url=address(name, selection, st.context.url or "", **said)),
                None if form == "excel" else form,
            )


def address(name: str, selection: Selection, page: str, **said: str | float) -> str:
    """Where a result stands as CSV, on the server whose page this is."""
    place = urlsplit(page or "http://localhost:8501")
    site = f"{place.scheme}://{place.netloc}{place.path.rpartition('/')[0]}"
    chosen = {each: code for each in SELECTING if (code := getattr(selection, each)) is not None}
    return f"{site}/api/v1/{name}?{urlencode({**chosen, **said, 'format': 'csv'})}"
