"""What is new for me, and what do I do next?"""

from pages.parts.frame import page
from pages.parts.frame.reader import current
from pages.parts.panels.home import HOMES
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("home", language) as screen:
        HOMES[screen.viewer.role](screen, language)


show(current())
