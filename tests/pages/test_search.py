"""The search: what is found is within the reader's rights, and each hit is a link to where it stands."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.kept.register import enterprises
from data.viewer import LOCAL, Viewer, association, manufacturer
from pages.parts.views.search import found
from pages.parts.words.language import ENGLISH, nearest

ENTRY = Path(__file__).parents[2] / "streamlit_app.py"
OWN = manufacturer("home_furnishings", "FUR-01")


def hits(viewer: Viewer, text: str, language: str = "en") -> set[tuple[str, str]]:
    return {(hit.kind, hit.label) for hit in found(viewer, text, nearest(language) or ENGLISH)}


def test_a_maker_never_finds_a_rival_by_code_or_by_name_in_any_language(shown):
    everyone = enterprises(shown, LOCAL)
    rivals = everyone[everyone["enterprise"] != "FUR-01"]
    assert len(rivals) > 30
    for texts in rivals[["enterprise", "name_en", "name_zh"]].itertuples(index=False):
        for text in texts:
            for language in ("en", "zh"):
                assert {kind for kind, _ in hits(OWN, text, language)} <= {"page"}, text
    assert ("maker", "Ninth Plank Home · Home furnishings") in hits(OWN, "ninth plank")


def test_the_same_words_find_makers_for_those_who_see_them(shown):
    assert ("maker", "Stone Pillow Living · Home furnishings") in hits(Viewer("regulator"), "FUR-06")
    assert ("maker", "石枕家居 · 家居") in hits(association("home_furnishings"), "石枕", "zh")
    assert hits(association("catering"), "石枕", "zh") == set() == hits(Viewer("visitor"), "石枕", "zh")


def test_indicators_levels_and_pages_are_links_to_where_they_stand(shown):
    told = {hit.kind: hit for hit in found(Viewer("regulator"), "GB 18584", ENGLISH)}
    assert told["level"].screen == "benchmarks" and told["level"].shown["sector"] == "home_furnishings"
    measure = next(hit for hit in found(OWN, "tip-over", ENGLISH) if hit.kind == "indicator")
    assert measure.shown["indicator"] == "tip_over_stability"
    assert ("page", "Audit") in hits(LOCAL, "audit") and ("page", "Audit") not in hits(OWN, "audit")


def test_one_letter_finds_nothing_and_one_chinese_sign_does(shown):
    assert found(LOCAL, "a", ENGLISH) == [] == found(LOCAL, "  ", ENGLISH)
    assert hits(LOCAL, "醛", "zh")


@pytest.mark.parametrize("asked", [{}, {"indicator": "tip_over_stability"}])
def test_one_indicator_has_an_address_of_its_own_on_the_benchmarks_page(shown, asked):
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    for name, value in {"lang": "en", "role": "regulator", "sector": "home_furnishings", **asked}.items():
        app.query_params[name] = value
    app.switch_page("pages/rules/benchmarks.py").run()
    assert not app.exception
    cards = [each.value for each in app.markdown if each.value.startswith("**") and ":gray-badge[" in each.value]
    assert len(cards) == 1 if asked else len(cards) > 5
    if asked:
        assert cards[0].startswith("**Tip-over stability")
