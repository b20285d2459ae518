"""The lines for pandas, R and Excel ask what their address takes, on every screen whose table has one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reports.addresses import names_of
from benchmarks.reports.questions import QUESTIONS
from benchmarks.scope.selection import Selection
from pages.parts.frame import programs

PAGES = Path(programs.__file__).parents[2]
# Screens that take a table away which no address tells: a person's own, or several results side by side.
NO_ADDRESS = {
    *("improve/portfolio.py", "improve/actions.py", "manage/audit.py", "results/receipt.py", "results/whatif.py"),
    *("submit/fieldwork.py", "submit/sample.py", "submit/upload.py", "submit/questionnaire.py", "results/story.py"),
    *("manage/people.py", "manage/profile.py", "rules/method.py"),
}


def _calls(file: Path, owner: str, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"{owner}.{name}":
            yield node


def _screens() -> Iterator[Path]:
    yield from (each for each in PAGES.glob("*/*.py") if each.parent.name != "parts")


def test_every_screen_with_a_table_to_take_away_has_the_lines_of_its_address():
    taking = {each for each in _screens() if any(_calls(each, "screen", "take_away"))}
    telling = {each for each in _screens() if any(_calls(each, "programs", "lines"))}
    assert len(telling) >= 19
    assert {str(each.relative_to(PAGES)) for each in taking - telling} <= NO_ADDRESS


def test_what_a_screen_asks_of_an_address_is_what_it_takes():
    for screen in _screens():
        for call in _calls(screen, "programs", "lines"):
            parameters = QUESTIONS[ast.literal_eval(call.args[0])].parameters
            said = {each.arg for each in call.keywords if each.arg}
            assert said <= {each.name for each in parameters}, screen


def test_the_address_says_what_is_selected_and_what_is_asked_beside_it():
    url = programs.address("plan-next", Selection("catering"), "http://here:8501/next", budget=500.0)
    assert url == "http://here:8501/api/v1/plan-next?sector=catering&budget=500.0&format=csv"
    assert {"sector", "budget", "format"} <= set(names_of("plan-next"))
