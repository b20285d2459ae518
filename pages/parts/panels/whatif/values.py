"""What if some indicators of one product stood elsewhere?"""

import streamlit as st

from benchmarks.gaps import ladder
from benchmarks.specs.draft import possible
from benchmarks.specs.spec import Indicator
from pages.parts.charts import draw
from pages.parts.charts.dumbbell import dumbbell
from pages.parts.frame import choice, links, page, scope
from pages.parts.views.gaps import GapView
from pages.parts.views.whatif import ValuesView, advised, digits_of, estimate_of, levels_of, written
from pages.parts.words import quantities
from pages.parts.words.language import Language


def supposed(screen: page.Frame, language: Language) -> None:
    """Sliders for indicators of one product, and where its index, rank and bottom lines would stand."""
    say = language.gettext
    selection = scope.choose_product(screen.viewer, language)
    if selection is None:
        return screen.nothing()
    gaps = GapView(screen.viewer, selection, language)
    if gaps.rows.empty:
        return screen.nothing(reason=say("No indicator measured here has a full ladder in force."))
    with st.container(border=True):
        values = _sliders(gaps)
    with st.spinner(say("Computing the board again")):
        view = ValuesView(gaps, values)
        rated = view.rated
    screen.head(view.title, view.paragraph, scope.product_names(screen.viewer, selection, language))
    if not rated:
        return
    _figures(view)
    picture = None
    if len(view.steps):
        with st.container(border=True):
            st.markdown(say("**What is supposed**, in points of the ladder"))
            picture = dumbbell(view.steps, language, say("now"))
            draw.show(picture, "whatif_steps", view.title)
    links.link("gaps", say("Back to the gaps"), **selection.chosen())
    screen.take_away(scope.file_name("whatif", selection), lambda: view.table, picture, about={"n": gaps.behind})


def _sliders(gaps: GapView) -> dict[str, float]:
    """Which indicators are supposed to stand elsewhere, and where; the address keeps it."""
    language, place = gaps.language, "_".join(filter(None, gaps.selection.chosen().values()))
    say, measured = language.gettext, list(gaps.rows["key"])
    first = {name: value for name, value in _asked().items() if name in measured}
    wanted = choice.asked("indicator", measured)
    if not first:
        first = advised(gaps)
        if wanted:
            first = {wanted: first.get(wanted, _next(gaps, wanted))}
    names = scope.Names(language)
    chosen = st.multiselect(
        say("Indicators"),
        measured,
        [name for name in measured if name in first],
        key=f"whatif_chosen_{place}_{wanted}",
        format_func=lambda code: names.indicator(gaps.selection.one_sector(), code),
        placeholder=say("Choose indicators"),
    )
    found = {}
    for column, name in zip(_columns(len(chosen)), chosen, strict=True):
        with column:
            moved = _slider(gaps, name, first.get(name, _next(gaps, name)), place)
        if moved is not None:
            found[name] = moved
    st.query_params["set"] = written(found)
    return found


def _columns(n: int) -> list:
    """A place for each slider, three a row."""
    return [column for start in range(0, n, 3) for column in st.columns(3)[: n - start]]


def _slider(gaps: GapView, name: str, start: float, place: str) -> float | None:
    """One value from the worse side of what is measured to beyond the frontier; None where it stays as it is."""
    measure = gaps.spec.indicator(name)
    now = estimate_of(gaps, name)
    low, high = _ends(gaps, measure, now, start)
    factor = quantities.reported(1.0, measure)
    digits = digits_of(measure)
    step = 10.0**-digits
    label = f"{gaps.language.label(measure.label)} ({quantities.value(now, measure, gaps.language)})"
    ends = (round(factor * each / step) * step for each in (low, high, min(max(start, low), high)))
    least, most, begin = (round(each, 10) for each in ends)
    form = f"%.{digits}f{'%%' if factor != 1 else ''}"
    typed = st.slider(label, least, most, begin, step, form, key=f"whatif_value_{place}_{name}")
    return None if abs(typed - factor * now) < step / 2 else typed / factor


def _ends(gaps: GapView, measure: Indicator, now: float, start: float) -> tuple[float, float]:
    """From a little beyond the worst to a little beyond the best of the value and its levels, as far as it may be."""
    posts = levels_of(gaps, measure.id)
    low, high = min(*posts, now, start), max(*posts, now, start)
    least, most = possible(measure)
    room = (high - low or 1.0) / 4
    return max(low - room, least), min(high + room, most)


def _next(gaps: GapView, name: str) -> float:
    """The benchmark of an indicator, or its frontier where it is at the benchmark already."""
    _, benchmark, frontier = levels_of(gaps, name)
    points = dict(zip(gaps.rows["key"], gaps.rows["score"], strict=True))
    return frontier if points[name] >= ladder.BENCHMARK_POINTS else benchmark


def _asked() -> dict[str, float]:
    """What the address supposes, as far as it can be read."""
    found = {}
    for each in (st.query_params.get("set") or "").split(","):
        name, _, value = each.partition("=")
        try:
            found[name] = float(value)
        except ValueError:
            continue
    return found


def _figures(view: ValuesView) -> None:
    """Index, rank and broken bottom lines, as they would be, with what they are."""
    say, number = view.language.gettext, view.language.number
    columns, row = st.columns(3), view.row
    broken = [len(list(filter(None, each.split(";")))) for each in (row.capped_by, row.to_capped_by)]
    now = say("now {value}")
    told = (
        (say("Index"), number(row.to_score, 1), number(row.score, 1)),
        (say("Rank"), view.rank_then, view.rank_now),
        (say("Broken bottom lines"), number(broken[1]), number(broken[0])),
    )
    for column, (label, then, before) in zip(columns, told, strict=True):
        column.metric(label, then, now.format(value=before), delta_color="off", delta_arrow="off", border=True)
