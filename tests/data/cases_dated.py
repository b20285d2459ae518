"""Problems that only files of dated states have."""

from tests.data.check_files import Case

STATES = "subject,kind,enterprise,lab,state,from,until,authority,source"
CERTIFICATE = "C1,certificate,ACME,,valid,2026-01-01,2026-12-31,CQC,register"

STANDARDS = "standard,title_zh,issued_on,in_force,withdrawn_on,international,adoption,indicators,value,unit,source"
ONE = "GB 1-2026,甲醛,2026-01-01,2027-01-01,,,,formaldehyde,0.1,mg/m3,x"

DATED: dict[str, list[Case]] = {
    "days_out_of_order": [
        Case(
            "standards",
            STANDARDS,
            (ONE, "GB 2-2026,甲醛,2026-01-02,2026-01-01,,,,,,,x", "GB 3-2026,甲醛,,2026-01-02,2026-01-01,,,,,,x"),
            ("days_out_of_order 3 in_force", "days_out_of_order 4 withdrawn_on"),
        )
    ],
    "adopts_nothing": [
        Case(
            "standards",
            STANDARDS,
            ("GB 2-2026,甲醛,,2026-01-01,,,IDT,,,,x", "GB 3-2026,甲醛,,2026-01-01,,,none,,,,x"),
            ("adopts_nothing 2 adoption",),
        )
    ],
    "limit_of_several": [
        Case(
            "standards",
            STANDARDS,
            ("GB 2-2026,甲醛,,2026-01-01,,,,formaldehyde;loudness,1,,x", "GB 3-2026,甲醛,,2026-01-01,,,,,1,,x"),
            ("limit_of_several 2 value", "limit_of_several 3 value"),
        )
    ],
    "limit_unit": [
        Case("standards", STANDARDS, ("GB 2-2026,甲醛,,2026-01-01,,,,formaldehyde,1,ppm,x",), ("limit_unit 2 unit",))
    ],
    "standard_twice": [Case("standards", STANDARDS, (ONE, ONE), ("standard_twice 3 standard",))],
    "word_unknown": [
        Case(
            "states",
            STATES,
            (CERTIFICATE, "C2,paper,ACME,,valid,2026-01-01,,CQC,register", "C3,证书,ACME,,good,2026-01-01,,CQC,x"),
            ("word_unknown 3 kind", "word_unknown 4 state"),
        )
    ],
    "state_of_another_kind": [
        Case("states", STATES, ("C1,certificate,ACME,,repaired,2026-01-01,,CQC,x",), ("state_of_another_kind 2 state",))
    ],
    "state_lacks": [
        Case(
            "states",
            STATES,
            ("C1,certificate,,,valid,2026-01-01,,CQC,x", "L1,scope,,,suspended,2026-01-01,,,x"),
            ("state_lacks 2 ", "state_lacks 3 "),
        ),
        # A live record also needs document, basis and class: columns this file has not.
        Case("states", STATES, ("R1,record,ACME,,live,2026-01-01,,SAMR,x",), ("state_lacks 2 ",)),
    ],
    "until_before_from": [
        Case(
            "states",
            STATES,
            (
                "C1,certificate,ACME,,valid,2026-01-02,2026-01-01,CQC,x",
                "C2,certificate,ACME,,valid,2026-01-02,2026-01-02,CQC,x",
            ),
            ("until_before_from 2 until",),
        )
    ],
    "event_twice": [Case("states", STATES, (CERTIFICATE, CERTIFICATE), ("event_twice 3 subject",))],
    "states_on_one_day": [
        Case(
            "states",
            f"{STATES},corrects",
            (
                f"{CERTIFICATE},",
                "C1,certificate,ACME,,suspended,2026-01-01,,CQC,x,",
                "C1,certificate,ACME,,suspended,2026-01-01,,CQC,x,2026-01-01",
            ),
            ("states_on_one_day 3 subject",),
        )
    ],
    "record_of_a_person": [
        Case(
            "states",
            "subject,kind,enterprise,state,from,class,basis,authority,document,source,reason",
            (
                "R1,record,ACME,live,2026-01-01,minor,art. 1,SAMR,D1,x,法定代表人王某",
                "R2,record,ACME,live,2026-01-01,minor,art. 1,SAMR,D2,x,Owner: somebody",
                "R3,record,ACME,live,2026-01-01,minor,art. 1,SAMR,D3,x,labels of 先生 tea",
            ),
            ("record_of_a_person 2 reason", "record_of_a_person 3 reason"),
        )
    ],
}
