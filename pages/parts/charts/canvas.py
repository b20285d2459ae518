"""What charts share, in altair's terms: roles for colours, rows with words beside them, the ladder, clicks."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from pages.parts.charts import text
from pages.parts.charts.template import STACKED
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import NORMAL, POSTS, ROLES, SMALL, VERDICTS

Style = dict[str, Any]  # properties of a mark or an axis
ROW, TALL = 34, 60  # px of a row, and of one on a telephone, where its names stand above its marks
PHONE = 300  # px that a plot has on a telephone
UNDER = 17  # px that marks lie below the middle of such a row
SAID = 5  # rows of a chart that are read out
NAME = 165  # px a name may take before it goes over two lines
QUIET: Style = {"domain": False, "ticks": False, "labelFontSize": SMALL, "titleFontSize": SMALL}  # of an axis
INNER = 0.1  # of a row's height: what parts it from the next
CLICK, SHEET = "row", "sheet"  # the parameter that a click sets, and the layer that takes clicks
SHAPES = {code: look.shape for code, look in VERDICTS.items()}
END = 101  # points at the right edge: room for a mark that stands at the frontier

# Asked again whenever the width changes: `containerSize` alone is asked once.
NARROW = alt.param("narrow", expr="width * 0 + containerSize()[0] < 520")  # a telephone
ABOVE = alt.param("stacked", value=False)  # whether `filled` was given rows that are STACKED
START = alt.param("start", value=40)  # points at the left edge
CLICKED = alt.selection_point(name=CLICK, fields=["key"], toggle=False)
HOVERED = alt.selection_point(name="over", fields=["key"], on="pointerover", clear="pointerout")


def data(name: str) -> alt.Chart:
    """A chart of the rows that a run puts in under this name."""
    return alt.Chart(alt.NamedData(name))


def fixed(*rows: Mapping) -> alt.Chart:
    """A chart of rows that are always the same."""
    return alt.Chart(alt.InlineData(list(rows)))


def either(narrow: object, wide: object) -> alt.ExprRef:
    """A property that is one thing on a telephone and another elsewhere: values, or `alt.expr` where they depend."""
    said = [each.expr if isinstance(each, alt.ExprRef) else json.dumps(each) for each in (narrow, wide)]
    return alt.expr("narrow ? ({}) : ({})".format(*said))


def by_role(field: str, channel: Any = alt.Color) -> Any:
    """The colour channel of a field that holds roles; verdicts and bands are roles too. `alt.datum` paints in one."""
    return channel(field, type="nominal", scale=alt.Scale(domain=list(ROLES)))


def whole(*parts: alt.Chart | list[alt.Chart], params: Iterable[alt.Parameter] = ()) -> alt.LayerChart:
    """The layers of a chart, the first lying lowest, lists laid out flat; every chart knows whether it is narrow."""
    roles = fixed({"role": "text"}).mark_point(opacity=0, size=0).encode(color=by_role("role"))
    flat = [each for part in parts for each in (part if isinstance(part, list) else [part])]
    chart = alt.layer(roles, *flat).add_params(NARROW, ABOVE, *params)
    return chart.resolve_axis(x="independent", y="independent")


def ends(low: str | float, high: str | float) -> alt.Scale:
    """A scale that runs exactly from low to high: numbers, or names of parameters."""
    domain = [alt.expr(end) if isinstance(end, str) else end for end in (low, high)]
    return alt.Scale(domain=domain, nice=False, zero=False)


def points(field: str) -> alt.X:
    """A field of points across, from START to just past the frontier."""
    return alt.X(field, type="quantitative", scale=ends("start", END), axis=None)


def down(field: str = "key") -> alt.Y:
    """A field of names down the side, in the order of the rows."""
    scale = alt.Scale(paddingOuter=0, paddingInner=INNER)
    return alt.Y(field, type="nominal", sort=None, scale=scale, axis=None)


def px(field: str, channel: Any = alt.Y) -> Any:
    """A field of px from the left or the top of the plot."""
    return channel(field, type="quantitative", scale=None, axis=None)


def stacked(above: int, beside: int) -> alt.ExprRef:
    """On a telephone: px where names stand above the values, and where they stand beside them."""
    return alt.expr(f"stacked ? {above} : {beside}")


def named(rows: list[dict], beside: str) -> list[dict]:
    """Rows with `label` made ready for `names`; beside: the field that stands right of them."""
    for row in rows:
        first, *rest = text.lines(row["label"], NAME, NORMAL)
        row["lines"] = "\n".join([first, " ".join(rest)]) if rest else first
        row["room"] = text.width(row[beside], NORMAL) + 12
        row["stack"] = beside != "label" and text.width(row["label"], NORMAL) + row["room"] > PHONE
    return rows


def names(rows: alt.Chart) -> alt.Chart:
    """The names of `named` rows left of them, a long one over two lines; above the marks on a telephone."""
    return (
        rows.transform_calculate(said="narrow ? datum.label : datum.lines")
        .mark_text(
            align=either("left", "right"),
            dx=either(0, -10),
            dy=either(
                alt.expr(f"stacked ? {-20 - STACKED} : -20"), alt.expr(r"indexof(datum.lines, '\n') > 0 ? -7 : 0")
            ),
            lineBreak="\n",
            lineHeight=15,
            limit=either(alt.expr("stacked ? width : width - datum.room"), NAME + 30),
            fontSize=NORMAL,
        )
        .encode(x=alt.value(0), text="said:N", color=alt.datum("text"))
    )


def beside(rows: alt.Chart, first: str, second: str) -> list[alt.Chart]:
    """Two fields right of the rows, the second small below the first; above the marks on a telephone."""
    middle = f"datum.{second} ? -7 : 0"
    looks = ((first, NORMAL, -20, alt.expr(middle), "text"), (second, SMALL - 1, -4, 8, "muted"))
    most = alt.expr("max(130, containerSize()[0] * 0.4)")
    return [
        rows.mark_text(
            align=either("right", "left"),
            dx=either(0, 10),
            dy=either(narrow, wide),
            limit=either(alt.expr("width"), most),
            fontSize=size,
        ).encode(x=alt.value("width"), text=f"{field}:N", color=alt.datum(role))
        for field, size, narrow, wide, role in looks
    ]


def marks(
    rows: alt.Chart, role: str = "verdict", shapes: Mapping[str, str] = SHAPES, under: int = 0, **channels: object
) -> alt.Chart:
    """Filled marks in the shape and colour of a role, read out as the field `told`; too little is a hollow ring.

    under: px that they lie lower on a telephone.
    """
    hollow = alt.datum[role] == "too_few"
    return rows.mark_point(filled=True, opacity=1, size=95, aria=True, yOffset=either(under, 0)).encode(
        **{
            "shape": alt.Shape(role, type="nominal", scale=alt.Scale(domain=list(shapes), range=list(shapes.values()))),
            "fill": by_role(role, alt.Fill),
            "stroke": by_role(role, alt.Stroke),
            "fillOpacity": alt.when(hollow).then(alt.value(0)).otherwise(alt.value(1)),
            "strokeWidth": alt.when(hollow).then(alt.value(2)).otherwise(alt.value(0)),
            "description": "told:N",
        }
        | channels
    )


def spoken(rows: alt.Chart) -> alt.Chart:
    """Marks that are not seen and are read out as the field `told`, where what is seen is drawn in several ways.

    A layer of marks that may be empty must not be read out itself: it would be a picture without a text.
    """
    return rows.mark_point(size=0, opacity=0, aria=True).encode(description="told:N")


def intervals(rows: alt.Chart, low: str, high: str, role: str) -> alt.Chart:
    """Soft bars in points from low to high in the colour of a role; rows without an interval have none."""
    bars = rows.transform_filter(f"isValid(datum.{low})")
    style: Style = {"strokeWidth": 8, "strokeCap": "round", "opacity": 0.35, "yOffset": either(UNDER, 0)}
    return bars.mark_rule(**style).encode(x=points(low), x2=high, color=by_role(role))


def clickable(rows: alt.Chart, tip: Mapping[str, str]) -> tuple[alt.Chart, alt.Chart]:
    """A tint that lies under the marks of a row, and a clear sheet over them that takes clicks and shows the tip.

    tip gives the title of each field shown; `clicked` reads a click.
    """
    chosen = alt.when(CLICKED, empty=False).then(alt.value(0.12))
    opacity = chosen.when(HOVERED, empty=False).then(alt.value(0.06)).otherwise(alt.value(0))
    tint = rows.mark_rect(cornerRadius=4).encode(color=alt.datum("accent"), opacity=opacity)
    shown = [alt.Tooltip(field, type="nominal", title=title) for field, title in tip.items()]
    sheet = rows.mark_rect(opacity=0, cursor="pointer").encode(tooltip=shown)
    return tint, sheet.properties(name=SHEET).add_params(CLICKED, HOVERED)


def clicked(event: Mapping | None) -> str | None:
    """The key of the row a reader clicked, from what `draw.show` returns; None where nothing was."""
    picked = event["selection"].get(CLICK) if event else None
    return picked[0]["key"] if picked else None


def bands(rows: alt.Chart | None = None) -> list[alt.Chart]:
    """The three bands of a plot in points, with a line at floor, benchmark and frontier.

    On a telephone, where the names of `rows` stand in the plot, neither a band nor a line runs through them.
    """
    edges = [0, POSTS["floor"], POSTS["benchmark"], END]
    grounds = zip(edges, edges[1:], ("under_floor", "to_benchmark", "above"), strict=False)
    ground = fixed(*({"from": low, "to": high, "band": band} for low, high, band in grounds))
    lines = fixed(*({"post": post} for post in POSTS.values()))
    drawn = [
        ground.mark_rect(clip=True).encode(x=points("from"), x2="to", color=by_role("band")),
        lines.mark_rule(strokeWidth=1).encode(x=points("post"), color=alt.datum("muted")),
    ]
    return drawn if rows is None else [*drawn, plain(rows)]


def plain(rows: alt.Chart) -> alt.Chart:
    """Plain ground under the names that stand in the plot on a telephone."""
    high, up = stacked(TALL - 20 + STACKED, TALL - 20), stacked(-13 - STACKED // 2, -13)
    ground = rows.mark_rect(height=high, yOffset=up, opacity=either(1, 0))
    return ground.encode(x=alt.value(0), x2=alt.value("width"), color=alt.datum("page"))


def post_names(language: Language) -> alt.Chart:
    """`60 floor`, `80 benchmark`, `100 frontier` above such a plot; the points alone on a telephone.

    The outer names lean outwards, so that all three stand apart where the plot begins at 0 and they are 50 px apart.
    """
    leaning = {"floor": ("right", 4), "benchmark": ("center", -6), "frontier": ("left", -8)}
    posts = [
        {"post": POSTS[code], "name": f"{POSTS[code]} {word(words.LEVEL, code, language)}", "align": align, "dx": dx}
        for code, (align, dx) in leaning.items()
    ]
    said = fixed(*posts).transform_calculate(said="narrow ? datum.post : datum.name")
    lean: Style = {"align": either("center", alt.expr("datum.align")), "dx": either(0, alt.expr("datum.dx"))}
    text_ = said.mark_text(dy=-12, fontSize=SMALL, **lean)
    return text_.encode(x=points("post"), y=alt.value(0), text="said:N", color=alt.datum("muted"))


def start_of(rows: Iterable[Mapping], *fields: str) -> float:
    """Where a plot in points begins: at 40, or lower in steps of ten where something stands lower."""
    found = [value for row in rows for field in fields if (value := row[field]) == value]
    return float(max(0, min(40, min(found, default=40) // 10 * 10)))


def some(rows: Sequence[Mapping], language: Language) -> str:
    """What is `told` of the first rows of a chart, for who hears it, and how many more there are."""
    told, more = [row["told"] for row in rows[:SAID]], len(rows) - SAID
    rest = language.ngettext("and {n} more row", "and {n} more rows", more).format(n=more)
    return "; ".join([*told, rest] if more > 0 else told)
