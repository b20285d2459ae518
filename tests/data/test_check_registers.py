"""Registers of enterprises and of laboratories."""

from datetime import date

from data.check.known import Known
from tests.data.check_files import LABORATORY, REGISTER, checked, found


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


def test_a_laboratory_is_typed_with_the_ids_of_its_scope_and_its_last_day():
    text = f"{LABORATORY}\nL1,One,CNAS 1,甲醛释放量； loudness ,2030年1月31日\nL2,Two,CNAS 2,*,2031-01-01\n"
    result = checked("labs", text)
    assert found(result) == []
    assert result.typed["scope"].to_pylist() == ["formaldehyde;loudness", "*"]
    assert result.typed["valid_until"].to_pylist() == [date(2030, 1, 31), date(2031, 1, 1)]
    assert result.typed.column_names == ["line", "lab", "name", "accreditation", "scope", "valid_until"]


def test_a_long_scope_is_no_over_long_code():
    scope = ";".join(["formaldehyde", "loudness"] * 40)
    assert found(checked("labs", f"{LABORATORY}\nL1,One,CNAS 1,{scope},2030-01-31\n")) == []
