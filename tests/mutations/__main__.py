"""Breaks each formula in a copy of the tree and asks its tests: `python -m tests.mutations [--write] [part of a name]`.

Prints caught or survived; ends with 1 on a survivor, or where a replacement no longer matches its source. `--write`
stores who caught what and makes docs/mutations.md from it; with a part of a name, beside what is stored of the rest.
"""

import sys

from tests.mutations import run


def main(words: list[str]) -> int:
    """The command."""
    wanted = " ".join(word for word in words if not word.startswith("--"))
    chosen = [each for each in run.MUTATIONS if wanted in each.formula]
    if problems := run.unmatched():
        print("\n".join(problems))
        return 1
    with run.copied() as tree:
        if failed := run.first_failure(tree, sorted({name for each in chosen for name in each.tests})):
            print(f"fails before anything is broken: {failed}")
            return 1
        caught = {}
        for each in chosen:
            caught[each.formula] = run.caught_by(tree, each)
            print(f"{'caught  ' if caught[each.formula] else 'SURVIVED'}  {each.formula}: {caught[each.formula]}")
    if "--write" in words:
        known = run.stored() | caught
        run.store({each.formula: known.get(each.formula, "") for each in run.MUTATIONS})
    return 0 if all(caught.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
