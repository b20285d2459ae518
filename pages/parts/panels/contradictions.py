"""The four fields of consumers and laboratory: the chart, and the comparisons of the product that was clicked."""

import streamlit as st

from pages.parts.charts import canvas, draw
from pages.parts.charts.fields import fields
from pages.parts.panels import wrapped
from pages.parts.views.contradictions import ClashView
from pages.parts.words import markdown


def chart(view: ClashView, topic: str) -> canvas.Spec:
    """Draws the chart on a topic with its key; gives the picture, to be taken away."""
    say = view.language.gettext
    st.markdown(
        say("**Consumers and laboratory**, in points: {topic}").format(topic=markdown.escaped(view.topic(topic)))
    )
    picture = _picture(view, topic)
    event = draw.show(picture, f"fields_{view.selection.sector}_{topic}", view.title, canvas.CLICK)
    st.caption(say("■ hidden risk · ▲ missed by the test · ◆ cannot tell · ● both say the same · bars: 95% intervals"))
    product = view.product(canvas.clicked(event))
    if product.empty:
        st.caption(say("Click a mark to read all comparisons of that product here."))
    else:
        wrapped.table(product, view.language)
    return picture


def _picture(view: ClashView, topic: str) -> canvas.Spec:
    say, points = view.language.gettext, view.points(topic)
    start = canvas.start_of(points, "x", "x_low", "y", "y_low")
    return draw.specification(
        fields,
        points,
        language=view.language,
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
    )
