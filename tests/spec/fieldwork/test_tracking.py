"""How far a running round is: counts, a forecast with its interval, and who falls behind; never an estimate."""

from datetime import date
from math import sqrt

import pytest
from scipy import stats

from benchmarks.fieldwork.tracking import forecast, look, margins, rates, state_of, track
from benchmarks.intake import interim
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading, estimates
from data.kept.batches import Upload
from data.mapping.mapping import Mapping
from data.refusal import Refused
from data.viewer import LOCAL, association, manufacturer
from tests.kit import empty_store, indicator, specs

SPECS = specs(*(indicator(name) for name in ("quality", "taste", "service")))
REGISTER = "enterprise,name_en,name_zh,sector\nA,Ash,梣木,things\nB,Beech,榉木,things\n"
PLAN = "stratum,enterprise,category,take\neast,A,thing,10\nwest,A,thing,10\neast,B,thing,40\n"
HEAD = "response,start,end,interviewer,disposition,enterprise,category,stratum,quality,taste,service"


def sending(text: str) -> Sending:
    return Sending(Upload("survey", "things", text.encode(), "f.csv", "S1", "2026H2"), Mapping())


@pytest.fixture
def store():
    made = empty_store()
    load(made, SPECS, LOCAL, Sending(Upload("register", "things", REGISTER.encode(), "r.csv")))
    interim.plan(made, SPECS, LOCAL, sending(PLAN), date(2026, 9, 1), date(2026, 9, 20))
    return made


def interviews(*rows: tuple[str, str, int]) -> str:
    """maker, stratum and day in September of each interview."""
    lines = [
        f"r{k},2026-09-{day:02} 10:00:00,2026-09-{day:02} 10:{5 + k % 9:02}:00,I-1,1.1,"
        f"{maker},thing,{place},{50 + k},60,70"
        for k, (maker, place, day) in enumerate(rows)
    ]
    return "\n".join([HEAD, *lines, ""])


def counted(store, text: str, day: int):
    found = interim.count(store, SPECS, LOCAL, sending(text), date(2026, 9, day))
    assert found.errors == ()
    return found


def reading(store, viewer=LOCAL) -> Reading:
    return Reading(store, SPECS, viewer)


def test_days_to_come_bring_what_the_days_so_far_did_give_or_take_both_kinds_of_chance():
    found = forecast([2, 4, 3, 3], 6)
    variance = max(((2 - 3) ** 2 + (4 - 3) ** 2) / 3, 3)  # of the days it is 2 / 3; counts are no more even than chance
    half = stats.t.ppf(0.975, 3) * sqrt(6 * variance + 6**2 * variance / 4)
    assert found == pytest.approx((12 + 6 * 3, max(12, 30 - half), 30 + half, 3))
    assert forecast([2, 4], 0)[:3] == (6, 6, 6)


@pytest.mark.parametrize(
    ("planned", "daily", "left", "state"),
    [
        (12, [6, 6], 5, "done"),
        (1000, [6, 6, 5, 7], 5, "behind"),
        (30, [6, 6, 5, 7], 20, "on_pace"),
        (45, [6, 6, 5, 7], 4, "cannot_tell"),
        (45, [6, 6, 5, 7], 0, "over_short"),
    ],
)
def test_behind_is_who_misses_the_plan_with_the_whole_interval(planned, daily, left, state):
    assert state_of(planned, sum(daily), forecast(daily, left), left) == state


def test_a_round_is_counted_by_maker_and_stratum_and_no_answer_of_it_is_kept_or_estimated(store):
    counted(store, interviews(*[("A", "east", 1 + k % 5) for k in range(10)], ("B", "east", 2), ("A", "west", 3)), 5)
    rows = track(reading(store)).set_index(["by", "enterprise", "stratum"])
    a = rows.loc["maker", "A", ""]
    assert (a["planned"], a["in"], a["share"], a["days_left"]) == (20, 11, 11 / 20, 15)
    assert (a["pace"], a["forecast"]) == (11 / 5, 11 + 15 * 11 / 5)
    assert (a["state"], rows.loc["maker", "B", ""]["state"]) == ("cannot_tell", "behind")  # B: 1 of 40 in 5 days
    assert rows.loc["stratum", "", "east"][["planned", "in"]].tolist() == [50, 11]
    assert estimates(reading(store)).empty
    kept = store.query("SELECT content FROM fieldwork_event WHERE kind = 'interim'")["content"][0]
    assert '"quality"' not in kept
    assert store.query("SELECT count(*) AS n FROM response")["n"][0] == 0


def test_the_newest_export_replaces_the_one_before_and_the_loaded_survey_ends_the_round(store):
    counted(store, interviews(("A", "east", 1)), 3)
    counted(store, interviews(("A", "east", 1), ("A", "east", 4)), 4)
    assert track(reading(store)).set_index("enterprise").loc["A", "in"] == 2
    final = interviews(*[("A", "east", 1)] * 6).replace("start,end,interviewer,disposition,", "")
    rows = [line.split(",") for line in final.splitlines()]
    text = "\n".join(",".join([row[0], *row[5:]] if place else row) for place, row in enumerate(rows))
    assert load(store, SPECS, LOCAL, sending(text + "\n")).batch is not None
    assert track(reading(store)).empty


def test_a_maker_is_told_of_itself_and_of_no_stratum_and_who_sees_another_sector_of_nothing(store):
    counted(store, interviews(("A", "east", 1), ("B", "east", 1)), 2)
    mine = track(reading(store, manufacturer("things", "A")))
    assert mine["enterprise"].tolist() == ["A"]
    assert look(reading(store, manufacturer("things", "A"))).empty
    assert track(reading(store, association("other"))).empty
    assert len(track(reading(store, association("things")))) == 4  # two makers and two strata


def test_interviews_to_look_at_are_named_by_code_and_stay_counted(store):
    slow = interviews(*[("A", "east", 1 + k % 5) for k in range(8)])
    odd = [
        "x1,2026-09-02 23:10:00,2026-09-02 23:20:00,I-2,1.1,A,thing,east,41,52,63",  # at eleven in the night
        "x2,2026-09-02 11:00:00,2026-09-02 11:00:40,I-2,1.1,A,thing,east,8,8,8",  # 40 seconds, three times 8
        "x3,2026-09-02 12:00:00,2026-09-02 12:09:00,I-2,1.1,A,thing,east,8,8,8",  # as x2
        "x4,2026-09-02 12:00:00,2026-09-02 12:09:00,Li Lei,1.1,A,thing,east,9,9,9",  # a name is no code
    ]
    counted(store, slow + "\n".join([*odd, ""]), 5)
    found = look(reading(store))
    told = {row.reason: (row.interviewer, row.flagged, row.examples) for row in found.itertuples()}
    assert told == {
        "odd_hour": ("I-2", 1, "x1"),
        "too_fast": ("I-2", 1, "x2"),
        "straight_lined": ("I-2", 2, "x2;x3"),
        "doubled": ("I-2", 2, "x2;x3"),
    }
    assert track(reading(store)).set_index("enterprise").loc["A", "in"] == 12


def test_an_export_without_the_end_of_its_interviews_is_counted_without_days(store):
    answers = "response,enterprise,category,quality\nr1,A,thing,60\nr2,A,thing,70\n"
    assert counted(store, answers, 2).interviews == 2
    assert track(reading(store)).set_index("enterprise").loc["A", "in"] == 2


def test_contacts_that_are_no_interview_count_for_the_response_rate_only(store):
    rest = "".join(
        f"c{k},,,,{code},A,thing,{place},,,\n"
        for k, (code, place) in enumerate([("2.1", "east"), ("3.1", "west"), ("4.7", "west")])
    )
    found = counted(store, interviews(("A", "east", 1), ("A", "west", 1)) + rest, 2)
    assert (found.interviews, found.contacts) == (2, 5)
    row = rates(reading(store)).iloc[0]
    assert (row["stratum"], row["cases"], row["rr1"], row["rr5"]) == ("", 5, 2 / 4, 2 / 3)
    assert (row["raking"], len(margins(reading(store)))) == ("alike", 0)


def test_margins_are_offered_with_their_design_effect_and_weights_raked_to_them_have_it(store):
    """East 20 of 25 contacts, west 5 of 25: shares of one half; n_eff 25 / (25 x (0.25 / 20 + 0.25 / 5)) = 16."""
    none = "".join(f"c{k},,,,2.1,A,thing,{'east' if k < 5 else 'west'},,,\n" for k in range(25))
    held = interviews(*[("A", "east", 1)] * 20, *[("A", "west", 1)] * 5)
    counted(store, held + none, 2)
    whole, east, west = rates(reading(store)).to_dict("records")
    assert (whole["raking"], whole["weighting_deff"]) == ("helps", pytest.approx(25 / 16))
    assert (east["partial_r"], west["partial_r"]) == pytest.approx((sqrt(0.5) * 0.3, -sqrt(0.5) * 0.3))
    offered = margins(reading(store))
    assert offered[["value", "share"]].values.tolist() == [["east", 0.5], ["west", 0.5]]
    assert offered["weighting_deff"].tolist() == pytest.approx([25 / 16] * 2)
    assert margins(reading(store, manufacturer("things", "A"))).empty
    final = [",".join([row[0], *row[5:]]) for row in (line.split(",") for line in held.splitlines()[1:])]
    upload = sending("\n".join([HEAD.replace("start,end,interviewer,disposition,", ""), *final, ""])).upload
    taken = load(store, SPECS, LOCAL, Sending(upload, Mapping(), margins=offered.to_csv(index=False).encode()))
    assert taken.raking["n_eff"] == pytest.approx(16)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("enterprise,take\nA,3\n", [("plan_column", 1, "category")]),
        (
            "enterprise,category,take\nX,thing,3\nA,cup,-1\n",
            [("plan_unknown", 2), ("plan_unknown", 3), ("plan_take", 3)],
        ),
        ("enterprise,category,take\n", [("no_rows", None)]),
    ],
)
def test_a_bad_plan_is_refused_by_line(store, text, said):
    problems, n = interim.plan(store, SPECS, LOCAL, sending(text), date(2026, 9, 1), date(2026, 9, 20))
    assert n == 0
    assert [(each.code, each.line, each.column)[: len(told)] for each, told in zip(problems, said, strict=True)] == said


def test_a_plan_that_ends_before_it_starts_and_a_maker_who_sends_one_are_refused(store):
    with pytest.raises(Refused, match="ends on the day it starts"):
        interim.plan(store, SPECS, LOCAL, sending(PLAN), date(2026, 9, 2), date(2026, 9, 1))
    with pytest.raises(Refused):
        interim.count(store, SPECS, manufacturer("things", "A"), sending(PLAN), date(2026, 9, 2))


def test_an_interim_file_with_a_wrong_answer_is_refused_as_the_survey_would_be(store):
    found = interim.count(
        store, SPECS, LOCAL, sending(interviews(("A", "east", 1)).replace(",60,", ",600,")), date(2026, 9, 2)
    )
    assert [(each.code, each.line) for each in found.errors] == [("out_of_range", 2)]
    assert track(reading(store))["in"].sum() == 0
