"""The progress of one product as a table: one row an indicator, as it is read and taken away."""

import pandas as pd

from benchmarks.progress import closing
from pages.parts.views.progress import ProgressView
from pages.parts.words import progress as progress_words
from pages.parts.words import quantities
from pages.parts.words.language import Language, word


def table(view: ProgressView) -> pd.DataFrame:
    """The table as it is read and taken away: one row an indicator."""
    say, language, rows = view.language.gettext, view.language, view.rows.reset_index()
    measures = [view.spec.indicator(name) for name in rows["indicator"]]
    units = [quantities.unit(each.unit, language) for each in measures]

    def read(name: str) -> list[float]:
        return [quantities.reported(value, each) for value, each in zip(rows[name], measures, strict=True)]

    return pd.DataFrame(
        {
            say("Indicator"): [view.name(name) for name in rows["indicator"]],
            say("Unit"): units,
            say("From wave"): [_wave(code, language) for code in rows["from_wave"]],
            say("To wave"): [_wave(code, language) for code in rows["to_wave"]],
            say("Change (positive is better)"): read("change"),
            say("Low"): read("low"),
            say("High"): read("high"),
            say("Verdict"): [word(progress_words.VERDICT, code, language) for code in rows["verdict"]],
            say("Method"): [word(progress_words.METHOD, code, language) for code in rows["method"]],
            say("Reason"): [progress_words.reason(codes, language) for codes in rows["reason"]],
            say("Moved by us"): read("moved_by_us"),
            say("Moved by the bar"): read("moved_by_bar"),
            say("Share of the gap closed, %"): 100 * rows["closed_share"],
            say("Probability met next wave, %"): 100 * rows["next_wave_p_met"],
            say("Benchmark reached in"): [_wave(code, language) for code in rows["forecast_wave"]],
            say("At best"): [_wave(code, language) for code in rows["forecast_low"]],
            say("At worst"): [_wave(code, language) for code in rows["forecast_high"]],
        }
    )


def _wave(code: object, language: Language) -> str:
    if code == closing.BEYOND:
        return language.gettext("not within 8 waves")
    return language.wave_name(code) if isinstance(code, str) else ""
