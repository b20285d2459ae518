"""When a wave is shown and to whom, and which one screens start with, in words a reader follows."""

from benchmarks import policy
from pages.parts.words.language import Language
from pages.parts.words.method import Section


def waves(language: Language) -> Section:
    """States, coverage, replies."""
    say = language.gettext
    return Section(
        "waves",
        say("Waves are published"),
        (
            say(
                "A wave of a sector is **open** (its association and administrators see it), **in preview** until a "
                "day (each maker sees its own results too, without those of others) or **published**. The state "
                "follows from decisions, each kept with author, moment and reason, and from the day; a preview ends by "
                "itself. Where nobody ever decided in a sector everything is shown as it is loaded; from the first "
                "decision on older waves stay shown and newer ones wait."
            ),
            say(
                "**Coverage** is the share of expected results that are measured: enterprise × category × source, as "
                "far as the last whole wave measured them and the enterprise is still registered. Screens start at the "
                "newest published wave with {share:.0%} or more."
            ).format(share=policy.MIN_WAVE_COVERAGE),
            say(
                "While a wave is in preview a maker may **reply** to its own results. The newest reply stands beside "
                "the result for all who see it by name, in files too, and stays there once the wave is published."
            ),
        ),
        (),
        ("test_waves", "test_wave_coverage"),
    )
