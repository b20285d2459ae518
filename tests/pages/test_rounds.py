"""The screen of rounds: what is in and who is silent, and from deciding on a wave to who is shown it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ENTRY = Path(__file__).parents[2] / "streamlit_app.py"
AUTOMOBILES = {"role": "association", "own_sector": "automobiles"}
MAKER = {"role": "manufacturer", "own_sector": "automobiles", "own_automobiles": "AUT-04"}
pytestmark = pytest.mark.usefixtures("served")


def show(page: str, **asked: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    for name, value in ({"lang": "en"} | asked).items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, app.exception[0].value
    return app


def said(app: AppTest) -> str:
    kinds = ("title", "markdown", "caption", "warning", "success", "error")
    return "\n".join(each.value for kind in kinds for each in app.get(kind)).replace("\\", "")


def test_a_round_says_what_is_in_and_who_is_silent_and_a_preview_shows_it_to_its_makers():
    app = show("submit/waves", **AUTOMOBILES)
    # two makers x one category x tests, of the 34 results of 2026 H1; eight of the ten makers sent nothing
    assert app.title[0].value == "2 of 34 expected results are in; 8 enterprises are silent; not published"
    assert "Next: load what is missing" in said(app)
    closed = said(show("results/gaps", **MAKER, wave="2026H2"))
    assert "2026 H2 is not published yet; 2026 H1 is shown." in closed
    app.button(key="preview").click().run()
    assert "The preview is open." in said(app)
    assert "in preview until" in app.title[0].value
    own = said(show("results/gaps", **MAKER, wave="2026H2"))
    assert "2026 H2 is not published yet: until" in own
    assert "6% of what was expected is in." in own  # 2 of 34
    assert "2026 H2 is not published yet" in said(
        show("results/sector", role="regulator", sector="automobiles", wave="2026H2")
    )
    next(each for each in app.button if each.label == "Take the wave back").click().run()
    assert "needs a reason" in said(app)
    app.text_input(key="take_back_why").input("One laboratory was wrong")
    next(each for each in app.button if each.label == "Take the wave back").click().run()
    assert "The wave is taken back" in said(app)
    assert "One laboratory was wrong" in " ".join(each.value.to_string() for each in app.table)


def test_a_chinese_reader_is_told_the_same():
    app = show("submit/waves", **AUTOMOBILES, lang="zh")
    assert app.title[0].value.startswith("预期的 34 项结果中已有 2 项到位")


def test_sums_are_offered_to_the_association_alone_and_a_wrong_file_is_refused_on_the_page():
    app = show("submit/waves", **AUTOMOBILES)
    app.file_uploader(key="sums_file").upload("sums.json", b"{}")
    next(each for each in app.button if each.label == "Take these sums").click().run()
    assert [each.value for each in app.error] == [
        "This is not a file of sums, or it is cut: it is no JSON with a fingerprint. Ask for it again."
    ]
    regulator = show("submit/waves", role="regulator", sector="automobiles")
    assert "Take these sums" not in [each.label for each in regulator.button]
