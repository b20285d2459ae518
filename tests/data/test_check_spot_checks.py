"""Checks: drawn lots, with why and with what chance they were drawn."""

from datetime import date

from tests.data.cases_checks import HEAD, SOUND
from tests.data.check_files import checked, found


def test_a_lot_is_typed_with_its_words_its_chance_and_the_ids_of_what_failed():
    header = f"{HEAD},region,draw_prob,severity,notified_on,correct_by,retest"
    lot = "C1,市场监管局,0071,人造板,2026年3月1日,流通,双随机,不合格,甲醛释放量；moisture,第1号"
    result = checked("checks", f"{header}\n{lot},广东省,25%,安全,2026-03-20,2027-01-05,合格\n")
    assert found(result) == []  # a day of correction may lie ahead; retest pass is no contradiction
    assert result.typed.to_pylist() == [
        {
            **{"line": 2, "check": "C1", "authority": "市场监管局", "enterprise": "0071", "source": "第1号"},
            **{"category": "panel", "place": "shop", "why_drawn": "random", "result": "fail", "severity": "safety"},
            **{"retest": "pass", "recheck": None, "sampled_on": date(2026, 3, 1), "notified_on": date(2026, 3, 20)},
            **{"correct_by": date(2027, 1, 5), "draw_prob": 0.25, "region": "440000"},
            "failed": "formaldehyde;moisture",
        }
    ]


def test_a_day_outside_the_wave_or_in_the_future_and_an_indicator_of_another_category_are_named_as_in_a_test():
    outside = SOUND.replace("2026-03-01", "2026-07-01")
    assert found(checked("checks", f"{HEAD}\n{outside}\n")) == [("date_outside_wave", 2, "sampled_on")]
    later = f"{HEAD},tested_on\n{SOUND},2026-12-01\n"
    assert found(checked("checks", later)) == [("date_future", 2, "tested_on")]
    stray = SOUND.replace("pass,", "fail,seat_height")
    assert found(checked("checks", f"{HEAD}\n{stray}\n")) == [("not_for_category", 2, "failed")]


def test_all_that_is_wrong_is_named_at_once():
    rows = [
        SOUND.replace("shop", "moon"),
        SOUND.replace("C1", "C2").replace("ACME", "NONE"),
        SOUND.replace("pass", "fail"),
    ]
    assert found(checked("checks", "\n".join([HEAD, *rows]))) == [
        *(("not_in_list", 2, "place"), ("enterprise_unknown", 3, "enterprise")),
        *(("check_twice", 4, "check"), ("failed_missing", 4, "result")),
    ]
