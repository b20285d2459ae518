"""What verdicts rest on, in words a reader follows: dated states, scopes, coming standards, holes."""

from benchmarks import policy
from pages.parts.words.language import Language
from pages.parts.words.method import Section


def resting(language: Language) -> Section:
    """States, scope, coming limits, holes, what hangs on a certificate."""
    say = language.gettext
    return Section(
        "resting",
        say("What verdicts rest on"),
        (
            say(
                "Certificates and accreditations are kept as events; the **state on a day** is computed from them and "
                "stored nowhere. The latest event that has begun counts, of one day the graver; after its last day "
                "valid is expired, and a suspension gives way to what was before it. The order of loading never "
                "matters; a correction is a new event that names the day whose events it takes the place of."
            ),
            say(
                "A measurement is **in scope** where a line of its laboratory's accreditation names the indicator, the "
                "day lies between its first and last and the value between its ends, all four included, and no event "
                "takes the accreditation away on that day. What was measured out of scope counts as before: it is "
                "said beside the verdict, in its first line."
            ),
            say(
                "A **coming limit** is held against the newest measurements by the rule of a mandatory level. A pass "
                "by the edition in force says nothing of another edition, and a number that nobody has seen is not "
                "guessed: both end as cannot be told. The chance to be ready is that the mean, at the pace of its last "
                "waves, is at the limit on its first day."
            ),
            say(
                "A **hole** is an indicator that no laboratory in scope can decide; it is weighed by the output of the "
                "makers that fell short of it. **What hangs** on a certificate is found along what names it as its "
                "basis, and from the day it was lost: accreditations, measurements, verdicts."
            ),
            say(
                "A **target of a year** stands in the spec of a sector with the day and who set it. Before the last "
                "wave of its year it is on pace where the line through the last waves is there in that wave with a "
                "chance of {sure} or more, not on pace under {rest}; in that wave the whole interval decides."
            ).format(sure=language.percent(policy.ON_PACE), rest=language.percent(1 - policy.ON_PACE)),
        ),
        (),
        (
            *("test_dated_states", "test_measurements_in_scope"),
            *("test_coming_standards", "test_certificates_and_holes", "test_targets"),
        ),
    )
