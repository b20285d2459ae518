"""How long a step may take, and how its days are counted."""

from datetime import date

import pytest

from benchmarks.governance.terms import months_after, terms

RULES = terms()


def test_a_term_of_days_begins_the_day_after_and_hands_a_day_off_on_to_the_next_working_day():
    """Told on 20 January 2026: 15 days end on 4 February. Told on 2 February: on the 17th, in the Spring Festival, so
    on the 24th, the first working day after it."""
    assert RULES.due("objection", date(2026, 1, 20)) == date(2026, 2, 4)
    assert RULES.due("objection", date(2026, 2, 2)) == date(2026, 2, 24)


def test_working_days_leave_out_weekends_and_holidays_and_count_the_saturdays_that_make_up_for_them():
    """From Friday 13 February 2026: the 14th is worked (1), the 15th to 23rd are off, the 24th is 2."""
    assert RULES.calendar.end(date(2026, 2, 13), 2, "working_days") == date(2026, 2, 24)
    assert RULES.calendar.works(date(2026, 2, 14)) and not RULES.calendar.works(date(2026, 2, 23))


def test_correction_takes_60_days_a_recheck_75_and_a_second_one_90():
    told = date(2026, 3, 2)
    steps = {name: (RULES.due(name, told) - told).days for name in ("correction", "recheck", "second_recheck")}
    # 1 May and 16 May 2026 are days off: the next working days are 6 and 18 May; 31 May is a Sunday.
    assert steps == {"correction": 65, "recheck": 77, "second_recheck": 91}


def test_a_milder_rule_that_comes_later_applies_and_a_stricter_one_never_backwards():
    """General records of 2025 were shown for 36 months; since 1 April 2026 it is 12."""
    start = date(2025, 6, 1)
    assert RULES.mildest("record_general", start, date(2026, 3, 31)).length == 36
    assert RULES.mildest("record_general", start, date(2026, 4, 1)).length == 12
    later = [each.length for each in RULES.rows if each.id == "record_serious"]
    assert later == [36, 36] and RULES.mildest("record_serious", start, date(2026, 6, 1)).length == 36


def test_every_term_says_where_it_is_written_and_how_well_that_was_checked():
    assert all(each.cite.en and each.cite.zh and each.checked for each in RULES.rows)
    with pytest.raises(LookupError):
        RULES.at("nap", date(2026, 1, 1))


def test_a_month_ends_with_its_last_day():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
