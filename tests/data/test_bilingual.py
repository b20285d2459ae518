"""A text in both languages is told in one; any other text is told as it stands."""

import pytest

from data.bilingual import halves
from data.demo import actions, governance, help, infrastructure, projects
from data.demo.makers import laboratories
from pages.parts.words.language import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("Demo Certification ‖ 演示认证中心", "Demo Certification", "演示认证中心"),
        ("Glue, 4.5 % ‖ 改用 MDI 胶，4.5%", "Glue, 4.5 %", "改用 MDI 胶，4.5%"),
        ("SGS-CSTC 通标标准技术服务有限公司", *("SGS-CSTC 通标标准技术服务有限公司",) * 2),  # one name, not two
        ("Widgets / 部件 | 其他", *("Widgets / 部件 | 其他",) * 2),
        ("a ‖ b ‖ c", *("a ‖ b ‖ c",) * 2),
        (" ‖ 只有中文", *(" ‖ 只有中文",) * 2),
        ("A‖B", "A‖B", "A‖B"),
        ("", "", ""),
    ],
)
def test_the_part_of_the_reader_is_told(text, english, chinese):
    assert (ENGLISH.told(text), CHINESE.told(text)) == (english, chinese)
    assert ENGLISH.told(None) == ""


def test_every_text_of_the_demo_is_whole_in_each_language():
    told = [name for sector in ("catering", "home_furnishings") for _, name in laboratories(sector)]
    told += [one.measures for one in actions.ACTIONS]
    told += [name for one in actions.ACTIONS for _, name in one.partners]
    told += [text for one in governance.RECORDS for text in (one.basis, one.reply, *(e.reason for e in one.events))]
    told += [one.reason for one in governance.TIERED] + [one.text for one in help.REQUESTS]
    told += [part.split(": ", 1)[1] for one in projects.PROJECTS for part in one.partners.split("; ")]
    told += [one.title for one in projects.PROJECTS] + [infrastructure._BODY, infrastructure._SOURCE]
    for text in filter(None, told):
        english, chinese = halves(text)
        assert english.isascii() and not chinese.isascii() and english != chinese, text
