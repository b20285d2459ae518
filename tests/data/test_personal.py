"""What looks like personal data, and what only looks a little like it."""

import pyarrow as pa
import pytest

from data.check.written import personal
from data.check.written.texts import Texts


def texts(*cells: str) -> Texts:
    return Texts.of(pa.chunked_array([pa.array(cells)]))


def looks(cell: str) -> str:
    return next(iter(personal.found(texts(cell), numbers=True).values()), "")


def identity(first: str) -> str:
    """An identity number: 17 digits, weighed with 2 to the power of their place modulo 11, and what makes it 1."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(first))
    return first + "0123456789X"[(1 - total * 1) % 11]


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        *[(cell, "telephone") for cell in ("13812345678", "+86 139-1234-5678", "008613912345678", "199 1234 5678")],
        *[(cell, "telephone") for cell in ("010-62345678", "(0532) 8888 8888", "0755-26001234-801")],
        *[(cell, "telephone") for cell in ("王先生 13812345678", "手机13812345678")],
        (identity("11010119900307001"), "identity"),
        (identity("37020219851231452").lower(), "identity"),
        *[(cell, "plate") for cell in ("京A12345", "粤B·D1234", "沪AD12345", "车牌鲁B3K456")],
        *[(cell, "mail") for cell in ("li.lei@example.com", "联系 han-mei@mail.example.org.cn")],
        *[(cell, "internet") for cell in ("117.136.0.12", "192.168.1.4(北京-北京)")],
        *[(cell, "position") for cell in ("39.90872, 116.39748", "31.2304;121.4737")],
    ],
)
def test_what_names_a_person_or_leads_to_one_is_seen_and_nothing_of_it_is_left(cell, what):
    assert looks(cell) == what
    assert not any(char.isdigit() for char in personal.masked(cell).replace("-801", "")) or "北京" in cell


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "KFR-35GW/01",
            "R0000001",
            "SN13812345678",
            "S-13812345678",
            "13812345678-2",
            "13812345678.5",
            "BCD-501WLHTD",
        ),
        *("1.2.3.4", "10.2.3", "GB 18580-2017", "0532-20260301", "20260301001", "6901234567892", "LSVAA4187E2184847"),
        *(
            "12345678901",
            "19.5",
            "2026-03-01 10:11:12",
            "1,381.23",
            "a1b2c3d4-1345-5678-9012-345678901234",
            "1712345678901",
        ),
        *("110101199013070018", "11010119900307001", "海尔新A20220", "E1", "0071", "橡木坊", "满意", "116.39748"),
    ],
)
def test_codes_numbers_and_versions_are_nobodys(cell):
    assert looks(cell) == "" and personal.masked(cell) == cell


def test_an_identity_number_with_a_wrong_check_digit_is_a_code():
    right = identity("11010119900307001")
    assert looks(right) == "identity"
    assert {looks(right[:-1] + digit) for digit in "0123456789X" if digit != right[-1]} == {""}


def test_numbers_that_stand_in_a_row_or_end_in_a_serial_are_no_telephones():
    row = texts(*(str(13800000000 + number) for number in range(1, 40)))
    serial = texts(*(f"1301{county:02}{number:05}" for county in (2, 5, 9) for number in range(1, 8)))
    phones = texts("13812345678", "15987654321", "18600112233", "13911122233", "17755667788", "18899001122")
    assert personal.found(row, numbers=True) == {} == personal.found(serial, numbers=True)
    assert len(personal.found(phones, numbers=True)) == 6
    assert personal.found(phones, numbers=False) == {}


@pytest.mark.parametrize(
    ("header", "what"),
    [
        *[
            (header, "name")
            for header in ("姓名", "1、您的姓名：", "联系人", "访问员", "Full Name", "RecipientLastName")
        ],
        *[(header, "telephone") for header in ("请留下您的联系电话（选填）", "手机号", "Phone number", "group/phone")],
        *[(header, "identity") for header in ("身份证号码", "ID card number")],
        *[(header, "plate") for header in ("车牌号", "VIN")],
        *[(header, "mail") for header in ("Q3. Your email address", "邮箱", "RecipientEmail")],
        *[(header, "internet") for header in ("来自IP", "IPAddress")],
        *[(header, "account") for header in ("微信昵称", "openid", "_submitted_by")],
        *[(header, "address") for header in ("家庭住址", "Home address")],
        *[(header, "position") for header in ("LocationLatitude", "_location_longitude", "_geolocation", "经度")],
    ],
)
def test_a_column_is_known_by_what_it_is_called(header, what):
    assert personal.by_header(header) == what


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Respondent ID",
            "用户ID",
            "产品名称",
            "品牌名称",
            "手机型号",
            "手机满意度",
            "product name",
            "城市",
            "电话服务满意度",
        ),
        *(
            "email satisfaction",
            "address the complaint",
            "name_en",
            "response",
            "IP rating",
            "platform",
            "地区",
            "identity",
        ),
    ],
)
def test_a_question_about_telephones_or_products_is_not_one_for_a_person(header):
    assert personal.by_header(header) == ""


def test_a_column_is_known_by_its_cells_where_its_header_says_nothing():
    assert personal.by_cells(texts("张三", "李四", "王小明", "赵敏", "刘洋")) == "name"
    assert personal.by_cells(texts("13812345678", "15912345678")) == "telephone"
    assert personal.by_cells(texts("北京", "上海", "广州", "马鞍山", "石家庄", "常州", "江门")) == ""
    assert personal.by_cells(texts("满意", "不满意", "一般", "很满意", "很不满意")) == ""


def test_sentences_are_free_text_and_names_and_answers_are_not():
    said = texts("等得太久，希望改进服务态度，谢谢。", "无", "The door did not close. Please mend it.")
    assert personal.free("Q9", said) and personal.free("您的意见", texts("服务态度一般般"))
    assert not personal.free("Timestamp", texts("2026/03/01 9:05:11 AM GMT+8", "2026/03/02 9:05:11 AM GMT+8"))
    assert not personal.free("Q1", texts("很满意", "满意", "非常不满意"))
    assert not personal.free("brand", texts("Haier (China)", "Gree Electric")) and not personal.free(
        "Q7", texts("5", "4")
    )
