"""What the audit page makes of the store's codes."""

import pytest

from pages.parts.views.people import matter
from pages.parts.words.language import CHINESE, ENGLISH

MAKERS = {("home_furnishings", "FUR-01"): "Ninth Plank Home (FUR-01)"}


@pytest.mark.parametrize(
    ("what", "sector", "text", "english", "chinese"),
    [
        ("viewed", "home_furnishings", "*", "all enterprises of the sector", "该行业全部企业"),
        ("viewed", "", "*", "all enterprises", "全部企业"),
        ("viewed", "home_furnishings", "FUR-01", "Ninth Plank Home (FUR-01)", "Ninth Plank Home (FUR-01)"),
        ("viewed", "home_furnishings", "FUR-99", "FUR-99", "FUR-99"),
        ("uploaded", "catering", "batch 2: survey.csv", "Batch 2: survey.csv", "批次 2：survey.csv"),
        ("withdrew", "catering", "batch 2: wrong\nwave", "Batch 2: wrong\nwave", "批次 2：wrong\nwave"),
        (
            *("acted", "home_furnishings", "FUR-01, action 3: changed"),
            *("Ninth Plank Home (FUR-01), action 3: changed", "Ninth Plank Home (FUR-01)，行动3：修改"),
        ),
        (
            "acted",
            "catering",
            "CAT-08, action 12: evidence",
            "CAT-08, action 12: evidence added",
            "CAT-08，行动12：添加佐证",
        ),
        ("invited", "", "x@y.example: laboratory", "x@y.example: Laboratory", "x@y.example：实验室"),
        (
            *("changed_person", "", "x@y.example: regulator, not active"),
            *("x@y.example: Regulator, switched off", "x@y.example：监管部门，已停用"),
        ),
        ("exported", "", "gaps-catering-CAT-08", "gaps-catering-CAT-08", "gaps-catering-CAT-08"),
    ],
)
def test_a_deed_is_told_in_words_and_what_is_no_code_stays(what, sector, text, english, chinese):
    assert matter(what, sector, text, MAKERS, ENGLISH) == english
    assert matter(what, sector, text, MAKERS, CHINESE) == chinese
