"""What is sent: the kind, the round and its wave, the file and its sheet, with what is already known offered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import pandas as pd
import streamlit as st

from benchmarks.intake.sending import Sending
from benchmarks.intake.template_book import workbook
from data.check.contract import KINDS, ROUNDS, TIMED
from data.kept.batches import Upload, batches
from data.kept.register import makers
from data.read import sheets
from data.viewer import Viewer
from data.wave import Wave, around, following, in_order
from pages.parts.frame import page, platform, scope
from pages.parts.frame.choice import one_of
from pages.parts.frame.downloads import XLSX
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

TURN = "upload_turn"  # grows with every file that was dealt with, so that the next one starts with an empty box


@dataclass(frozen=True)
class Form:
    """A file and what was said about it, not yet how it is mapped; identity is the session's name of its bytes."""

    sending: Sending
    identity: str

    @property
    def key(self) -> tuple[str | None, ...]:
        """What a check of the file depends on, apart from the mapping, the store and the specs."""
        sent, margins = self.sending.upload, self.sending.margins
        hashed = None if margins is None else sha256(margins).hexdigest()
        return self.identity, self.sending.sheet, hashed, sent.kind, sent.sector, sent.survey, sent.wave


def form(viewer: Viewer, language: Language) -> Form | None:
    """Draws the boxes; None until a file is there and its round is named."""
    say = language.gettext
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sector = scope.choose_sector(viewer, language)
            if sector is None:
                return None
            kinds = [code for code in KINDS if viewer.may_load(code, sector)]
            kind = one_of(
                *("kind", say("What the file holds"), kinds),
                lambda code: word(words.FILE_KIND, code, language),
                kinds[min(1, len(kinds) - 1)],
            )
            _template(viewer, sector, kind, language)
        survey = wave = title = ""
        if kind in TIMED:
            survey, wave, title = _round(viewer, sector, kind, language)
        told = say(
            "CSV, TSV, XLSX, XLS, ODS, SPSS, Stata or Parquet, up to 200 MB and 5 million rows. Nothing is written yet."
        )
        file = st.file_uploader(say("File"), key=_file_key(), help=told)
        if file is None:
            return None
        content = file.getvalue()
        names = sheets(content)
        margins = _margins(language) if kind == "survey" else None
        sheet = st.selectbox(say("Sheet of the workbook"), names, key="sheet") if len(names) > 1 else None
        if kind in TIMED and not ((survey or kind not in ROUNDS) and _is_wave(wave)):
            st.warning(say("Name the round and its wave first. A wave is written 2026, 2026H1, 2026Q3 or 2026-07."))
            return None
    version = platform.specs()[sector].version
    upload = Upload(kind, sector, content, file.name, survey, wave, title, spec_version=version)
    return Form(Sending(upload, sheet=sheet, margins=margins), file.file_id)


def nothing(viewer: Viewer, language: Language) -> None:
    """What to do while no file is there: the register comes first, because the other files name its enterprises.

    Nothing where a file waits for its round: the form says so.
    """
    if st.session_state.get(_file_key()) is not None:
        return
    say = language.gettext
    todo = say("Choose the kind and the sector, take the template, and drop the filled file here.")
    if viewer.may_load("register", next(iter(scope.sectors_of(viewer)), "")) and platform.enterprises(viewer).empty:
        todo = say("Start with the register of enterprises: survey and test files may only name who stands in it.")
    page.empty(say("No file has been chosen."), todo)


def _file_key() -> str:
    return f"file{st.session_state.get(TURN, 0) or ''}"


def _margins(language: Language) -> bytes | None:
    say = language.gettext
    with st.expander(say("Weights should add up to known population shares")):
        st.caption(
            say(
                "A small CSV with the columns variable, value and share; variable is enterprise, category, stratum or "
                "product. Weights are raked to it and trimmed; the effective sample size is said before you load."
            )
        )
        sent = st.file_uploader(say("Margins (CSV)"), key=f"margins{st.session_state.get(TURN, 0) or ''}")
    return None if sent is None else sent.getvalue()


def _template(viewer: Viewer, sector: str, kind: str, language: Language) -> None:
    spec, store = platform.specs()[sector], platform.store()
    st.download_button(
        language.gettext("Template"),
        lambda: workbook(spec, kind, language.code, makers(store, viewer, sector)),
        f"{kind}-{sector}.xlsx",
        XLSX,
        on_click="ignore",
        icon=":material/download:",
    )


def _round(viewer: Viewer, sector: str, kind: str, language: Language) -> tuple[str, str, str]:
    """Code, wave and title of the round; earlier ones are offered under their boxes."""
    say, known = language.gettext, batches(platform.store(), viewer)
    known = known[(known["sector"] == sector) & (known["kind"] == kind) & known["withdrawn_at"].isna()]
    left, middle, right = st.columns([3, 4, 3])  # the waves on offer need the room
    survey = ""
    with left:
        if kind in ROUNDS:
            survey = _offered(say("Code of the round"), "survey", "S1", list(dict.fromkeys(known["survey"]))[:4], say)
        else:
            st.caption(say("Checks have no round: their wave is that of the day on which they were sampled."))
    with middle:
        offers = _waves(known[known["survey"] == survey])
        wave = _offered(say("Wave"), "upload_wave", "2026H1", offers, say, language.wave_name)
    with right:
        title = st.text_input(say("Title of the round"), key="title", placeholder=say("optional")).strip()
    return survey, wave, title


def _waves(earlier: pd.DataFrame) -> list[str]:
    """The wave after the last of the round, the last itself, and what the calendar says, four at most."""
    last = in_order(list(earlier["wave"]))[-1:]
    offers = [*(following(code) for code in last), *last, *around(datetime.now(UTC).date())]
    return list(dict.fromkeys(offers))[:4]


def _offered(
    label: str,
    key: str,
    example: str,
    offers: Sequence[str],
    say: Callable[[str], str],
    shown: Callable[[str], str] = str,
) -> str:
    """A box to write in, and below it what can be taken with one click."""
    text = st.text_input(label, key=key, placeholder=example).strip()
    if offers:
        picked = f"offer_{key}"
        st.session_state[picked] = text if text in offers else None
        st.pills(
            say("Earlier and likely: {what}").format(what=label),
            offers,
            format_func=shown,
            key=picked,
            label_visibility="collapsed",
            on_change=_taken,
            args=(key, picked),
        )
    return text


def _taken(key: str, picked: str) -> None:
    st.session_state[key] = st.session_state[picked] or ""


def _is_wave(code: str) -> bool:
    try:
        return bool(Wave.parse(code))
    except ValueError:
        return False
