"""The text of each report, whole, in both languages: two makers, one indicator, one wave.

Written anew by `python -m tests.reports.test_texts`; what differs is read in the diff.
"""

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.reading import Reading
from benchmarks.reports.document import Bar, Cards, Document, Say, Series, Strip, Table, Tiles
from benchmarks.reports.made import report
from benchmarks.reports.written.inside import texts_of_pdf
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.demo_kit import SPECS
from tests.pages import two_makers

KEPT = Path(__file__).parents[1] / "golden" / "reports"
ABOUT = {
    "enterprise": Selection(two_makers.SECTOR, enterprise="FUR-01", wave="2025H2"),
    "sector": Selection(two_makers.SECTOR, wave="2025H2"),
    "board": Selection(wave="2025H2"),
    "ranking": Selection(two_makers.SECTOR, wave="2025H2"),
}
CASES = [(kind, language) for kind in ABOUT for language in LANGUAGES]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("texts") / "store.duckdb"
    two_makers.make(path)
    opened = open_store(path)
    yield opened
    opened.close()


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_the_text_of_each_report_is_the_one_that_was_read(store: Store, kind: str, language: str):
    kept = (KEPT / f"{kind}-{language}.txt").read_text(encoding="utf-8")
    assert text(store, kind, language) == kept, f"read what differs, then: python -m {__name__}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["enterprise", "sector", "board"])
def test_little_data_closes_up_and_a_fact_stands_on_the_sheet_it_names(store: Store, kind: str, language: str):
    made = report.document(kind, Reading(store, SPECS, LOCAL, ABOUT[kind]), LANGUAGES[language])
    sheets = [re.sub(r"\s", "", each) for each in texts_of_pdf(report.written(made, "pdf"))]
    assert len(sheets) <= 2 < len(made.pages) or (kind, len(sheets)) == ("board", 1)
    at = [next(n for n, said in enumerate(sheets) if re.sub(r"\s", "", page.title) in said) for page in made.pages]
    assert at == sorted(at) and at[-1] == len(sheets) - 1
    assert [page.joined for page in made.pages[1:]] == [one == other for one, other in pairwise(at)]
    printed = [each for each in made.facts["facts"] if each["place"] != "ladder" or each["column"] != "score"]
    assert printed
    assert [each for each in printed if re.sub(r"\s", "", each["shown"]) not in sheets[each["page"] - 1]] == []


def text(store: Store, kind: str, language: str) -> str:
    """A line for each thing said; the day it is made and digests of data and specs left out."""
    made = report.document(kind, Reading(store, SPECS, LOCAL, ABOUT[kind]), LANGUAGES[language])
    said = "\n".join(_lines(made)) + "\n"
    versions = "|".join(re.escape(f"{code} {spec.version}") for code, spec in SPECS.items())
    return re.sub(r"\b[0-9a-f]{12}\b", "HASH", re.sub(versions, "SPEC", said))


def _lines(made: Document) -> Iterator[str]:
    yield f"{made.title} | {made.subtitle} | {', '.join(made.badges)}"
    for page in made.pages:
        yield f"\n# {page.title}"
        for each in page.blocks:
            yield from _block(each)


def _block(block: object) -> Iterator[str]:
    if isinstance(block, Say):
        yield f"{block.style}: {block.text}"
    elif isinstance(block, Tiles):
        yield from (f"tile: {each.label} | {each.value} | {each.note} | {each.tone}" for each in block.tiles)
    elif isinstance(block, Cards):
        for card in block.cards:
            yield f"card: {card.title} | {card.badge} | {card.tone}"
            yield from (f"  {label}: {said}" for label, said in card.lines)
    elif isinstance(block, Table):
        yield f"table: {block.caption} | {' | '.join(block.head)} | {block.alt}"
        yield from ("  " + " | ".join(map(_cell, row)) for row in block.rows)
    elif isinstance(block, Strip | Series):
        yield f"{block.what}: {block.label} | {block.alt}"


def _cell(cell: str | Bar) -> str:
    if isinstance(cell, str):
        return cell.replace("\n", " / ")
    ends = (cell.score, cell.low, cell.high)
    return " ".join("-" if each is None else f"{each:.1f}" for each in ends) + f" {cell.tone}"


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        two_makers.make(Path(folder) / "store.duckdb")
        opened = open_store(Path(folder) / "store.duckdb")
        for case in CASES:
            (KEPT / f"{'-'.join(case)}.txt").write_text(text(opened, *case), encoding="utf-8")
        opened.close()
    sys.exit(0)
