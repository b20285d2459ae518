"""The receipt of a score with what it rests on: how many measurements of each input were made in scope."""

from benchmarks.index import receipt as scores
from benchmarks.infrastructure.scopes import STATES, resting
from benchmarks.reading import Reading
from data.frames import each_row


def receipt(reading: Reading) -> dict:
    """As benchmarks.index.receipt.receipt; a tested input has `scope` too: its measurements by state, those there are.

    Refuses what is not known, and what the viewer may not see, with NoReceipt in the same words.
    """
    slip = scores.receipt(reading)
    counts = resting(reading)
    found = {row.indicator: dict(zip(STATES, row[6:11], strict=True)) for row in each_row(counts)}
    return slip | {"inputs": [each | _scope(found.get(each["indicator"])) for each in slip["inputs"]]}


def _scope(counts: dict[str, int] | None) -> dict:
    return {"scope": {state: int(n) for state, n in counts.items() if n}} if counts else {}
