"""Problems that only the registers have."""

from tests.data.check_files import ATTRIBUTES, LABORATORY, MEMBERS, PRODUCTS, REGISTER, SURVEY, Case, Known

LINES = "lab,name,accreditation,indicator,valid_until,low,high,cmc"

REGISTERS: dict[str, list[Case]] = {
    "sector_differs": [
        Case("register", REGISTER, ("NEW,New,新,cars,", "NEU,Neu,新,homes,0.1"), ("sector_differs 2 sector",))
    ],
    "enterprise_twice": [
        Case("register", REGISTER, ("NEW,New,新,homes,0.6", "NEW,New,新,homes,0.6"), ("enterprise_twice 3 enterprise",))
    ],
    "registered_again": [Case("register", REGISTER, ("ACME,Acme,艾克,homes,0.1",), ("registered_again 2 enterprise",))],
    "share_out_of_range": [
        Case(
            "register",
            REGISTER,
            tuple(f"N{i},New,新,homes,{share}" for i, share in enumerate(("25", "101%", "-0.1"))),
            tuple(f"share_out_of_range {line} output_share" for line in (2, 3, 4)),
        )
    ],
    "shares_above_one": [
        Case(
            "register", REGISTER, ("N1,New,新,homes,60%", "N2,New,新,homes,0.5"), ("shares_above_one - output_share",)
        ),
        Case(
            "register",
            REGISTER,
            ("N1,New,新,homes,0.5",),
            ("shares_above_one - output_share",),
            Known(output_shares={"N2": 0.6}),
        ),
    ],
    "region_unknown": [
        Case(
            "register",
            ATTRIBUTES,
            ("N1,New,新,homes,990000,,,", "N2,New,新,homes,440300,,,", "N3,New,新,homes,Guandong,,,"),
            ("region_unknown 2 region", "region_unknown 3 region", "region_unknown 4 region"),
        )
    ],
    "size_unknown": [Case("register", ATTRIBUTES, ("N1,New,新,homes,,huge,,",), ("size_unknown 2 size",))],
    "uscc_length": [Case("register", ATTRIBUTES, ("N1,New,新,homes,,,9111000060003734,",), ("uscc_length 2 uscc",))],
    "uscc_form": [
        Case(
            "register",
            ATTRIBUTES,
            ("N1,New,新,homes,,,91110000I00037341L,", "N2,New,新,homes,,,A1110000600037341L,"),
            ("uscc_form 2 uscc", "uscc_form 3 uscc"),
        )
    ],
    "uscc_check_digit": [
        Case("register", ATTRIBUTES, ("N1,New,新,homes,,,91110000600037341M,",), ("uscc_check_digit 2 uscc",))
    ],
    "uscc_twice": [
        Case(
            "register",
            ATTRIBUTES,
            ("N1,New,新,homes,,,91110000600037341L,", "N2,New,新,homes,,,91110000600037341L,"),
            ("uscc_twice 3 uscc",),
        )
    ],
    "founded_unreadable": [
        Case(
            "register",
            ATTRIBUTES,
            tuple(f"N{i},New,新,homes,,,,{year}" for i, year in enumerate(("98", "2999", "long ago"))),
            tuple(f"founded_unreadable {line} founded" for line in (2, 3, 4)),
        )
    ],
    "product_twice": [
        Case(
            "products",
            PRODUCTS,
            ("P1,ACME,sofa,entry,,", "P1,NORD,sofa,entry,,", "P1,ACME,panel,,,"),
            ("product_twice 4 product",),
        )
    ],
    "part_unknown": [
        Case("products", PRODUCTS, ("P1,ACME,sofa,cheap,,",), ("part_unknown 2 price",)),
        # What respondents say of themselves is held against its facet too; saying nothing is none.
        Case(
            "survey",
            f"{SURVEY},price",
            ("r1,ACME,sofa,7,entry", "r2,NORD,sofa,6,cheap", "r3,ACME,sofa,5,", "r4,NORD,sofa,4,高端"),
            ("part_unknown 3 price",),
        ),
    ],
    "sold_order": [
        Case("products", PRODUCTS, ("P1,ACME,sofa,,2024-03-01,2024-02-29",), ("sold_order 2 sold_to",)),
    ],
    "products_not_listed": [
        Case(
            "products",
            PRODUCTS,
            ("P1,ACME,sofa,,,",),
            ("products_not_listed - product",),
            Known(enterprises=MEMBERS, products=frozenset({("ACME", "P1"), ("ACME", "P2")})),
        )
    ],
    "lab_twice": [
        Case("labs", LABORATORY, ("L8,Lab,CNAS,*,2030-01-01", "L8,Lab,CNAS,*,2030-01-01"), ("lab_twice 3 lab",))
    ],
    "scope_unknown": [
        Case(
            "labs",
            LABORATORY,
            ("L8,Lab,CNAS,formaldehyde;smell,2030-01-01", "L9,Lab,CNAS,;,2030-01-01"),
            ("scope_unknown 2 scope", "scope_unknown 3 scope"),
        )
    ],
    "scope_high": [Case("labs", LINES, ("L8,Lab,CNAS,formaldehyde,2030-01-01,2,1,",), ("scope_high 2 high",))],
    "scope_cmc": [Case("labs", LINES, ("L8,Lab,CNAS,formaldehyde,2030-01-01,,,0",), ("scope_cmc 2 cmc",))],
    "range_unfit": [
        Case(
            "labs",
            LINES,
            tuple(f"L8,Lab,CNAS,{scope},2030-01-01,1,2," for scope in ("*", "label_right", "formaldehyde;loudness")),
            tuple(f"range_unfit {line} indicator" for line in (2, 3, 4)),
        )
    ],
}
