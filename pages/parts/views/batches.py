"""The list of batches: what the page answers, its filters and its table."""

import pandas as pd
import streamlit as st

from data.wave import in_order
from pages.parts.frame import page
from pages.parts.frame.choice import choose, pick
from pages.parts.frame.scope import Names
from pages.parts.panels import downloads
from pages.parts.words import sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import NOTHING, Language

TABLE = "batch_table"


def answer(every: pd.DataFrame, language: Language, names: Names) -> tuple[str, str]:
    """The title and the paragraph below it: how many batches count, how many do not, which one is the newest."""
    say = language.gettext
    if every.empty:
        return say("No file has been loaded"), ""
    gone = int(every["withdrawn_at"].notna().sum())
    live = len(every) - gone
    title = language.ngettext("{n} batch counts in the results", "{n} batches count in the results", live).format(
        n=language.number(live)
    )
    if gone:
        back = language.ngettext("{n} was withdrawn", "{n} were withdrawn", gone).format(n=language.number(gone))
        title = sentences.clauses([title, back], language)
    newest = every.iloc[0]
    said = say("The newest is batch {batch}, **{what}**: {rows}, accepted on {day}.").format(
        batch=newest["batch"],
        what=page.escaped(described(newest, language, names)),
        rows=sentences.count(int(newest["row_count"]), "row", language),
        day=language.date(newest["accepted_at"]),
    )
    return title, said


def described(batch: pd.Series, language: Language, names: Names) -> str:
    """What a batch holds: Survey answers, Home furnishings, S1, first half of 2026."""
    wave = language.wave(batch["wave"]) if batch["wave"] else ""
    parts = [words.file_kind(batch["kind"], language), names.sector(batch["sector"]), batch["survey"], wave]
    return language.gettext(", ").join(part for part in parts if part)


def short(every: pd.DataFrame, code: str, language: Language) -> str:
    """A batch in a box: 12 · Survey answers · S1 · 2026H1."""
    batch = every[every["batch"] == int(code)].iloc[0]
    parts = [code, words.file_kind(batch["kind"], language), batch["survey"], batch["wave"], _state(batch, language)]
    return " · ".join(part for part in parts if part)


def filtered(every: pd.DataFrame, language: Language, names: Names) -> pd.DataFrame:
    """The batches that the boxes leave; a box is drawn where there is something to choose."""
    say = language.gettext
    frame = every.assign(
        state=["withdrawn" if gone else "live" for gone in every["withdrawn_at"].notna()],
        origin=["made_up" if made else "real" for made in every["synthetic"]],
    )
    state = {"live": say("counts"), "withdrawn": say("withdrawn")}
    origin = {"made_up": say("synthetic"), "real": say("real")}
    boxes = (
        ("sector", say("Sector"), names.sector),
        ("kind", say("What the file holds"), lambda code: words.file_kind(code, language)),
        ("survey", say("Round"), str),
        ("wave", say("Wave"), str),
        ("state", say("State"), state.get),
        ("origin", say("Data"), origin.get),
    )
    with st.container(horizontal=True):
        for column, label, write in boxes:
            codes = [code for code in dict.fromkeys(every_code(frame, column)) if code]
            if len(codes) > 1:
                options = {"all": say("all")} | {code: write(code) for code in codes}
                chosen = pick(f"batches_{column}", label, list(options), options.get)
                frame = frame if chosen == "all" else frame[frame[column] == chosen]
    return frame


def every_code(frame: pd.DataFrame, column: str) -> list[str]:
    """The codes of a column, waves newest first."""
    codes = list(frame[column])
    return in_order([code for code in codes if code])[::-1] if column == "wave" else codes


def listed(kept: pd.DataFrame, language: Language, names: Names) -> None:
    """The table; a click on a row chooses the batch below it."""
    shown = table(kept, language, names)
    numbers = [str(number) for number in kept["batch"]]
    st.dataframe(
        shown,
        hide_index=True,
        key=TABLE,
        height=min(420, 40 + 35 * len(shown)),
        on_select=lambda: _clicked(numbers),
        selection_mode="single-row",
        column_config=_columns(language),
    )
    downloads.row("batches", lambda: shown, {language.gettext("What it is"): language.gettext("Batches")}, language)


def _columns(language: Language) -> dict:
    """Widths in px, so that the state of a batch is in sight; the file's name is whole in the detail."""
    say, config = language.gettext, st.column_config
    widths = {say("What the file holds"): 110, say("Sector"): 115, say("File"): 145, say("Accepted on"): 115}
    rows = {say("Rows"): config.NumberColumn(width=60, format="localized"), say("Batch"): config.Column(width=55)}
    return rows | {name: config.Column(width=px) for name, px in widths.items()}


def table(kept: pd.DataFrame, language: Language, names: Names) -> pd.DataFrame:
    """One row a batch, as it is read."""
    say = language.gettext
    return pd.DataFrame(
        {
            say("Batch"): kept["batch"].to_numpy(),
            say("What the file holds"): [words.file_kind(kind, language) for kind in kept["kind"]],
            say("Sector"): [names.sector(code) for code in kept["sector"]],
            say("Round"): [code or NOTHING for code in kept["survey"]],
            say("Wave"): [code or NOTHING for code in kept["wave"]],
            say("Rows"): kept["row_count"].to_numpy(),
            say("File"): list(kept["file_name"]),
            say("Accepted on"): [language.date(day) for day in kept["accepted_at"]],
            say("State"): [_state(batch, language) or say("counts") for _, batch in kept.iterrows()],
        }
    )


def _state(batch: pd.Series, language: Language) -> str:
    return "" if pd.isna(batch["withdrawn_at"]) else language.gettext("withdrawn")


def _clicked(numbers: list[str]) -> None:
    rows = st.session_state[TABLE].selection.rows
    if rows:
        choose("batch", numbers[rows[0]])
