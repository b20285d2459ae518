"""How native charts of slides look: the scale of the ladder, a legend below, lines in the colours of the pages."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION
from pptx.util import Pt

PALE = "8FB8C9"  # what stands behind one's own


def scaled(axis: Any) -> None:
    """An axis of the ladder: 0 to 100 points, a line every 20."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 20
    axis.tick_labels.font.size = Pt(10)


def legend(chart: Any) -> None:
    """The names of the series under the figure, none over it."""
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def coloured(chart: Any, colours: Sequence[str]) -> None:
    """Each line and its marks in one colour, straight from mark to mark."""
    for line, colour in zip(chart.plots[0].series, colours, strict=True):
        line.format.line.color.rgb = RGBColor.from_string(colour)
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = RGBColor.from_string(colour)
        line.smooth = False
