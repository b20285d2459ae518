"""Problems that only surveys have."""

from tests.data.check_files import FIVE, SURVEY, Case, Known, before, survey

LOW_SCALE = [f"r{i},{'ACME' if i % 2 else 'NORD'},panel,{1 + i % 5}" for i in range(30)]

RESPONSE: dict[str, list[Case]] = {
    "weight_not_positive": [
        survey(["r,ACME,sofa,7,0"], "weight_not_positive 4 weight", header=f"{SURVEY},weight"),
        survey(["r,ACME,sofa,7,-1"], "weight_not_positive 4 weight", header=f"{SURVEY},weight"),
    ],
    "response_twice": [
        survey(["r,ACME,sofa,7", "r,NORD,sofa,6"], "response_twice 5 response"),
        survey(
            ["r,ACME,sofa,7", "r,NORD,sofa,6", "r,NORD,sofa,5"],
            "response_twice 5 response",
            "response_twice 6 response",
        ),
    ],
    "response_known": [
        survey(["r,ACME,sofa,7"], "response_known 4 response", known=Known(responses={"r", "z"})),
        survey(
            ["r,ACME,sofa,7", "r,NORD,sofa,7"],
            "response_known 4 response",
            "response_twice 5 response",
            known=Known(responses={"r"}),
        ),
    ],
    "psu_in_two_strata": [
        Case(
            "survey",
            f"{SURVEY},psu,stratum",
            ("r1,ACME,sofa,7,p,north", "r2,NORD,sofa,8,p,south", "r3,NORD,sofa,8,p,south", "r4,NORD,sofa,8,q,south"),
            ("psu_in_two_strata 3 psu",),
        )
    ],
    "answers_all_same": [survey(["r,ACME,sofa,6,6,6,6,6", "q,ACME,sofa,6,6,6,6,"], "answers_all_same 4", header=FIVE)],
    "one_enterprise": [survey(["r1,ACME,sofa,7", "r2,ACME,sofa,8"], "one_enterprise - enterprise", pad=False)],
    "scale_looks_wrong": [survey(LOW_SCALE, "scale_looks_wrong - satisfaction", pad=False)],
    "weight_carries": [
        survey(
            ["n,NORD,sofa,9,1", *(f"r{i},ACME,sofa,{7 + i % 3},{30 if i == 3 else 1}" for i in range(40))],
            "weight_carries 6 weight",
            header=f"{SURVEY},weight",
            pad=False,
        )
    ],
    "answer_carries": [
        survey(
            ["n,NORD,sofa,0", *(f"r{i},ACME,sofa,{35 if i == 3 else i % 4 // 3}" for i in range(43))],
            "answer_carries 6 problems",
            header="response,enterprise,category,problems",
            pad=False,
        )
    ],
    "moved_far": [
        survey(
            [f"r{i},ACME,sofa,{5 + i % 2}" for i in range(40)],
            "moved_far - satisfaction",
            known=before(satisfaction=9.0),
        )
    ],
    "enterprise_vanished": [
        survey(
            ["r,ACME,sofa,7"],
            "enterprise_vanished - enterprise",
            known=Known(last={("OLD", "sofa", "satisfaction"): (7.0, 0.1)}),
        )
    ],
    "indicator_vanished": [survey(["r,ACME,sofa,7"], "indicator_vanished -", known=before(comfort=7.0))],
}
