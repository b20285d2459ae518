"""Registers of enterprises and of laboratories."""

from datetime import date

from data.check.known import Known
from tests.data.check_files import ATTRIBUTES, LABORATORY, PRODUCTS, REGISTER, checked, found


def test_a_register_is_typed_with_shares_as_parts_of_one():
    text = f"{REGISTER}\n0071,Seven,七一,homes,25%\nNORD,Nord(海),诺德（海）,HOMES,0.5\nZ,Zed,泽,homes,\n"
    result = checked("register", text, Known())
    assert found(result) == []
    assert result.typed.to_pydict() == {
        "line": [2, 3, 4],
        "enterprise": ["0071", "NORD", "Z"],
        "name_en": ["Seven", "Nord(海)", "Zed"],
        "name_zh": ["七一", "诺德（海）", "泽"],
        "sector": ["homes", "homes", "homes"],
        "output_share": [0.25, 0.5, None],
    }


def test_the_column_of_shares_may_be_left_out():
    result = checked("register", "enterprise,name_en,name_zh,sector\nA,a,甲,homes\n", Known())
    assert result.typed.column_names == ["line", "enterprise", "name_en", "name_zh", "sector"]


def test_shares_may_pass_one_by_their_rounding_only():
    thirds = [f"N{i},n,新,homes,0.33336" for i in range(3)]  # 1.00008
    assert found(checked("register", "\n".join([REGISTER, *thirds]), Known())) == []
    more = [f"N{i},n,新,homes,0.33338" for i in range(3)]  # 1.00014
    assert found(checked("register", "\n".join([REGISTER, *more]), Known())) == [
        ("shares_above_one", None, "output_share")
    ]


def test_a_new_share_replaces_the_one_that_was_registered_before():
    known = Known(enterprises={"A": "homes"}, output_shares={"A": 0.9, "B": 0.3})
    # 0.5 + 0.3, and not 0.9 + 0.5 + 0.3
    assert found(checked("register", f"{REGISTER}\nA,a,甲,homes,0.5\n", known)) == [
        ("registered_again", 2, "enterprise")
    ]


def test_an_enterprise_of_another_sector_is_new_in_this_one():
    known = Known(enterprises={"A": "cars"})
    assert found(checked("register", f"{REGISTER}\nA,a,甲,homes,\n", known)) == []


def test_a_register_says_what_an_enterprise_is_in_codes_or_in_words_of_either_language():
    rows = (
        "A,a,甲,homes,440000,large,91110000600037341L,1998",
        "B,b,乙,homes,44,中型,9111 0000 6000 37341l,1999年",
        "C,c,丙,homes,广东省,小,,2001-05-01",
        "D,d,丁,homes,Guangdong,Micro,,",
        "E,e,戊,homes,,,,2003",
    )
    result = checked("register", "\n".join([ATTRIBUTES, *rows]) + "\n", Known())
    assert found(result) == [("uscc_twice", 3, "uscc")]  # capitals and spaces make no other code
    typed = result.typed.to_pydict()
    assert typed["region"] == ["440000"] * 4 + [None]
    assert typed["size"] == ["large", "medium", "small", "micro", None]
    assert typed["uscc"] == ["91110000600037341L", "91110000600037341L", None, None, None]
    assert typed["founded"] == [1998, 1999, 2001, None, 2003]


def test_the_check_digit_of_a_credit_code_follows_gb_32100():
    # 91110000600037341: sum of value x weight (3^k modulo 31) is 9*1 + 1*3 + 1*9 + 1*27 + 0*19 + 0*26 + 0*16 + 0*17
    # + 6*20 + 0*29 + 0*25 + 0*13 + 3*8 + 7*24 + 3*10 + 4*30 + 1*28 = 538 = 17 * 31 + 11; 31 - 11 = 20, the sign L.
    (problem,) = checked("register", f"{ATTRIBUTES}\nN,n,新,homes,,,911100006000373412,\n", Known()).problems
    assert (problem.code, problem.rule["right"]) == ("uscc_check_digit", "L")


def test_a_laboratory_is_typed_with_the_ids_of_its_scope_and_its_last_day():
    text = f"{LABORATORY}\nL1,One,CNAS 1,甲醛释放量； loudness ,2030年1月31日\nL2,Two,CNAS 2,*,2031-01-01\n"
    result = checked("labs", text)
    assert found(result) == []
    assert result.typed["scope"].to_pylist() == ["formaldehyde;loudness", "*"]
    assert result.typed["valid_until"].to_pylist() == [date(2030, 1, 31), date(2031, 1, 1)]
    assert result.typed.column_names[:6] == ["line", "lab", "name", "accreditation", "scope", "valid_until"]
    assert result.typed["valid_from"].null_count == result.typed["low"].null_count == 2


def test_a_laboratory_may_have_a_row_for_each_line_of_its_scope():
    head = "lab,name,accreditor,accreditation,indicator,valid_from,valid_until,low,high,cmc"
    text = f"{head}\nL1,One,CNAS,L1,formaldehyde,2025-01-01,2030-01-31,0.01,2,0.004\nL1,One,CNAS,L1,*,,2030-01-31,,,\n"
    result = checked("labs", text)
    assert found(result) == []
    first, second = result.typed.drop_columns(["line", "name", "lab"]).to_pylist()
    assert (first["scope"], first["valid_from"], first["low"], first["high"]) == (
        *("formaldehyde", date(2025, 1, 1)),
        *(0.01, 2.0),
    )
    assert (second["scope"], second["valid_from"], second["cmc"]) == ("*", None, None)


def test_a_long_scope_is_no_over_long_code():
    scope = ";".join(["formaldehyde", "loudness"] * 40)
    assert found(checked("labs", f"{LABORATORY}\nL1,One,CNAS 1,{scope},2030-01-31\n")) == []


def test_a_list_of_products_is_typed_with_the_ids_of_its_parts():
    rows = ("P1,ACME,Sofa,高端,2024-03-01,2024-03-01", "P1,NORD,人造板,Entry,,", "P2,NORD,panel,,2024-01-01,")
    result = checked("products", "\n".join([PRODUCTS, *rows]) + "\n")
    assert found(result) == []
    typed = result.typed.to_pydict()
    assert (typed["category"], typed["price"]) == (["sofa", "panel", "panel"], ["premium", "entry", None])
    assert typed["sold_from"] == [date(2024, 3, 1), None, date(2024, 1, 1)]
