"""One indicator's progress in full: better or not, us or the bar, how much is closed, when it arrives, at what pace."""

import numpy as np
import pandas as pd
import streamlit as st

from benchmarks import policy
from benchmarks.columns import LEVELS
from benchmarks.progress import closing, control_chart
from benchmarks.progress.series import Series, ahead
from benchmarks.progress.trend import on_grid
from benchmarks.specs.spec import Indicator
from benchmarks.words import targets as target_words
from data.frames import row_of
from data.wave import Wave
from pages.parts.charts import draw
from pages.parts.charts.control import control
from pages.parts.charts.history import history
from pages.parts.charts.waterfall import STEPS, waterfall
from pages.parts.frame.choice import one_of
from pages.parts.views.progress import ProgressView
from pages.parts.words import jumps, markdown, quantities, sentences
from pages.parts.words import progress as progress_words
from pages.parts.words import vocabulary as words
from pages.parts.words.language import word


def detail(view: ProgressView, key: str) -> tuple[dict, str]:
    """The pane of one indicator; gives its picture and what that shows, to be taken away."""
    language, row, measure = view.language, row_of(view.rows, key), view.spec.indicator(key)
    st.markdown(f"**{markdown.escaped(view.name(key))}** {badges(view, key)}")
    polarity = sentences.ended(
        sentences.clauses([word(words.POLARITY, measure.direction, language)], language), language
    )
    st.markdown(f"{markdown.escaped(view.sentence(key))} *{polarity}*")
    method = language.gettext("{method}: {reason}.").format(
        method=word(progress_words.METHOD, row["method"], language),
        reason=progress_words.reason(row["reason"], language),
    )
    st.caption(markdown.escaped(method))
    events = view.events(key)
    spec = history(view.waves(key), view.levels(key), language, measure, events)
    said = f"{view.name(key)}: {view.sentence(key)}"
    draw.show(spec, f"history_{key}", said)
    for target in view.targets[view.targets["indicator"] == key].to_dict("records"):
        st.markdown(markdown.escaped(target_words.target(target, measure, language)))
    series, bars = view.series(key)
    if series is not None and len(series) > 1:
        _compared(view, key, series, bars)
    return spec, said


def badges(view: ProgressView, key: str) -> str:
    """The verdict of an indicator with its marks, for Markdown."""
    verdict = progress_words.badge(row_of(view.rows, key), view.language)
    return f"{verdict} {jumps.badge(view.language)}" if key in view.jumped else verdict


def _compared(view: ProgressView, key: str, series: Series, bars: np.ndarray) -> None:
    """What needs two comparable waves: us or the bar, what is closed, the pace, the control chart."""
    _split(view, key)
    _closing(view, key, series, float(bars[0]))
    _pace(view, key, series)
    if view.rows["method"][key] == "control_chart":
        _control(view, key, series, float(bars[-1]))


def _split(view: ProgressView, key: str) -> None:
    """Us or the bar: in words for the benchmark and every level that moved, with a waterfall where one did."""
    measure, language = view.spec.indicator(key), view.language
    for level, split in view.splits(key).items():
        if level != "benchmark" and split.moved_by_bar == 0:
            continue
        said = progress_words.us_or_bar(level, split.moved_by_us, split.moved_by_bar, measure, language)
        st.markdown(markdown.escaped(said))
        if split.moved_by_bar != 0:
            steps = _steps(view, key, level, split)
            draw.show(waterfall(steps, language), f"waterfall_{key}_{level}", said)


def _steps(view: ProgressView, key: str, level: str, split: closing.Split) -> pd.DataFrame:
    row, measure, language = row_of(view.rows, key), view.spec.indicator(key), view.language
    at = view.gaps[(view.gaps["indicator"] == key) & (view.gaps["level"] == level)].set_index("wave")["gap"]
    first, last = float(at[row["from_wave"]]), float(at[row["to_wave"]])
    ours = first + split.moved_by_us

    def side(value: float) -> str:
        return "met" if value > 0 else "not_met"

    gap, say = language.gettext("gap in {wave}"), language.gettext
    rows = [
        (
            "0",
            gap.format(wave=language.wave_name(row["from_wave"])),
            0.0,
            first,
            _signed(first, measure, view),
            "muted",
        ),
        ("1", say("moved by us"), first, ours, _signed(split.moved_by_us, measure, view), side(split.moved_by_us)),
        (
            "2",
            say("moved by the bar"),
            ours,
            last,
            _signed(split.moved_by_bar, measure, view),
            side(split.moved_by_bar),
        ),
        ("3", gap.format(wave=language.wave_name(row["to_wave"])), 0.0, last, _signed(last, measure, view), "muted"),
    ]
    return pd.DataFrame(rows, columns=list(STEPS))


def _signed(value: float, measure: Indicator, view: ProgressView) -> str:
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return sign + quantities.plain_distance(value, measure, view.language)


def _closing(view: ProgressView, key: str, series: Series, first_bar: float) -> None:
    """How much of the first gap is closed, when the benchmark arrives, and the chance in the next wave."""
    row, language, said = row_of(view.rows, key), view.language, []
    if first_bar == first_bar and (share := closing.first_gap_closed(series, first_bar)) is not None:
        ends = series.estimate[0] - first_bar, series.estimate[-1] - first_bar
        gaps = float(series.sign * ends[0]), float(series.sign * ends[1])
        measure, wave = view.spec.indicator(key), series.waves[0].code
        said.append(progress_words.closed_share(share, gaps, wave, measure, language))
    said += [progress_words.arrival(row, language), progress_words.next_wave(row["next_wave_p_met"], language)]
    glue = "" if language.code == "zh" else " "
    st.markdown(markdown.escaped(glue.join(text for text in said if text)))


def _pace(view: ProgressView, key: str, series: Series) -> None:
    """The pace to the next level by a wave the reader picks; by default the date of a tightening that is decided."""
    measure, language, last = view.spec.indicator(key), view.language, series.waves[-1]
    coming = [ahead(last, step * series.unit) for step in range(1, policy.FORECAST_WAVES + 1)]
    dated = [
        wave.code
        for wave in coming
        if measure.level_at("benchmark", wave.start) != measure.level_at("benchmark", last.start)
    ]
    codes = [wave.code for wave in coming]
    label = language.gettext("Reach the next level by")
    due = one_of(f"due_{series.unit}", label, codes, language.wave_name, dated[0] if dated else codes[3])
    target = _target(measure, Wave.parse(due), series)
    if target is None:
        st.caption(language.gettext("The estimate is at the frontier: there is no next level."))
        return
    level, value = target
    found = closing.needed_pace(series, value, Wave.parse(due).start)
    if found is None:
        return
    name = f"{word(words.LEVEL, level, language)} {quantities.value(value, measure, language, bare=True)}"
    st.markdown(markdown.escaped(progress_words.pace(found, name, due, measure, language)))


def _target(measure: Indicator, due: Wave, series: Series) -> tuple[str, float] | None:
    """The lowest level in force at the due wave that the last estimate is not at."""
    for level in LEVELS:
        entry = measure.level_at(level, due.start)
        if entry is not None and series.sign * (entry.value - series.estimate[-1]) > 0:
            return level, entry.value
    return None


def _control(view: ProgressView, key: str, series: Series, bar: float) -> None:
    """The chart of twelve waves or more: limits, special causes, and what it says of the benchmark."""
    measure, language = view.spec.indicator(key), view.language
    values = on_grid(series)
    chart = control_chart.xmr(values, target=None if bar != bar else bar, direction=series.direction)
    limits = chart.segments[-1]
    kinds = [kind for kind in chart.point_type if kind is not None]
    frame = pd.DataFrame(
        {
            "wave": [wave.code for wave in series.waves],
            "estimate": series.estimate,
            "kind": kinds,
            **{name: getattr(limits, name) for name in ("mean", "lower", "upper")},
        }
    )
    st.markdown(language.gettext("**Control chart**: what lies outside the limits is more than the usual variation."))
    spec = control(frame, language, measure)
    said = word(progress_words.ASSURANCE, chart.assurance, language)
    draw.show(spec, f"control_{key}", f"{view.name(key)}. {said}")
    if said:
        st.markdown(markdown.escaped(said))
    error = language.gettext(
        "Read at each of {n} waves from the twelfth on, a series that never changes is called changed at least once in "
        "{share} of cases, by chance alone."
    ).format(n=language.number(len(kinds)), share=language.percent(control_chart.error_over_run(len(kinds))))
    st.caption(markdown.escaped(error))
