"""What another term would do before it takes effect: the open steps that would be due on another day."""

from datetime import UTC, date, datetime

import pandas as pd

from benchmarks.governance.clock import STEPS, clock_of
from benchmarks.governance.terms import terms
from benchmarks.reading import Reading
from data.kept import actions
from data.kept.tiers import AUTHORITY
from data.refusal import Refused
from data.viewer import LOCAL

SUPPOSED = ("sector", "check", "enterprise", "step", "party", "due_on", "state", "would_be_due", "would_be")
LONGEST = 730  # of the term's own unit
_KEYS = ["sector", "check", "step"]


def term_of(text: str) -> tuple[str, int]:
    """The step and the length of a term written STEP=LENGTH; refused as `steps_moved` refuses."""
    term, _, length = text.partition("=")
    if term not in STEPS or not (length.isdecimal() and 1 <= int(length) <= LONGEST):
        raise Refused("term_supposed", known=", ".join(STEPS), most=LONGEST, got=text)
    return term, int(length)


def steps_moved(reading: Reading, term: str = "", length: int = 0, on: date | None = None) -> pd.DataFrame:
    """SUPPOSED rows for the authority: open steps that a step's term would move if it were so long on that day.

    term: the step it is of. length: in the term's own unit. No fact is changed, and what is done stays done; with no
    term (default) none moves.
    Refused: a step without a term, a length that is not 1 to LONGEST.
    """
    if term:
        term_of(f"{term}={length}")
    every, day = reading.all_waves(), on or datetime.now(UTC).date()
    lots, acts, rules = every.checks, actions.actions(reading.store, LOCAL), terms()
    then = clock_of(lots, acts, rules.supposing(term, length), day)
    found = supposed_of(clock_of(lots, acts, rules, day), then)
    return every.told(found if reading.viewer.role in AUTHORITY else found.iloc[:0])


def supposed_of(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """SUPPOSED rows of CLOCK rows by today's terms and by others: steps not done now whose due day or state moves."""
    other = then[[*_KEYS, "due_on", "state"]].rename(columns={"due_on": "would_be_due", "state": "would_be"})
    both = now[now["state"] != "done"].merge(other, on=_KEYS, how="inner")
    moved = (both["due_on"] != both["would_be_due"]) | (both["state"] != both["would_be"])
    return both.loc[moved, list(SUPPOSED)].reset_index(drop=True)
