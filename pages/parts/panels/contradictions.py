"""The four fields of consumers and laboratory: the chart, and the comparisons of the product that was clicked."""

import streamlit as st

from pages.parts.charts import canvas, draw
from pages.parts.charts.fields import fields
from pages.parts.charts.template import Spec
from pages.parts.frame import wrapped
from pages.parts.views.contradictions import ClashView
from pages.parts.words import markdown


def chart(view: ClashView, topic: str) -> Spec:
    """Draws the chart on a topic with its key; gives the picture, to be taken away."""
    say = view.language.gettext
    st.markdown(
        say("**Consumers and laboratory**, in points: {topic}").format(topic=markdown.escaped(view.topic(topic)))
    )
    picture = _picture(view, topic)
    event = draw.show(picture, f"fields_{view.selection.sector}_{topic}", view.title, canvas.CLICK)
    product = view.product(canvas.clicked(event))
    if product.empty:
        st.caption(say("Click a mark to read all comparisons of that product here."))
    else:
        wrapped.table(product, view.language)
    return picture


def _picture(view: ClashView, topic: str) -> Spec:
    say, points = view.language.gettext, view.points(topic)
    start = canvas.start_of(points.to_dict("records"), "x", "x_low", "y", "y_low")
    return fields(
        points,
        view.language,
        titles=(say("Laboratory, in points"), say("Consumers, in points")),
        cross=(80, 80),
        corners={
            "top_left": say("hidden risk"),
            "bottom_right": say("missed by the test"),
            "top_right": say("both at the benchmark"),
            "bottom_left": say("both short of it"),
        },
        x_ends=(start, canvas.END),
        y_ends=(start, canvas.END),
        signs={
            "not_met": say("hidden risk"),
            "accent": say("missed by the test"),
            "cannot_tell": say("cannot tell"),
            "muted": say("both say the same"),
        },
    )
