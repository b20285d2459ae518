"""Puts a chart on the page."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import streamlit as st

from pages.parts.charts.template import Spec


def show(spec: Spec, key: str, alt: str, select: str | None = None) -> Mapping[str, Any] | None:
    """Draws a chart over the whole width; a screen reader hears `alt`, and then what the chart itself says.

    With `select`, the name of a parameter of the chart, a click reruns the page and what was clicked is returned.
    """
    said = ". ".join(part for part in (alt, spec.get("description")) if part)
    drawn = {name: part for name, part in spec.items() if name != "description"}
    # Tables are handed on as they are; of lists of records Streamlit would make frames first, which takes longer.
    drawn["datasets"] = {name: pa.Table.from_pylist(rows) for name, rows in spec["datasets"].items()}
    if select is None:
        st.vega_lite_chart(spec=drawn, width="stretch", key=key, alt=said)
        return None
    return st.vega_lite_chart(spec=drawn, width="stretch", key=key, alt=said, on_select="rerun", selection_mode=select)
