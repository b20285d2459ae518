"""How headline figures are made of drawn lots, and what would lift the board, in words a reader follows."""

from benchmarks import policy
from pages.parts.words.language import Language
from pages.parts.words.method import Formula, Section


def _aligned(language: Language) -> str:
    say = language.gettext
    return say(
        "**Standards aligned** are the indicators whose standard adopts an international one (IDT or MOD; NEQ "
        "is no adoption), of those for which one exists. Each weighs the output of the categories it is asked "
        "of, the sectors equally; where the output of anyone measured is not known each counts once, and that "
        "is said. The time to adoption is the median of days from the international edition to the day in "
        "force. Both are counts, no samples."
    )


def headline(language: Language) -> Section:
    """Both bases, when a figure is printed, changes, key links."""
    say = language.gettext
    return Section(
        "headline",
        say("Headline figures"),
        (
            say(
                "A pass rate **by the random draw** weighs each drawn lot by the inverse of its chance: it stands for "
                "all lots that could have been drawn. Lots of one maker resemble each other, so makers are what was "
                "sampled. A rate **of all lots** adds up every lot, strata by their output; with suspects among the "
                "lots it is not representative and says so. Both stand on the screen, with the difference that picking "
                "suspects makes."
            ),
            say(
                "A figure is **not printed** with fewer than {lots} lots or {makers} makers, or where its standard "
                "error is above {share:.0%} of the share that fails, or passes if that is the smaller: then the reason "
                "stands in its place. Ours are of the files loaded here and never called national; official series "
                "stand beside them, end where they break and enter no index."
            ).format(lots=policy.MIN_LOTS, makers=policy.MIN_MAKERS, share=policy.MAX_CV),
            say(
                "A **change** of two periods is told with its interval and with the lots that would settle it, and is "
                "split: what changed inside the parts, what another mix of parts did, and what both did together."
            ),
            _aligned(language),
            say(
                "A **key link** is the board computed again with an indicator raised to its next level for everyone "
                "below, in the same worlds and with the board's own weights. Several together are computed together."
            ),
        ),
        (
            Formula(
                r"\hat p=\frac{\sum y_i/\pi_i}{\sum 1/\pi_i},\qquad "
                r"\mathrm{var}=\sum_h\frac{m_h}{m_h-1}\sum_{k\in h}(z_k-\bar z_h)^2,\qquad "
                r"z_k=\sum_{i\in k}\frac{(y_i-\hat p)/\pi_i}{\sum 1/\pi_j}",
                "Horvitz and Thompson (1952), JASA 47; Binder (1983); R survey, svymean",
            ),
            Formula(
                r"p_1-p_0=\sum w_0(x_1-x_0)+\sum x_0(w_1-w_0)+\sum(w_1-w_0)(x_1-x_0)",
                "Kitagawa (1955), JASA 50",
            ),
        ),
        ("test_headline", "test_leverage"),
    )
