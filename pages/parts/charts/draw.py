"""Puts a chart on the page. Its specification is built once for the same figures, language and options, then reused."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.parts.charts.canvas import Spec
from pages.parts.words.language import Language

Maker = Callable[..., Spec]


def specification(maker: Maker, *frames: pd.DataFrame, language: Language, **options: object) -> Spec:
    """The Vega-Lite specification of `maker(*frames, language, **options)`.

    Reused by content: the figures themselves are the key, so nobody is served what was drawn of other figures.
    """
    return _specification(f"{maker.__module__}.{maker.__qualname__}", maker, frames, language, options)


def show(spec: Spec, key: str, alt: str, select: str | None = None) -> object:
    """Draws a specification over the whole width; `alt` says what it shows.

    With `select`, the name of a parameter of the chart, a click reruns the page and what was clicked is returned.
    """
    if select is None:
        return st.vega_lite_chart(spec=spec, width="stretch", key=key, alt=alt)
    return st.vega_lite_chart(spec=spec, width="stretch", key=key, alt=alt, on_select="rerun", selection_mode=select)


@st.cache_data(show_spinner=False, max_entries=500)
def _specification(
    name: str, _maker: Maker, frames: tuple[pd.DataFrame, ...], language: Language, options: dict
) -> Spec:
    return _maker(*frames, language, **options)
