"""Which certificates end, what was tested while one was suspended, what hangs on one, and where nobody can decide."""

from datetime import date, timedelta

import pandas as pd
import pytest

from benchmarks.infrastructure.certificates import certificates_of, certified_of
from benchmarks.infrastructure.coverage import coverage
from benchmarks.infrastructure.hanging import hanging_of
from benchmarks.infrastructure.states import state
from benchmarks.reading import Reading
from data.kept.states import STATE_EVENT
from data.viewer import LOCAL, manufacturer
from tests.action_kit import enrol
from tests.kit import Shop, indicator, specs

DAY = date(2026, 11, 30)


def event(subject: str, word: str, start: str, until: str | None = None, **more: str) -> dict:
    one = dict.fromkeys(STATE_EVENT, "") | {"sector": "things", "kind": "certificate"}
    one |= {"subject": subject, "state": word}
    days = {"from": date.fromisoformat(start), "until": until and date.fromisoformat(until), "corrects": None}
    return one | days | more


def frame(*events: dict) -> pd.DataFrame:
    return pd.DataFrame(list(events), columns=list(STATE_EVENT))


def measured_on(*days: str, product: str = "P1", lab: str = "L1") -> pd.DataFrame:
    one = {"sector": "things", "enterprise": "A", "category": "thing", "wave": "2026H1", "indicator": "lead"}
    one |= {"lab": lab, "product": product}
    return pd.DataFrame([one | {"sample": f"s{i}", "tested_on": date.fromisoformat(d)} for i, d in enumerate(days)])


@pytest.mark.parametrize(("left", "window"), [(0, 7), (7, 7), (8, 30), (30, 30), (31, 90), (90, 90), (91, 0)])
def test_a_certificate_is_named_from_90_30_and_7_days_before_its_last_day(left, window):
    until = (DAY + timedelta(days=left)).isoformat()
    events = frame(event("C1", "valid", "2026-01-01", until, enterprise="A"))
    found = certificates_of(events, measured_on("2026-03-01"), DAY)
    assert (found["days_left"][0], found["ends_in"][0]) == (left, window)


def test_what_was_tested_on_the_days_of_a_suspension_is_counted_with_both_its_ends():
    events = (
        event("C1", "valid", "2026-01-01", enterprise="A", product="P1"),
        event("C1", "suspended", "2026-03-01", "2026-03-31", enterprise="A"),
    )
    rows = measured_on("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")
    found = certificates_of(frame(*events), rows, DAY)
    assert found[["tested_while", "tested_from", "tested_to"]].values.tolist() == [
        [2, date(2026, 3, 1), date(2026, 3, 31)]
    ]
    assert certificates_of(frame(*events), rows.assign(product="P2"), DAY)["tested_while"][0] == 0


def test_output_under_valid_certificates_is_that_of_makers_with_one_at_least():
    events = (
        event("C1", "valid", "2026-01-01", enterprise="A"),
        event("C2", "revoked", "2026-05-01", enterprise="A"),
        event("C3", "suspended", "2026-05-01", enterprise="B"),
    )
    register = pd.DataFrame({"sector": "things", "enterprise": ["A", "B", "C"], "output_share": [0.5, 0.3, 0.2]})
    (row,) = certified_of(state(frame(*events), DAY), register).to_dict("records")
    assert row == {
        **{"sector": "things", "makers": 3, "certified": 1},
        **{"output_valid": 0.5, "output_lost": 0.3, "output_none": 0.2},
    }


def test_a_revoked_calibration_names_what_rests_on_it_and_the_verdicts_from_its_day_on():
    events = (
        event("CAL", "valid", "2024-01-01", lab="L1"),
        event("CAL", "revoked", "2026-03-01", lab="L1"),
        event("ACC", "valid", "2024-01-01", kind="scope", lab="L1", basis="CAL"),
        event("C1", "valid", "2024-01-01", enterprise="A", basis="ACC"),
        event("C2", "valid", "2024-01-01", enterprise="B"),
    )
    gaps = pd.DataFrame(
        [{"sector": "things", "enterprise": "A", "category": "thing", "wave": "2026H1", "indicator": "lead"}]
    ).assign(level="floor", verdict="met")
    rows = measured_on("2026-02-28", "2026-03-01", "2026-03-02")
    found = hanging_of("CAL", frame(*events), rows, gaps, DAY)
    assert found[["subject", "kind", "steps", "state"]].fillna("").values.tolist() == [
        ["CAL", "certificate", 0, "revoked"],
        ["ACC", "scope", 1, "valid"],
        ["C1", "certificate", 2, "valid"],
        ["L1", "laboratory", 1, ""],
        ["CAL", "verdict", 2, ""],
    ]
    assert found.iloc[-1][["n", "first_day"]].tolist() == [2, date(2026, 3, 1)]  # not the one of the day before
    sound = hanging_of("ACC", frame(*events), rows, gaps, DAY)
    assert sound.iloc[-1]["n"] == 3  # nothing happened to it: all that was measured rests on it


def document(name: str, maker: str, day: str, *about: tuple[str, ...], kind: str = "report") -> dict:
    one = {"kind": kind, "document": name, "sector": "things", "enterprise": maker, "wave": "2026H1"}
    return one | {"made_on": date.fromisoformat(day), "about": list(about)}


def test_reports_and_receipts_that_tell_a_touched_result_are_named_with_the_day_they_were_made():
    own = ("things", "thing", "A", "2026H1", "lead")
    made = pd.DataFrame(
        [
            document("of-A", "A", "2026-04-01", own),
            document("slip-A", "A", "2026-04-02", own, kind="receipt"),
            document("whole-of-A", "A", "2026-04-03", ("things", "thing", "A", "2026H1", "")),  # its index
            document("of-others", "B", "2026-04-04", ("things", "", "", "2026H1", "")),  # told a count of the sector
            document("other-indicator", "A", "2026-04-05", ("things", "thing", "A", "2026H1", "gloss")),
            document("other-wave", "A", "2026-04-06", ("things", "thing", "A", "2025H2", "lead")),
            document("of-A", "A", "2026-04-01", own),  # the same in another format
        ]
    )
    events = [event("CAL", "valid", "2024-01-01", lab="L1"), event("CAL", "revoked", "2026-03-01", lab="L1")]
    gaps = pd.DataFrame([dict(zip(["sector", "category", "enterprise", "wave", "indicator"], own, strict=True))])
    rows = measured_on("2026-02-28", "2026-03-01", "2026-03-02")
    found = hanging_of("CAL", frame(*events), rows, gaps.assign(level="floor", verdict="met"), DAY, made)
    told = found[found["kind"].isin(("report", "receipt"))]
    assert told[["subject", "kind", "n", "made_on"]].values.tolist() == [
        ["of-A", "report", 2, date(2026, 4, 1)],
        ["slip-A", "receipt", 2, date(2026, 4, 2)],
        ["whole-of-A", "report", 2, date(2026, 4, 3)],
        ["of-others", "report", 0, date(2026, 4, 4)],  # none of its own measurements
    ]
    assert told["first_day"].tolist()[:3] == [date(2026, 3, 1)] * 3


def test_subjects_that_rest_on_each_other_are_told_once():
    events = (event("X", "valid", "2024-01-01", basis="Y"), event("Y", "valid", "2024-01-01", basis="X"))
    found = hanging_of("X", frame(*events), measured_on("2026-03-01").iloc[:0], pd.DataFrame(), DAY)
    assert found["subject"].tolist() == ["X", "Y"]


@pytest.fixture(scope="module")
def shop() -> Shop:
    """Seven makers of equal output of which two break the floor of lead; L1 is in scope, L2 no longer."""
    lead = indicator("lead", source="test", direction="lower", kind="mandatory", levels={"floor": 10, "benchmark": 1})
    made = Shop(specs(lead, indicator("taste"), indicator("gloss", source="test", levels={"floor": 1})))
    enrol(made.store, *"ABCDEFG", shares=(0.1,) * 7)
    values = dict.fromkeys("ABCDEFG", 5.0) | {"A": 15.0, "B": 15.0}
    rows = [{"enterprise": maker, "sample": maker, "uncertainty": 1.0, "indicator": "lead"} for maker in values]
    made.tests([row | {"value": values[row["enterprise"]], "lab": "L1"} for row in rows])
    import pyarrow as pa

    table = {"lab": ["L1", "L2"], "name": ["One", "Two"], "accreditation": ["1", "2"], "scope": ["lead", "lead;gloss"]}
    days = {"valid_until": [date(2027, 1, 1), date(2026, 1, 1)], "valid_from": pa.nulls(2, pa.date32())}
    numbers = {name: pa.nulls(2, pa.float64()) for name in ("low", "high", "cmc")}
    made._write("labs", pa.table(table | days | numbers), "", "", "things")
    return made


def test_an_indicator_is_weighed_by_the_output_that_fails_it_and_named_with_the_laboratories_in_scope(shop):
    found = coverage(Reading(shop.store, shop.specs, LOCAL), DAY).set_index("indicator")
    # A and B, a tenth of the output each; L2's accreditation ended on 2026-01-01.
    assert found.loc["lead", "output_failing"] == pytest.approx(0.2)
    assert found.loc["lead", ["labs_in_scope", "labs_capable", "makers"]].tolist() == [1, 1, 7]
    assert found.loc["gloss", ["labs_in_scope", "labs_capable"]].tolist() == [0, 0]  # a hole
    assert pd.isna(found.loc["taste", "labs_in_scope"])  # a survey is decided by no laboratory
    assert found.loc["lead", "last_day"] == pd.Timestamp(2026, 3, 1)


def test_a_maker_is_told_the_output_that_fails_where_six_others_were_measured(shop):
    reading = Reading(shop.store, shop.specs, manufacturer("things", "A"))
    assert coverage(reading, DAY).set_index("indicator").loc["lead", "output_failing"] == pytest.approx(0.2)
