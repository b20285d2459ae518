"""Who is drawn, with which chance: exact, and drawn again by anybody."""

import pandas as pd
import pytest

from benchmarks.governance.draw import LISTED, _left_to_draw, draw_of, drawn, list_hash, probabilities
from benchmarks.governance.draw_file import changed, form, written
from data.refusal import Refused


def listed(*tiers: str, out: str = "") -> pd.DataFrame:
    """A list of makers M00, M01, ... with these tiers; those named in `out` were drawn lately."""
    codes = [f"M{at:02d}" for at in range(len(tiers))]
    rows = [(code, "thing", tier, "recent" if code in out else "", "") for code, tier in zip(codes, tiers, strict=True)]
    return pd.DataFrame(rows, columns=list(LISTED))


MIX = ["T1"] * 6 + ["T2"] * 10 + ["T3"] * 4 + ["T4"] * 3


@pytest.mark.parametrize(("makers", "budget"), [(23, 8), (23, 22), (6, 5), (5, 5), (7, 3)])
@pytest.mark.parametrize("reserve", [0.2, 0.5, 1.0])
def test_the_chances_of_all_sum_to_the_budget_and_none_is_above_one(makers, budget, reserve):
    by_reserve, by_tier = probabilities((MIX * 2)[:makers], budget, reserve)
    assert by_reserve.sum() + by_tier.sum() == pytest.approx(budget, abs=1e-9)
    assert (by_reserve + by_tier).max() <= 1 + 1e-12


def test_a_fifth_of_ten_lots_is_two_drawn_from_all_alike_and_the_rest_goes_by_tier():
    """Of 20 makers of the middle and 10 lots: 2 / 20 by the reserve, 8 / 20 by tier, one half in all."""
    rows = draw_of(listed(*["T2"] * 20), 10, 0.2, "spring")
    assert rows["pi_reserve"].tolist() == pytest.approx([0.1] * 20)
    assert rows["pi_tier"].tolist() == pytest.approx([0.4] * 20)
    assert rows["chosen"].value_counts()[["reserve", "tier"]].tolist() == [2, 8]


def test_a_reserve_is_rounded_up_so_that_it_is_never_less_than_asked():
    assert drawn(["T2"] * 20, 6, 0.2, "spring", "list").count("reserve") == 2  # a fifth of 6 is 1.2


def test_who_failed_more_is_drawn_more_often_and_nobody_is_left_alone_or_certain():
    """23 makers, 8 lots, 2 of them at random: T1 0.09, T2 0.18, T3 0.36, T4 0.72 by tier, as 0.5 to 1 to 2 to 4."""
    _, by_tier = probabilities(MIX, 8, 0.2)
    means = [by_tier[a:b].mean() for a, b in ((0, 6), (6, 16), (16, 20), (20, 23))]
    assert means == pytest.approx([0.091, 0.182, 0.364, 0.725], abs=0.002)
    assert by_tier.min() > 0 and by_tier.max() < 0.9


def test_nobody_is_drawn_twice_in_six_months():
    rows = draw_of(listed(*["T2"] * 8, out="M01 M05"), 6, 0.2, "spring").set_index("enterprise")
    assert rows.loc[["M01", "M05"], "draw_prob"].tolist() == [0, 0]
    assert (rows.drop(["M01", "M05"])["chosen"] != "").all()


@pytest.mark.parametrize(
    ("budget", "reserve", "seed", "code"),
    [(5, 0.19, "s", "draw_reserve"), (1, 0.2, "s", "draw_budget"), (5, 0.2, " ", "draw_budget")],
)
def test_a_draw_with_a_reserve_under_a_fifth_or_without_a_seed_is_refused(budget, reserve, seed, code):
    with pytest.raises(Refused) as refused:
        draw_of(listed(*["T2"] * 9), budget, reserve, seed)
    assert refused.value.code == code


def test_a_product_is_not_drawn_twice_and_a_lot_without_its_product_stands_for_all():
    """Since 1 July: of A M1 was drawn and M2 is left; of B both were; of C a lot that names no product."""
    lots = [("A", "M1", "2025-08-01"), ("A", "M2", "2025-03-01"), ("B", "M1", "2025-09-01"), ("B", "M2", "2025-09-02")]
    lots += [("C", "", "2025-10-01"), ("C", "M2", "2025-03-01"), ("D", "M1", "2025-03-01")]
    frame = pd.DataFrame(lots, columns=["enterprise", "product", "day"]).assign(sector="things", category="thing")
    left = _left_to_draw(frame.assign(recent=frame["day"] > "2025-07-01"))
    assert {key[2]: products for key, products in left.items()} == {"A": "M2", "B": "", "C": ""}


def test_where_everybody_was_drawn_lately_nobody_is():
    with pytest.raises(Refused):
        draw_of(listed("T2", "T3", out="M00 M01"), 2, 0.2, "spring")


def test_the_same_seed_and_list_draw_the_same_and_the_order_of_the_list_is_no_matter():
    one, turned = listed(*MIX), listed(*MIX).iloc[::-1]
    assert list_hash(one) == list_hash(turned)
    pd.testing.assert_frame_equal(draw_of(one, 8, 0.2, "spring"), draw_of(turned, 8, 0.2, "spring"))
    seeds = {tuple(draw_of(one, 8, 0.2, f"seed {n}")["chosen"]) for n in range(6)}
    assert len(seeds) > 1


def test_the_file_is_drawn_again_and_a_changed_row_is_named():
    rows = written(listed(*MIX), "things", "2026H1", 8, 0.2, "spring")
    content = rows.to_csv(index=False)
    assert changed(content.encode()) == []
    lines = content.splitlines()
    at = next(n for n, line in enumerate(lines) if n and ",tier," in line)
    swapped = [*lines[:at], lines[at].replace(",tier,", ",,"), *lines[at + 1 :]]
    (told,) = changed("\n".join(swapped).encode())
    assert told == f"Line {at + 1}, {lines[at].split(',')[0]}: chosen differ from the draw."
    assert "The list is another" in changed(content.replace("M00,thing", "M99,thing").encode())[0]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe"])
def test_another_file_is_refused_in_a_sentence(content):
    with pytest.raises(Refused) as refused:
        changed(content)
    assert refused.value.code == "draw_no_file"


def test_the_form_of_its_lots_is_a_checks_file_with_its_chances_filled_in():
    rows = written(listed(*MIX), "things", "2026H1", 8, 0.2, "spring")
    lots = form(rows)
    assert lots.columns[:3].tolist() == ["check", "authority", "enterprise"] and len(lots) == 8
    assert lots["why_drawn"].value_counts()[["random", "risk"]].tolist() == [2, 6]
    assert lots["draw_prob"].tolist() == rows.loc[rows["chosen"] != "", "draw_prob"].tolist()
