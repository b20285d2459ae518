"""Problems with columns and cells that any kind of file can have."""

from tests.data.check_files import SURVEY, Case, one, survey, test, unit

ANY: dict[str, list[Case]] = {
    "no_rows": [survey([], "no_rows -", pad=False)],
    "column_missing": [
        survey(
            ["r1,ACME,7", "r2,NORD,8"],
            "column_missing 1 category",
            header="response,enterprise,satisfaction",
            pad=False,
        )
    ],
    "column_unknown": [
        survey(["r,ACME,sofa,7,x"], "column_unknown 1 colour", header=f"{SURVEY},colour"),
        survey(
            ["r1,ACME,sofa,7", "r2,NORD,sofa,8"],
            "column_unknown 1 enterprize",
            header="response,enterprize,category,satisfaction",
            pad=False,
        ),
        survey(
            ["r1,ACME,sofa,7", "r2,NORD,sofa,8"],
            "column_unknown 1 satisfactoin",
            header="response,enterprise,category,satisfactoin",
            pad=False,
        ),
    ],
    "column_unnamed": [Case("survey", f"{SURVEY},", ("r1,ACME,sofa,7,x", "r2,NORD,sofa,8,"), ("column_unnamed 1",))],
    "column_twice": [
        survey(["r,ACME,sofa,7,7"], "column_twice 1 满意度", header=f"{SURVEY},满意度"),
        Case(
            "survey",
            f"{SURVEY},satisfaction",
            ("r1,ACME,sofa,7,7", "r2,NORD,sofa,8,8"),
            ("column_twice 1 satisfaction (E)",),
        ),
    ],
    "column_of_tests": [
        survey(["r,ACME,sofa,7,0.1"], "column_of_tests 1 formaldehyde", header=f"{SURVEY},formaldehyde"),
        survey(["r,ACME,sofa,7,0.1"], "column_of_tests 1 甲醛释放量", header=f"{SURVEY},甲醛释放量"),
    ],
    "no_indicator": [
        survey(["r1,ACME,sofa", "r2,NORD,sofa"], "no_indicator 1", header="response,enterprise,category", pad=False)
    ],
    "column_empty": [
        survey(["r1,ACME,sofa,7,", "r2,NORD,sofa,8,"], "column_empty - comfort", header=f"{SURVEY},comfort", pad=False),
        survey(["r1,ACME,sofa,7,", "r2,NORD,sofa,8,"], "column_empty - psu", header=f"{SURVEY},psu", pad=False),
    ],
    "empty": [
        survey([",ACME,sofa,7"], "empty 4 response"),
        survey(["r,,sofa,7"], "empty 4 enterprise"),
        survey(["r,ACME,,7"], "empty 4 category"),
        survey(["r,ACME,sofa,7,"], "empty 4 weight", header=f"{SURVEY},weight"),
        one("empty", ""),
    ],
    "partly_empty": [
        survey(["r,ACME,sofa,7,"], "partly_empty 4 psu", header=f"{SURVEY},psu"),
        survey(["r,ACME,sofa,7,"], "partly_empty 4 stratum", header=f"{SURVEY},stratum"),
    ],
    "control_character": [
        survey(["r\x07,ACME,sofa,7"], "control_character 4 response"),
        survey(["r,AC\u202eME,sofa,7"], "control_character 4 enterprise"),
        survey(['"r\n1",ACME,sofa,7'], "control_character 4 response"),
    ],
    "too_long": [survey(["r" * 81 + ",ACME,sofa,7"], "too_long 4 response")],
    "not_a_number": [
        survey([f"r,ACME,sofa,{text}"], "not_a_number 4 satisfaction")
        for text in ("good", "0x5", "nan", "inf", "1_0", "1 2", "--1", "5%", "#N/A", "五", "1e999")
    ]
    + [one("not_a_number", "pass"), one("not_a_number", "n/a")],
    "number_grouped": [
        Case(
            "survey", f"{SURVEY},weight", ('r1,ACME,sofa,7,"1,000"', "r2,NORD,sofa,7,1"), ("number_grouped 2 weight",)
        ),
        one("number_grouped", '"1,000"'),
    ],
    "decimal_comma": [
        Case("survey", f"{SURVEY},weight", ('r1,ACME,sofa,7,"1,5"', "r2,NORD,sofa,7,1"), ("decimal_comma 2 weight",)),
        one("decimal_comma", '"0,05"'),
    ],
    "not_whole": [
        survey(["r,ACME,sofa,7,2.5"], "not_whole 4 problems", header=f"{SURVEY},problems"),
        survey(["r,ACME,sofa,7,1e1"], "not_whole 4 problems", header=f"{SURVEY},problems"),
        one("not_whole", "100.5", "wear_cycles"),
        one("not_whole", "1e4", "wear_cycles"),
    ],
    "out_of_range": [
        survey(["r,ACME,sofa,11"], "out_of_range 4 satisfaction"),
        survey(["r,ACME,sofa,7,-1"], "out_of_range 4 problems", header=f"{SURVEY},problems"),
        one("out_of_range", "12"),
        one("out_of_range", "<12"),
        unit("out_of_range 2 value", "formaldehyde", "12000", "ug/m3", ""),
    ],
    "not_yes_no": [
        Case(
            "survey",
            "response,enterprise,category,would_buy",
            ("r1,ACME,sofa,perhaps", "r2,NORD,sofa,2"),
            ("not_yes_no 2 would_buy", "not_yes_no 3 would_buy"),
        )
    ],
    "enterprise_unknown": [
        survey(["r,ACMEE,sofa,7"], "enterprise_unknown 4 enterprise"),
        survey(["r,71,sofa,7"], "enterprise_unknown 4 enterprise"),
        survey(["r,acme,sofa,7"], "enterprise_unknown 4 enterprise"),
        test(["a,OTHER,panel,L1,2026-03-01,formaldehyde,0.1"], "enterprise_unknown 2 enterprise"),
    ],
    "enterprise_elsewhere": [survey(["r,VOLT,sofa,7"], "enterprise_elsewhere 4 enterprise")],
    "category_unknown": [
        survey(["r,ACME,sofas,7"], "category_unknown 4 category"),
        survey(["r,ACME,椅子,7"], "category_unknown 4 category"),
    ],
    "not_for_category": [
        survey(["r,ACME,panel,7,7"], "not_for_category 4 comfort", header=f"{SURVEY},comfort"),
        test(["a,ACME,panel,L1,2026-03-01,seat_height,400"], "not_for_category 2 indicator"),
    ],
}
