"""What followed a notice, help or a project: before and after, against those about whom nothing was done."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from benchmarks.governance.feedback import DEED, KINDS, deeds_of, feedback_of
from tests import kit

SPECS = kit.specs(kit.indicator("i"))  # floor 60, benchmark 80: one unit is one point
WAVES = ("2024H1", "2024H2", "2025H1", "2025H2", "2026H1")


def measured(**makers: list[float]) -> pd.DataFrame:
    """ESTIMATE rows of makers in WAVES; every one may be judged."""
    rows = [
        {"sector": "things", "category": "thing", "indicator": "i", "enterprise": code, "wave": wave, "estimate": value}
        for code, values in makers.items()
        for wave, value in zip(WAVES, values, strict=True)
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(source="survey", n=100, low=frame["estimate"] - 1, high=frame["estimate"] + 1)


def deeds(*makers: str, kind: str = "notice", day: date = date(2025, 8, 1)) -> pd.DataFrame:
    return pd.DataFrame([("things", code, "i", kind, day) for code in makers], columns=list(DEED))


def row(found: pd.DataFrame, about: pd.DataFrame, kind: str = "notice", **more: object) -> pd.Series:
    return feedback_of(about, found, SPECS, **more).set_index("kind").loc[kind]


OTHERS = {"C": [70, 70, 70, 70, 71], "D": [70, 70, 70, 70, 72], "E": [70, 70, 70, 70, 73]}


def test_before_is_the_last_but_one_wave_and_after_the_first_that_begins_later():
    """Told on 1 August 2025: before 2024H2, not 2025H1 by which they were chosen; after 2026H1.

    A 60 to 70 and B 60 to 72 are +10 and +12; C, D and E changed by 1, 2 and 3, their mean is 2: beyond them +8 and
    +10, mean 9. SE2 = 2 / 2 + 1 / 3, df = 1.3333^2 / (1 + 0.3333^2 / 2) = 1.684. From the wave by which they were
    chosen (50 and 52) it would be +20 less 2 = 18: 9 of them are the return to the mean.
    """
    found = row(measured(A=[60, 60, 50, 50, 70], B=[60, 60, 52, 52, 72], **OTHERS), deeds("A", "B"))
    assert found[["makers", "others", "deeds"]].tolist() == [2, 3, 2]
    assert found[["change", "others_change", "beyond"]].tolist() == pytest.approx([11, 2, 9])
    assert found[["naive", "regression"]].tolist() == pytest.approx([18, 9])
    breaks = {("things", "i"): (date(2026, 1, 1),)}  # asked otherwise after the deed: nothing is comparable
    anew = row(measured(A=[60, 60, 50, 50, 70], B=[60, 60, 52, 52, 72], **OTHERS), deeds("A", "B"), breaks=breaks)
    assert anew[["verdict", "reason"]].tolist() == ["cannot_tell", "not_measured"]
    assert found["high"] - 9 == pytest.approx(9 - found["low"]) == pytest.approx(5.17387 * np.sqrt(4 / 3), abs=0.3)


def test_about_whom_anything_else_was_done_is_no_comparison():
    """E had help in between: C and D alone are left, mean 1.5."""
    about = pd.concat([deeds("A", "B"), deeds("E", kind="help", day=date(2025, 3, 1))])
    found = row(measured(A=[60] * 4 + [70], B=[60] * 4 + [72], **OTHERS), about)
    assert found[["others", "others_change"]].tolist() == [2, 1.5]


@pytest.mark.parametrize(
    ("makers", "reason"), [(("A",), "too_few_makers"), ((), "no_deed"), (("A", "B", "C", "D"), "not_measured")]
)
def test_where_it_cannot_be_told_it_says_so_and_why(makers, reason):
    found = measured(A=[60] * 4 + [70], B=[60] * 4 + [72], **OTHERS)
    about = pd.concat([deeds(*makers), deeds("A", kind="help")])  # some sector is known
    assert row(found, about)[["verdict", "reason"]].tolist() == ["cannot_tell", reason]


def test_what_is_not_told_has_no_numbers():
    found = row(measured(A=[60] * 4 + [70], B=[60] * 4 + [72], **OTHERS), deeds("A", "B"), tells=lambda _: False)
    assert found["reason"] == "not_told" and found[["makers", "change", "beyond", "low"]].isna().all()


def test_makers_that_are_alike_and_are_told_of_bad_luck_are_not_called_better():
    """200 worlds of 20 equal, unchanged makers, the worst five of 2025H1 are told: by that wave they "improve" by

    1.3 standard deviations of chance on average (the mean of the five lowest of 20), by the one before by 0.
    """
    rng, called, beyond, naive = np.random.default_rng(20), 0, [], []
    for _ in range(200):
        values = rng.normal(70, 2, (20, len(WAVES)))
        codes = [f"M{at:02d}" for at in range(20)]
        found = measured(**dict(zip(codes, values.tolist(), strict=True)))
        worst = [codes[at] for at in values[:, 2].argsort()[:5]]
        told = row(found, deeds(*worst))
        called += told["verdict"] != "cannot_tell"
        beyond.append(told["beyond"])
        naive.append(told["naive"])
    assert called / 200 <= 0.05 + 3 * (0.05 * 0.95 / 200) ** 0.5
    assert abs(np.mean(beyond)) < 3 * np.std(beyond) / 200**0.5
    assert np.mean(naive) == pytest.approx(2 * 1.24 / 0.75, abs=0.4)  # less the others, who are that much luckier


def test_deeds_are_notices_of_lots_that_failed_records_in_force_help_and_projects():
    checks = pd.DataFrame(
        [("things", "A", True, "2025-08-01", "i;j"), ("things", "B", False, "2025-08-01", "")],
        columns=["sector", "enterprise", "fails", "notified_on", "failed"],
    )
    records = pd.DataFrame([("things", "B", date(2025, 7, 1))], columns=["sector", "enterprise", "from"])
    names = ["sector", "enterprise", "indicator", "partners", "registered_at"]
    acts = pd.DataFrame(
        [("things", "C", "i", [["bank", "x"]], "2025-01-01"), ("things", "D", "i", [], "2025-01-01")], columns=names
    )
    run = pd.DataFrame([("things", "A;E", "i", "2025-02-02")], columns=["sector", "members", "problem", "start"])
    found = deeds_of(checks, records, acts, run)
    told = [(each.enterprise, each.indicator, each.kind) for each in found.itertuples()]
    assert told == [
        *(("A", "i", "notice"), ("A", "j", "notice"), ("B", "", "penalty"), ("C", "i", "help")),
        *(("A", "i", "project"), ("E", "i", "project")),
    ]
    assert {each[2] for each in told} == set(KINDS)
