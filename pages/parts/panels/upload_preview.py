"""What loading a file would change, before anything is written: new results, who moved, who is gone."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from benchmarks.intake.preview import Preview
from benchmarks.words import breaks
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import downloads, platform, tables
from pages.parts.frame.scope import Names
from pages.parts.views import records
from pages.parts.words import markdown, quantities
from pages.parts.words import progress as progress_words
from pages.parts.words.language import Language


def show(found: Preview, viewer: Viewer, language: Language) -> None:
    """The answer in a sentence, those who moved as a table, those who came and went by name."""
    say, sent = language.gettext, found.outcome.upload
    if sent.kind not in ("register", "survey", "test"):
        return
    with st.container(border=True):
        st.header(title(found, language), anchor=False)
        for sentence in clauses(found, viewer, language):
            st.markdown(sentence)
        if len(found.movers):
            shown = table(found, viewer, language)
            tables.show(shown, "movers", height=min(320, 40 + 35 * len(shown)))
            about = {say("What it is"): title(found, language), say("File"): sent.file_name}
            downloads.row("what-would-change", lambda: shown, about, language)


def title(found: Preview, language: Language) -> str:
    """What the load would bring, as a headline."""
    say = language.gettext
    if found.outcome.upload.kind == "register":
        n = len(found.new_enterprises)
        text = language.ngettext(
            "{n} enterprise would be new in the register", "{n} enterprises would be new in the register", n
        )
        return text.format(n=language.number(n))
    return say("Loading it would bring {new} new results and change {changed}").format(
        new=language.number(found.new_estimates), changed=language.number(found.changed_estimates)
    )


def clauses(found: Preview, viewer: Viewer, language: Language) -> list[str]:
    """How far results moved since the wave before, and who came and went; each a sentence in Markdown."""
    say, named = language.gettext, _named(language, viewer)
    lines = []
    if found.new_cells:
        lines.append(say("It adds {n} cells to the store.").format(n=language.number(found.new_cells)))
    if found.before_wave and len(found.movers):
        moved, of = int(found.movers["moved"].sum()), len(found.movers)
        text = say("Since {wave}, **{moved} of {of}** results moved by more than 3 standard errors.")
        lines.append(text.format(wave=language.wave(found.before_wave), moved=moved, of=of))
    elif found.outcome.upload.kind in ("survey", "test") and not found.anew:
        lines.append(say("There is no earlier wave of this round to compare with."))
    if found.anew:
        lines.append(breaks.results(found.anew, language))
    if found.gone_enterprises:
        text = say("In the wave before and not in this file: **{names}**.")
        lines.append(text.format(names=markdown.escaped(language.both(map(named, found.gone_enterprises)))))
    if found.new_enterprises:
        text = say("New: {names}.")
        lines.append(text.format(names=markdown.escaped(language.both(map(named, found.new_enterprises[:12])))))
    lines.append(records.raking(found.outcome.upload.record.get("raking"), language))
    return [" ".join(line for line in lines if line)]


def table(found: Preview, viewer: Viewer, language: Language) -> pd.DataFrame:
    """One row a result that the file touches and the wave before knows, furthest first, with the change's interval."""
    say, names, named = language.gettext, Names(language), _named(language, viewer)
    sector, rows = found.outcome.upload.sector, []
    for row in each_row(found.movers):
        measure = platform.specs()[sector].indicator(row.indicator)

        def write(number: float, measure: quantities.Measure = measure) -> str:
            return quantities.value(number, measure, language)

        ends = row.change, row.change_low, row.change_high
        rows.append(
            {
                say("Enterprise"): named(row.enterprise),
                say("Category"): names.category(sector, row.category),
                say("Indicator"): names.indicator(sector, row.indicator),
                say("Before"): write(row.before),
                say("With this file"): write(row.estimate),
                say("Change"): "" if pd.isna(row.change) else progress_words.change_text(*ends, measure, language),
                say("Moved"): say("yes") if row.moved else "",
            }
        )
    return pd.DataFrame(rows)


def _named(language: Language, viewer: Viewer) -> Callable[[str], str]:
    names = Names(language).enterprises(platform.enterprises(viewer))
    return lambda code: names.get(code, code)
