"""What if: where would the index stand if these gaps closed, or if a level were raised?"""

from pages.parts.frame import page
from pages.parts.frame.choice import pick
from pages.parts.frame.reader import current
from pages.parts.panels.whatif import level, values
from pages.parts.words.language import Language

SUPPOSED = ("values", "level")


def show(language: Language) -> None:
    """The page."""
    with page.screen("whatif", language) as screen:
        say, viewer = language.gettext, screen.viewer
        named = dict(zip(SUPPOSED, (say("Values of one product"), say("A level, for everyone")), strict=True))
        # A maker is told its own: what a level would do to others is for those who see them.
        options = SUPPOSED if viewer.enterprises is None else SUPPOSED[:1]
        asked = "values"
        if len(options) > 1:
            asked = pick("suppose", say("What is supposed"), options, named.__getitem__) or asked
        (values.supposed if asked == "values" else level.supposed)(screen, language)


show(current())
