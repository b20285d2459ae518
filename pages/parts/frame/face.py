"""The mark on every screen: the product's own, or the logo of the association that runs this server."""

import os
from functools import cache
from pathlib import Path

import streamlit as st

from benchmarks.reports.written.logo import logo
from data.refusal import Refused
from pages.parts.words import markdown
from pages.parts.words.language import Language

ICON = Path(__file__).parents[1] / "icon.png"
_WORDMARK = Path(__file__).parents[1] / "wordmark.svg"


def mark(language: Language) -> None:
    """The mark above the list of pages; QUALITY_LOGO names a PNG or JPEG in its place, a bad one is said there."""
    named = os.environ.get("QUALITY_LOGO", "")
    own = _own(named, Path(named).stat().st_mtime if Path(named).is_file() else 0.0) if named else None
    if isinstance(own, bytes):
        st.logo(own, size="large")
    else:
        st.logo(str(_WORDMARK), size="large", icon_image=str(ICON))
    if isinstance(own, Refused):
        st.sidebar.caption(markdown.escaped(own.said(language.gettext)))


def alone() -> None:
    """The whole mark where no list of pages stands below it; the house's own logo is whole already."""
    if not os.environ.get("QUALITY_LOGO"):
        st.logo(str(_WORDMARK), size="large")


@cache
def _own(named: str, changed: float) -> bytes | Refused:
    """The logo of a file as it stood then, or why it is none."""
    try:
        return logo(Path(named).read_bytes())
    except OSError:
        return Refused("no_logo", name=named)
    except Refused as refused:
        return refused
