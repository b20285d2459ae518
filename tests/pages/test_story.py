"""The demo's story: five steps, each with the figures of the results, none written down."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.index import national
from benchmarks.reading import Reading, estimates, gaps
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL
from tests.demo_kit import LATEST, SPECS

ENTRY = Path(__file__).parents[2] / "streamlit_app.py"


def show(language: str = "en", role: str = "regulator") -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    app.query_params["lang"], app.query_params["role"] = language, role
    app.switch_page("pages/results/story.py").run()
    assert not app.exception, app.exception[0].value
    return app


def on(app: AppTest) -> AppTest:
    next(each for each in app.button if each.label in ("Next", "下一步")).click().run()
    assert not app.exception, app.exception[0].value
    return app


def said(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown).replace("\\", "")


def test_five_steps_tell_what_the_results_hold(shown):
    about = Reading(shown, SPECS, LOCAL, Selection(wave=LATEST))
    board = national.board(about).query("level == 'sector' and dimension == 'overall'")
    best = board[board["broken_floors"] > 0].sort_values("score").iloc[-1]
    app = show()
    assert app.title[0].value == "A sector that looks good"
    assert f"{SPECS[best['sector']].label.en} stands at {best['score']:.1f} points" in said(app)
    app = on(app)
    broken = gaps(about).query("level == 'floor' and verdict == 'not_met' and level_kind == 'mandatory'")
    worst = broken[broken["sector"] == best["sector"]].sort_values("score").iloc[0]
    place = estimates(about.of(Selection(*worst[["sector", "category", "enterprise", "indicator", "wave"]]))).iloc[0]
    assert app.title[0].value == "The bottom line it hides"
    assert f"the mean stands at {place['estimate']:.3f}" in said(app)
    app = on(app)
    assert "closed its gap in" in said(app) and "but the bar moved by" in said(app)
    app = on(app)
    assert "Consumers give Ninth Plank Home" in said(app)
    app = on(app)
    assert "than the others" in said(app) and "En = " in said(app)
    ways = {each.proto.label for each in app.get("page_link")}
    assert {"Open the laboratories", "On to the board"} <= ways
    assert any("synthetic" in each.value.lower() for each in app.caption)


def test_it_is_told_in_chinese_and_only_to_who_sees_all_makers(shown):
    app = show("zh")
    assert app.title[0].value == "一个看起来不错的行业"
    assert "stands" not in said(app)
    app = show(role="visitor")
    assert app.title[0].value == "This page is not part of your role"
