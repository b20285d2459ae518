"""Problems that only laboratory tests have."""

from tests.data.check_files import Case, Known, one, test, unit

MEASUREMENT: dict[str, list[Case]] = {
    "indicator_unknown": [one("indicator_unknown", "1", "formaldehide", "indicator")],
    "indicator_of_surveys": [one("indicator_of_surveys", "7", "satisfaction", "indicator")],
    "not_pass_fail": [one("not_pass_fail", text, "label_right") for text in ("good", "0.5", ">1", "2")],
    "value_above": [one("value_above", text) for text in (">5", "≥ 5", "大于5")],
    "detection_limit_needed": [
        one("detection_limit_needed", text) for text in ("ND", "n.d.", "未检出", "Not detected")
    ],
    "detection_unclear": [
        one("detection_unclear", text) for text in ("LOD", "trace", "<LOQ", "<", "低于检出限", "bdl")
    ],
    "detection_limit_not_positive": [one("detection_limit_not_positive", text) for text in ("<0", "<-1")],
    "unit_unknown": [
        unit("unit_unknown 2 unit", "formaldehyde", "0.1", "bananas", ""),
        unit("unit_unknown 2 unit", "loudness", "50", "dB", ""),
    ],
    "unit_incompatible": [
        unit("unit_incompatible 2 unit", "formaldehyde", "0.1", "mg/kg", ""),
        unit("unit_incompatible 2 unit", "loudness", "50", "m", ""),
    ],
    "uncertainty_negative": [unit("uncertainty_negative 2 uncertainty", "formaldehyde", "0.1", "", "-0.01")],
    "uncertainty_too_large": [
        unit("uncertainty_too_large 2 uncertainty", "formaldehyde", "0.1", "", "11"),
        unit("uncertainty_too_large 2 uncertainty", "formaldehyde", "100", "ug/m3", "10001"),
    ],
    "uncertainty_unused": [unit("uncertainty_unused 2 uncertainty", "label_right", "pass", "", "0.1")],
    "date_unreadable": [
        test([f"a,ACME,panel,L1,{day},formaldehyde,0.1"], "date_unreadable 2 tested_on")
        for day in ("spring", "2026-02-30", "26-03-01", "2026-03", "1/3/26", "99999", "2026-13-01")
    ],
    "date_ambiguous": [test(["a,ACME,panel,L1,3/4/2026,formaldehyde,0.1"], "date_ambiguous 2 tested_on")],
    "date_future": [test(["a,ACME,panel,L1,2026-11-24,formaldehyde,0.1"], "date_future 2 tested_on")],
    "date_outside_wave": [test(["a,ACME,panel,L1,2026-07-01,formaldehyde,0.1"], "date_outside_wave 2 tested_on")],
    "sample_twice": [
        test(
            [
                "a,ACME,panel,L1,2026-03-01,formaldehyde,0.1",
                "a,ACME,panel,L1,2026-03-02,甲醛释放量,0.2",
                "a,ACME,panel,L2,2026-03-02,formaldehyde,0.2",
            ],
            "sample_twice 3 sample",
        )
    ],
    "sample_known": [
        test(
            ["a,ACME,panel,L1,2026-03-01,formaldehyde,0.1", "b,ACME,panel,L1,2026-03-01,formaldehyde,0.1"],
            "sample_known 3 sample",
            known=Known(samples={("b", "formaldehyde", "L1")}),
        )
    ],
    "sample_mixed": [
        test(
            ["a,ACME,panel,L1,2026-03-01,formaldehyde,0.1", "a,NORD,panel,L2,2026-03-01,formaldehyde,0.1"],
            "sample_mixed 3 sample",
        ),
        test(
            ["a,ACME,panel,L1,2026-03-01,formaldehyde,0.1", "a,ACME,sofa,L2,2026-03-01,formaldehyde,0.1"],
            "sample_mixed 3 sample",
        ),
    ],
    "lab_unknown": [test(["a,ACME,panel,L3,2026-03-01,formaldehyde,0.1"], "lab_unknown 2 lab")],
    "lab_foreign": [
        test(
            ["a,ACME,panel,L1,2026-03-01,formaldehyde,0.1", "b,ACME,panel,L2,2026-03-01,formaldehyde,0.1"],
            "lab_foreign 3 lab",
            known=Known(senders=frozenset({"L1"})),
        )
    ],
    "lab_outside_scope": [
        test(
            ["a,ACME,panel,L2,2026-03-01,loudness,50", "b,ACME,panel,L2,2026-03-01,loudness,50"],
            "lab_outside_scope 2 indicator",
        )
    ],
    "lab_expired": [
        test(
            ["a,ACME,panel,L2,2026-03-31,formaldehyde,1", "b,ACME,panel,L2,2026-04-01,formaldehyde,1"],
            "lab_expired 3 tested_on",
        )
    ],
}
