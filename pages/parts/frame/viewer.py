"""Who is looking: the sign-in says, or a switch where nobody signs in. Pages ask `current_viewer`, never which."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data.viewer import LOCAL, Viewer, association, manufacturer
from pages.parts.frame.choice import pick, remembered
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

ROLES = ("regulator", "association", "manufacturer", "visitor")
KEEPING = ("administrator", *ROLES[:-1], "laboratory", "visitor")  # where something is kept, somebody looks after it
_STATE = "viewer"


def current_viewer() -> Viewer:
    """The viewer of this session; a visitor, who sees nothing by name, where nobody has been let in."""
    return st.session_state.get(_STATE, Viewer("visitor"))


def let_in(viewer: Viewer) -> None:
    """Make this session that of the viewer."""
    st.session_state[_STATE] = viewer


def switch(
    language: Language,
    sectors: Mapping[str, str],
    enterprises: Mapping[str, Mapping[str, str]],
    laboratories: Sequence[str],
    roles: Sequence[str] = ROLES,
) -> Viewer:
    """The role switch where nobody signs in: draws it behind a button that says it, and lets the session in as that.

    sectors: name of each code; enterprises: for each sector the name of each code; laboratories: their codes.
    """
    now = word(words.ROLE, remembered("role", roles), language)
    with st.popover(language.gettext("See as: {role}").format(role=now), icon=":material/visibility:", key="see_as"):
        viewer = _chosen(language, sectors, enterprises, laboratories, roles)
    let_in(viewer)
    return viewer


def _chosen(
    language: Language,
    sectors: Mapping[str, str],
    enterprises: Mapping[str, Mapping[str, str]],
    laboratories: Sequence[str],
    roles: Sequence[str],
) -> Viewer:
    role = pick("role", language.gettext("See as"), roles, lambda code: word(words.ROLE, code, language))
    sector = enterprise = None
    if role in ("association", "manufacturer") and sectors:
        sector = pick("own_sector", language.gettext("Sector"), list(sectors), sectors.__getitem__)
    if role == "manufacturer" and sector:
        names = enterprises.get(sector, {})
        enterprise = pick(f"own_{sector}", language.gettext("Enterprise"), list(names), names.__getitem__)
    lab = pick("own_laboratory", language.gettext("Laboratory"), laboratories, str) if role == "laboratory" else None
    return _viewer(role, sector, enterprise, lab)


def _viewer(role: str | None, sector: str | None, enterprise: str | None, lab: str | None) -> Viewer:
    if role == "administrator":
        return LOCAL
    if role == "regulator":
        return Viewer("regulator")
    if role == "association" and sector:
        return association(sector)
    if role == "manufacturer" and sector and enterprise:
        return manufacturer(sector, enterprise)
    if role == "laboratory" and lab:
        return Viewer("laboratory", laboratories=frozenset({lab}))
    return Viewer("visitor")
