"""One formula broken on purpose."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """A formula, the file it stands in, the text of the file and what replaces it, and the test files that must fail.

    The text occurs exactly once in the file.
    """

    formula: str
    broken: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
