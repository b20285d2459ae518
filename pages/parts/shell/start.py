"""The first run: an empty store is filled with the demo, once, behind a progress bar."""

import os
from functools import partial

import streamlit as st

from benchmarks.intake import demo as demo_fill
from data.store import on_lake
from data.viewer import LOCAL
from pages.parts.frame import mode, platform
from pages.parts.words.language import Language


def fill_once(language: Language) -> None:
    """Make the demo where the store is empty. A second browser waits for the first and finds it done.

    With QUALITY_DEMO=0 and in server mode an empty store stays empty: it waits for files of its own. A demonstration
    is sealed here, before any page of the session runs.
    """
    _fill(language)
    if mode.mode() == "demo":
        platform.store().seal()


def _fill(language: Language) -> None:
    if os.environ.get("QUALITY_DEMO") == "0" or mode.mode() == "server":
        return
    store = platform.store()
    if on_lake(store.path):  # several servers would fill it at once
        return
    if not store.unchanged.get("unfinished", partial(demo_fill.unfinished, store)):
        return
    place = st.empty()
    with place.container():
        st.title(language.gettext("The synthetic demo is being made"), anchor=False)
        st.markdown(
            language.gettext("Made-up makers, surveys and tests of four sectors are checked and loaded like anybody's.")
        )
        bar = st.progress(0.0, language.gettext("This takes less than a minute."))
    files = demo_fill.demo_files(platform.specs())
    done = 0

    def step(name: str) -> None:
        nonlocal done
        done += 1
        said = language.gettext("Checking and loading {file}, {done} of {all}").format(
            file=name, done=done, all=len(files)
        )
        bar.progress(done / len(files), said)

    demo_fill.fill(store, platform.specs(), files, step)
    place.empty()


def sector_names(language: Language) -> dict[str, str]:
    """Name of each sector that has a spec."""
    return {code: language.label(spec.label) for code, spec in platform.specs().items()}


def enterprise_names(language: Language) -> dict[str, dict[str, str]]:
    """For each sector the name of each registered enterprise, for the demo's role switch."""
    register = platform.enterprises(LOCAL)
    names = register["name_zh" if language.code == "zh" else "name_en"].fillna(register["enterprise"])
    found: dict[str, dict[str, str]] = {}
    for sector, code, name in zip(register["sector"], register["enterprise"], names, strict=True):
        found.setdefault(sector, {})[code] = name
    return found


def laboratory_codes() -> list[str]:
    """The code of each registered laboratory, for the role switch."""
    return list(platform.laboratories(LOCAL)["lab"])
