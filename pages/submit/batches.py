"""What have I sent, and how do I take one back? The list of batches, one in detail, its withdrawal."""

import streamlit as st

from data.kept.batches import batches
from pages.parts.frame import page, platform, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import batch as batch_detail
from pages.parts.shell import navigation
from pages.parts.views import batches as batches_view
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, say = current_viewer(), language.gettext
    if not page.allowed(viewer, navigation.roles("batches"), language):
        return
    every = batches(platform.store(), viewer)
    names = scope.Names(language)
    head = st.container()
    with head:
        place = ("submit", navigation.title("batches", language))
        title, body = batches_view.answer(every, language, names)
        page.head(language, place, [], title, body, demo=bool(len(every)) and bool(every["synthetic"].any()))
        told = st.session_state.pop(batch_detail.TOLD, None)
        if told:
            st.success(page.escaped(told))
    if every.empty:
        page.empty(
            language,
            say("Nothing has been loaded yet."),
            say("Take the template on the page Upload, fill it, and load it: it will be listed here."),
        )
        return
    kept = batches_view.filtered(every, language, names)
    if kept.empty:
        page.empty(language, say("No batch is of this kind."), say("Choose other filters to see more."))
        return
    batches_view.listed(kept, language, names)
    numbers = [str(number) for number in kept["batch"]]
    chosen = pick("batch", say("Batch in detail"), numbers, lambda code: batches_view.short(kept, code, language))
    batch_detail.show(viewer, kept[kept["batch"] == int(chosen)].iloc[0], language, names)


show(current())
