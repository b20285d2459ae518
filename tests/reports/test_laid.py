"""Where pages and facts stand on the sheets of a PDF."""

import re
from dataclasses import replace

from benchmarks.reports.document import Document, Page, Say, Table
from benchmarks.reports.facts import sealed
from benchmarks.reports.made import laid
from benchmarks.reports.written.inside import texts_of_pdf
from benchmarks.reports.written.pdf import pdf

FULL = Page("A table", [Table(["Name", "Value"], [[f"row {n}", f"{n}.25 points"] for n in range(80)], [3, 2])])
SHORT = Page("Few words", [Say("One sentence.")])


def of(*pages: Page) -> Document:
    return Document("board", "en", "Title", "Subtitle", pages, [], "Foot", {}, facts=sealed({}, []))


def test_pages_of_few_words_stand_under_one_another_and_full_ones_do_not():
    assert [each.joined for each in laid.flowing([SHORT] * 4)] == [False, True, True, True]
    assert [each.joined for each in laid.flowing([FULL, SHORT, FULL])] == [False] * 3
    many = laid.flowing([replace(SHORT, blocks=[Say("Words and more words. " * 90)])] * 4)
    assert [each.joined for each in many] == [False, True, False, True]  # two fill a sheet


def test_a_fact_of_a_table_that_runs_on_stands_on_the_sheet_that_shows_its_row():
    made = of(FULL, SHORT)
    rows = [{"page": 1, "place": "p", "keys": {"n": n}, "shown": f"{n}.25 points"} for n in range(80)]
    rows.append({"page": 2, "place": "q", "keys": {}, "shown": "One sentence."})
    laid.placed(made, rows)
    sheets = [re.sub(r"\s", "", each) for each in texts_of_pdf(pdf(made))]
    assert len(sheets) > 2
    for row in rows:
        assert re.sub(r"\s", "", str(row["shown"])) in sheets[int(row["page"]) - 1]
    assert rows[0]["page"] == 1 and rows[-1]["page"] == len(sheets)
    assert [row["page"] for row in rows] == sorted(row["page"] for row in rows)
