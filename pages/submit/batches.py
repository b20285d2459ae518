"""What have I sent, and how do I take one back? The list of batches, one in detail, its withdrawal."""

from benchmarks.scope.selection import Selection
from data.kept.batches import batches
from pages.parts.frame import links, page, platform, programs, scope
from pages.parts.frame.choice import one_of
from pages.parts.frame.reader import current
from pages.parts.panels import batch as batch_detail
from pages.parts.panels import batches as batch_list
from pages.parts.views import batches as batches_view
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("batches", language, demo=False) as screen:
        say, names = language.gettext, scope.Names(language)
        every = batches(platform.store(), screen.viewer)
        screen.demo = bool(every["synthetic"].any())
        screen.head(*batches_view.answer(every, language, names))
        batch_detail.message()
        if every.empty:
            todo = say("Take the template on the page Upload, fill it, and load it: it will be listed here.")
            page.empty(say("Nothing has been loaded yet."), todo)
            return links.link("upload", say("Load a file"))
        kept = batch_list.filtered(every, language, names)
        if kept.empty:
            return page.empty(say("No batch is of this kind."), say("Choose other filters to see more."))
        batch_list.listed(kept, language, names)
        screen.take_away("batches", lambda: batches_view.table(kept, language, names))
        programs.lines("batches", Selection(), language)
        numbers = [str(number) for number in kept["batch"]]
        chosen = one_of("batch", say("Batch in detail"), numbers, lambda code: batches_view.short(kept, code, language))
        batch_detail.show(screen.viewer, kept[kept["batch"] == int(chosen)].iloc[0], language, names)


show(current())
