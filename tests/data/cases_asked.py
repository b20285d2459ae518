"""Problems of files that leave open what a number means."""

from tests.data.check_files import MEMBERS, TEST, Case, Known

ROW = "ACME,panel,L1,2026-03-01,formaldehyde"


def measured(expected: list[str], columns: str, *cells: str) -> Case:
    """A test file of formaldehyde in panels (mg/m3) whose last columns and cells are these."""
    head = TEST.removesuffix(",value")
    rows = tuple(f"s{place},{ROW},{cell}" for place, cell in enumerate(cells))
    return Case("test", f"{head},{columns}", rows, tuple(expected))


ASKED: dict[str, list[Case]] = {
    "units_cell_column": [measured(["units_cell_column 2 value"], "value,unit", "7 ug/m3,mg/m3", "8 ug/m3,μg/m³")],
    "units_cell_header": [measured(["units_cell_header 3 value (mg/m3)"], "value (mg/m3)", "0.1", "7 ug/m3")],
    "units_column_header": [
        measured(["units_column_header 2 unit"], "检测值（mg/m³）,unit", "7,ug/m3", "8,毫克/立方米")
    ],
    "unit_incompatible_cell": [measured(["unit_incompatible_cell 2 value"], "value", "7 mg/kg", "0.1")],
    "unit_incompatible_header": [
        measured(["unit_incompatible_header 2 value (mg/kg)"], "value (mg/kg)", "7"),
        measured(["unit_incompatible_header 2 uncertainty (kg)"], "value,uncertainty (kg)", "7,0.1"),
    ],
    "unit_partly": [
        measured(["unit_partly 3 unit", "unit_partly 5 unit"], "value,unit", "7,ug/m3", "8,", "9,ug/m3", "9,"),
        measured(["unit_partly 3 value"], "value", "7 ug/m3", "8"),
    ],
    "percent_partly": [
        Case(
            *("test", TEST, ("s0,ACME,panel,L1,2026-03-01,moisture,0.8", "s1,ACME,panel,L1,2026-03-01,moisture,85%")),
            ("percent_partly 2 value",),
        )
    ],
    "label_in_count": [
        Case(
            *("survey", "response,enterprise,category,problems（9=其他）", ("a,ACME,sofa,9", "b,NORD,sofa,0")),
            ("label_in_count - problems(9=其他)",),
        )
    ],
    "blank_or_zero": [
        Case(
            *("survey", "response,enterprise,category,problems"),
            (*(f"r{n},ACME,sofa,{n}" for n in (1, 2, 3)), *(f"s{n},NORD,sofa," for n in (1, 2, 3))),
            ("blank_or_zero - problems",),
        )
    ],
    "scale_low_best": [
        Case(
            *("survey", "response,enterprise,category,满意度（分数越低越满意）", ("a,ACME,sofa,1", "b,NORD,sofa,3")),
            ("scale_low_best - 满意度(分数越低越满意)",),
        ),
        Case(
            *("survey", "response,enterprise,category,satisfaction (1 = best)", ("a,ACME,sofa,1", "b,NORD,sofa,3")),
            ("scale_low_best - satisfaction (1 = best)",),
        ),
    ],
    "count_or_rate": [
        Case(
            *("survey", "response,enterprise,category,problems"),
            ("a,ACME,sofa,25", "b,NORD,sofa,40", "c,NORD,sofa,133.5"),
            ("count_or_rate - problems",),
        )
    ],
    "percent_or_part": [
        Case(
            *("test", TEST, ("s0,ACME,panel,L1,2026-03-01,moisture,0.8", "s1,ACME,panel,L1,2026-03-01,moisture,0.85")),
            ("percent_or_part - value",),
        )
    ],
    "scale_beyond": [
        Case(
            *("survey", "response,enterprise,category,satisfaction"),
            tuple(
                f"r{n},{code},sofa,{n}" for n, code in zip((60, 70, 80, 90, 100), ("ACME", "NORD") * 3, strict=False)
            ),
            ("scale_beyond - satisfaction",),
        )
    ],
    "weights_apart": [
        Case(
            *("survey", "response,enterprise,category,satisfaction,weight"),
            tuple(f"r{n},{('ACME', 'NORD')[n % 2]},sofa,{5 + n % 6},{(1, 2000)[n // 2 % 2]}" for n in range(40)),
            ("weights_apart - weight",),
        )
    ],
    "ticked_or_blank": [
        Case(
            *("survey", "response,enterprise,category,would_buy", ("a,ACME,sofa,yes", "b,NORD,sofa,")),
            ("ticked_or_blank - would_buy",),
        )
    ],
    "scale_said": [
        Case(
            *("survey", "response,enterprise,category,满意度（1-5分）", ("a,ACME,sofa,4", "b,NORD,sofa,5")),
            ("scale_said - 满意度(1-5分)",),
        )
    ],
    "scale_falls": [
        Case(
            *("survey", "response,enterprise,category,满意度（1=非常满意；10=非常不满意）"),
            *(("a,ACME,sofa,4", "b,NORD,sofa,5"), ("scale_falls - 满意度(1=非常满意;10=非常不满意)",)),
        )
    ],
    "weights_two_scales": [
        Case(
            *(
                "survey",
                "response,enterprise,category,satisfaction,weight",
                ("a,ACME,sofa,4,2000", "b,NORD,sofa,5,2100"),
            ),
            *(("weights_two_scales - weight",), Known(enterprises=MEMBERS, weights={3: 1.0})),
        )
    ],
    "uncertainty_implausible": [
        measured(["uncertainty_implausible 2 uncertainty"], "value,uncertainty", "0.030,8", "0.030,0.003"),
        measured(["uncertainty_implausible 2 uncertainty"], "value,unit,uncertainty", "30,ug/m3,80"),
    ],
    "uncertainty_of_percent": [
        Case(
            *("test", f"{TEST},uncertainty", (f"s,{ROW.replace('formaldehyde', 'moisture')},12,8 %",)),
            ("uncertainty_of_percent 2 uncertainty",),
        )
    ],
    "uncertainty_relative": [measured(["uncertainty_relative - 相对不确定度"], "value,相对不确定度", "0.03,8")],
    "uncertainty_small_u": [measured(["uncertainty_small_u - u"], "value,u", "0.03,0.002")],
    "uncertainty_of_spread": [measured(["uncertainty_of_spread - U [SD]"], "value,U [SD]", "0.03,0.002")],
    "uncertainty_one_side": [
        measured(["uncertainty_one_side 2 uncertainty"], "value,uncertainty", f"0.03,{sides}")
        for sides in ("+0.005/-0.003", "+0.005")
    ],
    "uncertainty_twice": [measured(["uncertainty_twice 2 uncertainty"], "value,uncertainty", "0.03±0.004,0.005")],
}
