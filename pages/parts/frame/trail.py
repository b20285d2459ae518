"""What leaves a trace: an enterprise looked at by name, a file taken away."""

from collections.abc import Callable

import streamlit as st

from data.kept import audit, people
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import mode, platform
from pages.parts.frame.viewer import current_viewer


def side_by_side(viewer: Viewer, sector: str | None) -> None:
    """Note that all of a sector, or of all sectors, was looked at by name; a manufacturer sees no other."""
    if viewer.enterprises is None:
        viewed(viewer, sector or "", "*")


def viewed(viewer: Viewer, sector: str, enterprise: str) -> None:
    """Note that an enterprise was looked at by name, once a session."""
    key = f"viewed_{viewer.role}_{viewer.name}_{sector}_{enterprise}"
    if key not in st.session_state and viewer.sees_names:
        st.session_state[key] = True
        audit.note(platform.store(), viewer, "viewed", enterprise, sector)


def taken(name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The maker of a file that notes who takes it, when it is taken.

    A button stays in the browser after its page was drawn: who has lost their rights since then gets no file.
    """
    viewer, store, signed_in = current_viewer(), platform.store(), mode.mode() == "server"

    def noted() -> bytes:
        if signed_in and not people.still_in(store, viewer):
            raise Refused("not_in")
        content = make()
        audit.note(store, viewer, "exported", name)
        return content

    return noted
