"""Who gets no page of this server at all, and why."""

from data.kept import batches
from data.viewer import LOCAL
from pages.parts.frame import mode, platform
from pages.parts.shell.closed import closed
from pages.parts.words.language import Language


def refusal(language: Language) -> bool:
    """Draw why this session gets no page, where it gets none; returns whether it does not."""
    say = language.gettext
    if not mode.reachable():
        closed(
            say("This server answers only its own machine"),
            say(
                "Nobody signs in here, so nobody from elsewhere is let in. Whoever runs the server finds how to set up "
                "sign-in in docs/sign-in.md, and how to open the server to others in docs/deployment.md."
            ),
        )
        return True
    if mode.mode() == "demo" and not batches.batches(platform.store(), LOCAL)["synthetic"].all():
        closed(
            say("This store is not shown in a demonstration"),
            say("It holds real batches, and a demonstration is open to everyone: start it with a store of its own."),
        )
        return True
    return False
