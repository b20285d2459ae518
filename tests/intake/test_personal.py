"""Personal data never enter the store: planted values are looked for in every byte that a load leaves behind."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from benchmarks.intake.load import check, load
from benchmarks.intake.reread import reread
from benchmarks.intake.sending import Outcome, Sending
from benchmarks.reading import Reading, estimates
from data.give.annotate import annotated
from data.kept.batches import Upload, original, receipt_of
from data.mapping.mapping import Mapping, Recode
from data.problems.problem import sentence
from data.problems.wording.personal import PERSONAL
from data.read.choices import told
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.intake.kit import counts, opened, send

PEOPLE = {
    **{
        "姓名": ("欧阳修明", "王小丫", "Zhang Sanfeng"),
        "联系电话": ("13812345678", "+86 159-8765-4321", "0532-88887777"),
    },
    **{
        "身份证号": ("11010119900307001X", "370202198512314521", "440301200001011234"),
        "车牌号": ("京A12345", "鲁B3K456", "粤BD12345"),
    },
    **{
        "邮箱": ("li.lei@mail.example", "han@mail.example", "x9@mail.example"),
        "来自IP": ("117.136.0.12", "36.112.4.9", "10.1.1.1"),
    },
    **{"经度": ("116.397481", "121.473701", "113.264351"), "纬度": ("39.908721", "31.230416", "23.129112")},
    **{"家庭住址": ("幸福路12号3单元", "和平街7号", "长江道9号"), "微信号": ("wx_lilei77", "wx_han88", "wx_zs99")},
}
VALUES = [value for column in PEOPLE.values() for value in column]
REMARK = "上门师傅态度很差，等了三天，再也不买了。"


def rows(**more: tuple[str, str, str]) -> list[list[str]]:
    """Three responses of maker A, everything about the people, and further columns."""
    columns = {**PEOPLE, **more}
    head = ["response", "enterprise", "category", "rating", *columns]
    return [head, *([f"r{i}", "A", "thing", str(7 + i), *(each[i] for each in columns.values())] for i in range(3))]


def as_csv(table: list[list[str]], encoding: str = "utf-8") -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in table).encode(encoding)


def as_xlsx(table: list[list[str]]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"author": "欧阳修明"})
        for line, row in enumerate(table):
            book.worksheets() or book.add_worksheet("data")
            book.worksheets()[0].write_row(line, 0, row)
        book.worksheets()[0].write_comment(1, 0, "13812345678", {"author": "王小丫"})
        book.add_worksheet("people").write_row(0, 0, VALUES)
    return content.getvalue()


def left_behind(path: Path, store: Store, outcome: Outcome) -> bytes:
    """Every byte of the store and its log, of what it gives back, and of the copy with the problems beside the rows."""
    said = [sentence(each) for each in outcome.problems]
    copies = [annotated(outcome.table, outcome.problems, said), json.dumps(said, ensure_ascii=False).encode()]
    copies.append("\n".join(map(told, outcome.choices)).encode())
    if outcome.batch is not None:
        copies += [original(store, LOCAL, outcome.batch)[1]]
        copies.append(json.dumps(receipt_of(store, LOCAL, outcome.batch), ensure_ascii=False, default=str).encode())
    files = [each.read_bytes() for each in path.parent.iterdir() if each.is_file()]
    every = b"\n".join([*files, *copies])
    for each in [*files, *copies]:
        if each[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(BytesIO(each)) as parts:
                every += b"\n".join(parts.read(name) for name in parts.namelist())
    return every


def found_in(content: bytes, planted: list[str]) -> list[str]:
    return [
        each for each in planted if any(each.encode(coded) in content for coded in ("utf-8", "gb18030", "utf-16-le"))
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", as_csv(rows())), ("b.csv", as_csv(rows(), "gb18030")), ("c.xlsx", as_xlsx(rows()))],
)
def test_nothing_that_a_load_leaves_behind_holds_anything_of_a_person(tmp_path, name, content):
    path = tmp_path / "store.duckdb"
    store, known = opened(path)
    outcome = send(store, known, content, name=f"13812345678 {name}")
    assert outcome.errors == () and outcome.batch == 2
    assert list(estimates(Reading(store, known, LOCAL))["estimate"]) == [(7 + 8 + 9) / 3]
    assert {each.column for each in outcome.choices if each.code.startswith("personal_")} == set(PEOPLE)
    assert reread(store, known, LOCAL, 2).differing == 0
    store.close()
    again = open_store(path)
    assert found_in(left_behind(path, again, outcome), VALUES) == []
    again.close()


def test_the_files_above_do_hold_what_is_looked_for():
    assert found_in(as_csv(rows()), VALUES) == found_in(as_csv(rows(), "gb18030"), VALUES) == VALUES


def test_a_plain_file_is_kept_byte_for_byte():
    store, known = opened()
    content = as_csv([row[:4] for row in rows()])
    assert original(store, LOCAL, send(store, known, content, name="p.csv").batch) == ("p.csv", content)


def test_a_column_that_nobody_reads_is_not_kept_whatever_stands_in_it():
    store, known = opened()
    content, mapping = as_csv(rows(起始=("早班", "晚班", "夜班"))), Mapping(ignored=("起始",))
    sent = Upload("survey", "things", content, "s.xlsx.csv", "S1", "2026")
    outcome = load(store, known, LOCAL, Sending(sent, mapping=mapping))
    name, kept = original(store, LOCAL, outcome.batch)
    assert (name, kept.decode("utf-8-sig").splitlines()[0]) == (
        "s.xlsx.csv",
        '"response","enterprise","category","rating"',
    )
    slip = receipt_of(store, LOCAL, outcome.batch)
    assert slip["sha256"] == sent.sha256 and "copy_kept" in [each["code"] for each in slip["choices"]]


def test_free_text_is_refused_until_it_is_left_out_by_choice(tmp_path):
    path = tmp_path / "store.duckdb"
    store, known = opened(path)
    content = as_csv([row[:4] + row[-1:] for row in rows(意见=(REMARK, "很好，没有意见。", "无"))])
    before = counts(store)
    refused = send(store, known, content)
    assert [(each.code, each.column) for each in refused.errors] == [("free_text", "意见")]
    assert counts(store) == before and found_in(left_behind(path, store, refused), [REMARK]) == []
    sent = Upload("survey", "things", content, "f", "S1", "2026")
    taken = load(store, known, LOCAL, Sending(sent, mapping=Mapping(ignored=("意见",))))
    assert taken.batch == 2 and ("free_text_left", "意见") in [(each.code, each.column) for each in taken.choices]
    assert found_in(left_behind(path, store, taken), [REMARK]) == []


CELLS = {
    "telephone": "13812345678",
    "identity": "11010119900307803X",
    "plate": "京A12345",
    "mail": "li.lei@mail.example",
    "internet": "117.136.0.12",
    "position": "39.90872, 116.39748",
    "free": "师傅迟到了。态度很差。",
}


@pytest.mark.parametrize("what", CELLS)
def test_a_person_in_a_code_is_named_once_and_never_repeated(what):
    store, known = opened()
    cell = CELLS[what]
    table = [["response", "enterprise", "category", "rating"], ["r1", "A", "thing", "7"], [cell, "A", "thing", "8"]]
    outcome = send(store, known, as_csv(table))
    assert [(each.code, each.line, each.column) for each in outcome.errors] == [
        (f"personal_cell_{what}", 3, "response")
    ]
    said = [sentence(each) for each in outcome.problems]
    copy = zipfile.ZipFile(BytesIO(annotated(outcome.table, outcome.problems, said)))
    assert cell not in "".join(said) and all(cell.encode() not in copy.read(name) for name in copy.namelist())


@pytest.mark.parametrize(
    ("header", "cells", "what"),
    [
        ("姓名", ("甲", "乙"), "name"),
        ("微信号", ("wx_a", "wx_b"), "account"),
        ("家庭住址", ("幸福路12号", "和平街7号"), "address"),
        ("编号", ("张三", "李四", "王小明", "赵敏", "刘洋"), "name"),
    ],
)
def test_a_column_of_people_is_refused_as_the_code_of_responses(header, cells, what):
    store, known = opened()
    table = [[header, "enterprise", "category", "rating"], *([cell, "A", "thing", "7"] for cell in cells)]
    sent = Upload("survey", "things", as_csv(table), "f", "S1", "2026")
    outcome = check(store, known, LOCAL, Sending(sent, mapping=Mapping({header: "response"})))
    assert {(each.code, each.column, each.got) for each in outcome.errors} == {(f"personal_cell_{what}", header, "")}


def test_each_problem_about_people_is_given_by_a_file_above():
    given = {f"personal_cell_{what}" for what in CELLS} | {
        f"personal_cell_{what}" for what in ("name", "account", "address")
    }
    assert given | {"free_text"} == set(PERSONAL)


def test_words_of_a_mapping_that_name_people_are_not_kept(tmp_path):
    path = tmp_path / "store.duckdb"
    store, known = opened(path)
    mapping = Mapping(recode={"rating": Recode({"li.lei@mail.example": "7", "好": "8"})}, missing=("13812345678",))
    sent = Upload("survey", "things", as_csv([row[:4] for row in rows()]), "f", "S1", "2026")
    outcome = load(store, known, LOCAL, Sending(sent, mapping=mapping))
    assert outcome.batch == 2
    assert found_in(left_behind(path, store, outcome), ["li.lei@mail.example", "13812345678"]) == []


def test_product_codes_sample_numbers_and_ids_of_eleven_digits_are_taken_as_they_come():
    store, known = opened()
    lines = [["response", "enterprise", "category", "rating", "product"]]
    lines += [[str(13800000001 + i), "A", "thing", "7", f"KFR-35GW/{i}"] for i in range(30)]
    outcome = send(store, known, as_csv(lines))
    assert outcome.errors == () and outcome.batch == 2 and outcome.choices == ()


def test_who_signed_and_whom_to_ask_around_the_table_is_not_kept(tmp_path):
    path = tmp_path / "store.duckdb"
    store, known = opened(path)
    table = [["联系人：欧阳修明 电话：13812345678", "", "", ""], *[row[:4] for row in rows()]]
    table += [["备注：如有疑问请致电 0532-88887777", "", "", ""]]
    outcome = send(store, known, as_csv(table))
    assert outcome.errors == () and outcome.batch == 2
    assert reread(store, known, LOCAL, 2).differing == 0
    store.close()
    again = open_store(path)
    assert found_in(left_behind(path, again, outcome), ["欧阳修明", "13812345678", "0532-88887777"]) == []
    again.close()
