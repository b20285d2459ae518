"""The list of batches: what the page answers, its filters and its table."""

import pandas as pd

from pages.parts.frame.scope import Names
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import NOTHING, Language, word
from pages.parts.words.terms import N

# Whether a batch counts, and where its data come from.
STATE = {"live": N("counts"), "withdrawn": N("withdrawn")}
ORIGIN = {"made_up": N("synthetic"), "real": N("real")}


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
        what=markdown.escaped(description(newest, language, names)),
        rows=sentences.count(int(newest["row_count"]), "row", language),
        day=language.date(newest["accepted_at"]),
    )
    return title, said


def description(batch: pd.Series, language: Language, names: Names) -> str:
    """What a batch holds: Survey answers, Home furnishings, S1, first half of 2026."""
    wave = language.wave(batch["wave"]) if batch["wave"] else ""
    parts = [word(words.FILE_KIND, batch["kind"], language), names.sector(batch["sector"]), batch["survey"], wave]
    return language.gettext(", ").join(part for part in parts if part)


def short(every: pd.DataFrame, code: str, language: Language) -> str:
    """A batch in a box: 12 · Survey answers · S1 · 2026H1."""
    batch = every[every["batch"] == int(code)].iloc[0]
    parts = [
        code,
        word(words.FILE_KIND, batch["kind"], language),
        batch["survey"],
        language.wave_name(batch["wave"]) if batch["wave"] else "",
        _state(batch, language),
    ]
    return " · ".join(part for part in parts if part)


def table(kept: pd.DataFrame, language: Language, names: Names) -> pd.DataFrame:
    """One row a batch, as it is read."""
    say = language.gettext
    return pd.DataFrame(
        {
            say("Batch"): kept["batch"].to_numpy(),
            say("What the file holds"): [word(words.FILE_KIND, kind, language) for kind in kept["kind"]],
            say("Sector"): [names.sector(code) for code in kept["sector"]],
            say("Round"): [code or NOTHING for code in kept["survey"]],
            say("Wave"): [language.wave_name(code) if code else NOTHING for code in kept["wave"]],
            say("Rows"): kept["row_count"].to_numpy(),
            say("File"): list(kept["file_name"]),
            say("Accepted on"): [language.date(day) for day in kept["accepted_at"]],
            say("State"): [_state(batch, language) or word(STATE, "live", language) for _, batch in kept.iterrows()],
        }
    )


def _state(batch: pd.Series, language: Language) -> str:
    return "" if pd.isna(batch["withdrawn_at"]) else word(STATE, "withdrawn", language)
