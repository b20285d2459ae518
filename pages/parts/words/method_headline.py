"""How headline figures, terms, draws, tiers, projects and what worked are made, in words a reader follows."""

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


def rights(language: Language) -> Section:
    """The clock of a check, and official records."""
    say = language.gettext
    return Section(
        "rights",
        say("Rights and terms"),
        (
            say(
                "The **clock** counts every step of a failed check from its days, by the term in force then: dated "
                "rows with their citation. A day off hands on to the next working day. Late is who has a duty and its "
                "day is past; a right that is not used lapses. An objection holds up publicity and the check again, "
                "never the correction. **Official records** mirror decisions with authority, document, day and basis; "
                "one that is annulled, repaired or past its term is told to nobody, of no day, and the maker's reply "
                "stands beside it. Of two rules the milder counts; a stricter one never goes backwards."
            ),
        ),
        examples=("test_clock", "test_terms", "test_records"),
    )


def tiers(language: Language) -> Section:
    """Draw, tiers, axes, fairness, feedback."""
    say = language.gettext
    return Section(
        "tiers",
        say("Draws, tiers and what followed"),
        (
            say(
                "A **draw** takes a reserve from all alike ({reserve:.0%} of the lots or more), then the rest by tier "
                "from those that are left, both systematically from a seed and the list's own hash, so that anybody "
                "draws the same again. The chance of each to be drawn is exact, all of them sum to the budget, and the "
                "lots carry it to the headline."
            ).format(reserve=policy.DRAW_RESERVE),
            say(
                "A **tier** is proposed from the share of lots that fail, shrunk to what the other makers make likely. "
                "Worse than the middle takes {lots} lots and a chance of {p:.0%} to lie beyond the edge; else there is "
                "not enough evidence, which is treated as the middle. One person decides, another confirms. How often "
                "this errs is simulated in docs/simulation.md."
            ).format(lots=policy.TIER_LOTS, p=policy.TIER_P),
            say(
                "**Four axes** stand side by side and are never added: risk (failing lots by severity), credit "
                "(records in force), capacity (bottom lines met, certificates valid), willingness (duties in time, "
                "actions that worked, defects reported unasked). Size, age and region are no inputs; the table of "
                "**fairness** shows on whom tiers fall all the same."
            ),
            say(
                "**What followed** a notice, a record, help or a project is the change of those it was about less that "
                "of makers that were left alone, from the last wave but one before to the first after. The last wave "
                "before is what they were chosen by: what it would add is the return to the mean. All groups are "
                "judged together, at a false discovery rate of {rate:.0%}."
            ).format(rate=policy.FALSE_DISCOVERY),
        ),
        (
            Formula(
                r"\pi_i=\pi_i^{r}+\pi_i^{t},\qquad \sum_i\pi_i=n",
                "Madow (1949), Annals of Mathematical Statistics 20",
            ),
            Formula(
                r"\theta\sim\mathrm{Beta}(a_0+k,\;b_0+n-k),\qquad P(\theta>c)\ge 0.8",
                "Ridout, Demetrio and Firth (1999), Biometrics 55",
            ),
        ),
        ("test_draw", "test_tiers", "test_feedback"),
    )


def innovation(language: Language) -> Section:
    """Problems, projects, and what worked."""
    say = language.gettext
    return Section(
        "innovation",
        say("Problems, projects and what worked"),
        (
            say(
                "The **list of problems** is computed: what the sector would gain if everyone below reached the "
                "benchmark, how many of them are closing beyond chance, who is at work and which of five kinds of "
                "partner is missing."
            ),
            say(
                "Whether a **project worked** is the change of its members less that of makers that do nothing about "
                "the same problem, from a wave by which nobody was chosen to the first after its end. Cannot be told "
                "is an answer; what would have been found is said. Its cost is told for a point of one member."
            ),
            say(
                "**What worked** elsewhere is the mean of closed actions and projects in ladder points, failures "
                "counted, nobody named: effects differ in truth as well as by chance. Where the less exact ones are "
                "the larger ones, a warning says so."
            ),
        ),
        (
            Formula(
                r"\bar d=\frac{\sum w_i d_i}{\sum w_i},\quad w_i=\frac{1}{v_i+\hat\tau^2},\qquad "
                r"\mathrm{se}^2=\frac{\sum w_i(d_i-\bar d)^2}{(k-1)\sum w_i}",
                "Viechtbauer (2005), JEBS 30; Knapp and Hartung (2003), Statistics in Medicine 22",
            ),
            Formula(
                r"\bar\Delta_1-\bar\Delta_0\pm t_{0.975,\,\mathrm{df}}\;\mathrm{se}",
                "Welch (1947), Biometrika 34",
            ),
        ),
        ("test_problems", "test_projects", "test_library"),
    )
