"""A survey tool's export is mapped once: loaded, remembered, forgotten with its batch, and restored exactly."""

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.intake.load import check, load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading, estimates
from data.kept.batches import Upload, batches, original, receipt_of, withdraw
from data.kept.mappings import remembered
from data.mapping.mapping import Mapping, Recode
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, association
from tests.benchmarks.survey_files import MAPPING, QUESTIONS, SPECS, answers, registered, upload


def loaded(store: Store, sent: Upload, mapping: Mapping | None = None):
    """The outcome of a load that has to succeed."""
    outcome = load(store, SPECS, LOCAL, Sending(sent, mapping=mapping))
    assert outcome.errors == () and outcome.batch is not None
    return outcome


def numbers(store: Store) -> pd.DataFrame:
    return estimates(Reading(store, SPECS, LOCAL))


def test_without_a_mapping_question_codes_are_unknown_columns():
    outcome = check(registered(), SPECS, LOCAL, Sending(upload(answers(1))))
    unknown = [each.column for each in outcome.errors if each.code == "column_unknown"]
    assert unknown == QUESTIONS and outcome.mapping is None


def test_answers_arrive_on_the_contracts_scale():
    store, given = registered(), answers(1)
    loaded(store, upload(given), MAPPING)
    found = numbers(store).set_index(["enterprise", "indicator"])["estimate"]
    for place, name in enumerate(MAPPING.columns.values()):
        scaled = 1 + (given[::2, place] - 1) * 9 / 4
        expected = 11 - scaled if name == "noise" else scaled
        assert found["A", name] == pytest.approx(expected.mean(), rel=1e-12), name


def test_the_next_wave_needs_no_mapping_and_its_record_says_what_was_done():
    store = registered()
    loaded(store, upload(answers(1)), MAPPING)
    second = loaded(store, upload(answers(2), "2026H2"))
    assert second.remembered and second.mapping == MAPPING
    records = [json.loads(record) for record in batches(store, LOCAL)["record"][:2]]
    assert [each["mapping_from"] for each in records] == ["earlier batch", "sender"]
    assert records[0]["mapping"] == records[1]["mapping"] == MAPPING.as_dict()
    assert records[0]["read"]["encoding"] == "GB18030"
    by_hand = registered()
    loaded(by_hand, upload(answers(1)), MAPPING)
    loaded(by_hand, upload(answers(2), "2026H2"), MAPPING)
    pd.testing.assert_frame_equal(numbers(store), numbers(by_hand), check_exact=True)


def test_another_round_has_a_mapping_of_its_own():
    store = registered()
    loaded(store, upload(answers(1)), MAPPING)
    assert check(store, SPECS, LOCAL, Sending(upload(answers(2), "2026H2", "S2"))).errors


def test_an_empty_mapping_applies_none():
    store = registered()
    loaded(store, upload(answers(1)), MAPPING)
    assert check(store, SPECS, LOCAL, Sending(upload(answers(2), "2026H2"), mapping=Mapping())).errors


def test_a_file_in_the_contracts_own_words_needs_none_and_does_not_forget():
    store = registered()
    loaded(store, upload(answers(1)), MAPPING)
    plain = b"response,enterprise,category,overall\nx,A,thing,7\ny,B,thing,8\n"
    outcome = loaded(store, Upload("survey", "things", plain, "plain.csv", "S1", "2026H2"))
    assert outcome.mapping is None and not outcome.remembered
    assert remembered(store, LOCAL, "survey", "things", "S1") == (2, MAPPING)


def test_problems_are_told_under_the_senders_columns_and_the_table_stays_as_sent():
    given = answers(1)
    given[3, 4] = 9
    outcome = check(registered(), SPECS, LOCAL, Sending(upload(given), mapping=MAPPING))
    assert [(each.code, each.line, each.column, each.got) for each in outcome.errors] == [
        ("out_of_range", 5, "Q5", "9")
    ]
    assert "Q5" in outcome.table.columns and "访问员" not in outcome.table.columns


def test_a_withdrawn_batchs_mapping_is_forgotten():
    store = registered()
    batch = loaded(store, upload(answers(1)), MAPPING).batch
    withdraw(store, LOCAL, batch, "the wrong export")
    assert remembered(store, LOCAL, "survey", "things", "S1") is None
    assert check(store, SPECS, LOCAL, Sending(upload(answers(2), "2026H2"))).errors


def test_withdrawing_restores_every_estimate_and_the_file_can_be_loaded_again():
    store = registered()
    loaded(store, upload(answers(1)), MAPPING)
    before = numbers(store)
    sent = upload(answers(2), prefix="more")
    batch = loaded(store, sent).batch
    after = numbers(store)
    assert not np.allclose(after["estimate"], before["estimate"], rtol=1e-6)
    withdraw(store, LOCAL, batch, "a trial")
    pd.testing.assert_frame_equal(numbers(store), before, rtol=1e-12, atol=0)
    name, kept = original(store, LOCAL, batch)
    assert name == "导出.csv" and "张" in sent.content.decode("gbk") and "张" not in kept.decode()
    assert loaded(store, sent).batch == batch + 1
    pd.testing.assert_frame_equal(numbers(store), after, rtol=1e-12, atol=0)


def test_a_scale_on_what_is_no_indicator_is_refused():
    mapping = Mapping({}, {"企业代码": Recode(reversed=True)})
    with pytest.raises(Refused, match="企业代码 is no indicator"):
        check(registered(), SPECS, LOCAL, Sending(upload(answers(1)), mapping=mapping))


def test_a_receipt_says_what_was_accepted_and_how():
    store = registered()
    batch = loaded(store, upload(answers(1, 8), makers="A"), MAPPING).batch
    slip = json.loads(json.dumps(receipt_of(store, LOCAL, batch), ensure_ascii=False))
    assert slip["mapping"] == MAPPING.as_dict() and slip["warnings_accepted"]["one_enterprise"] == 1
    assert (slip["batch"], slip["rows"], slip["wave"], slip["accepted_by"]) == (2, 8, "2026H1", "local")
    assert slip["sha256"] == upload(answers(1, 8), makers="A").sha256 and slip["withdrawn"] is None
    with pytest.raises(Refused):
        receipt_of(store, association("others"), batch)


def test_a_code_registered_in_two_sectors_is_known_in_both():
    store = registered()
    with store.write() as cursor:
        named = "INSERT INTO registration (batch, sector, enterprise, name_en, name_zh)"
        cursor.execute(f"{named} SELECT batch, 'others', enterprise, 'x', 'x' FROM registration")
    assert check(store, SPECS, LOCAL, Sending(upload(answers(1)), mapping=MAPPING)).errors == ()


def test_a_response_of_an_earlier_batch_of_the_wave_is_known_but_not_one_of_another_wave():
    store = registered()
    loaded(store, upload(answers(1)), MAPPING)
    again = check(store, SPECS, LOCAL, Sending(upload(answers(2))))
    assert [each.code for each in again.errors] == ["response_known"] * 40
    assert check(store, SPECS, LOCAL, Sending(upload(answers(2), "2026H2"))).errors == ()


@pytest.fixture
def folder(tmp_path):
    """A store, specs, the export and its mapping as files."""
    (tmp_path / "specs").mkdir()
    spec = SPECS["things"].model_dump_json(by_alias=True, exclude_defaults=True)
    (tmp_path / "specs" / "things.yaml").write_text(spec, encoding="utf-8")
    (tmp_path / "export.csv").write_bytes(upload(answers(1)).content)
    (tmp_path / "mapping.json").write_text(MAPPING.json(), encoding="utf-8")
    (tmp_path / "register.csv").write_text("enterprise,name_en,name_zh,sector\nA,a,甲,things\nB,b,乙,things\n")
    return tmp_path


def run(folder, *words: str):
    places = ["--store", str(folder / "x.duckdb"), "--specs", str(folder / "specs")]
    return CliRunner().invoke(main, [*places, *words])


def test_the_command_line_takes_a_mapping_and_then_remembers_it(folder):
    round_ = ["--kind", "survey", "--sector", "things", "--survey", "S1"]
    register = run(folder, "load", str(folder / "register.csv"), "--kind", "register", "--sector", "things")
    assert register.exit_code == 0, register.output
    first = [str(folder / "export.csv"), *round_, "--wave", "2026H1"]
    assert run(folder, "check", *first).exit_code == 1
    assert run(folder, "check", *first, "--mapping", str(folder / "mapping.json")).exit_code == 0
    assert run(folder, "load", *first, "--mapping", str(folder / "mapping.json")).exit_code == 0
    done = run(folder, "load", *first[:-1], "2026H2")
    assert done.exit_code == 0 and "Batch 3" in done.output


def test_the_command_line_names_everything_wrong_with_a_mapping(folder):
    (folder / "mapping.json").write_text('{"mapping": 2, "colour": 1}')
    said = [str(folder / "export.csv"), "--kind", "survey", "--sector", "things", "--mapping"]
    done = run(folder, "check", *said, str(folder / "mapping.json"))
    assert done.exit_code == 1 and '"mapping" names the version' in done.output and "no 'colour'" in done.output


def test_an_empty_cell_of_a_variable_that_is_raked_to_is_named_by_its_line():
    text = "response,enterprise,category,overall,age\na,A,thing,7,young\nb,B,thing,8,\nc,B,thing,8,old\n"
    margins = b"variable;value;share\nage;young;0,5\nage;old;0,5\n"
    sent = Sending(Upload("survey", "things", text.encode(), "f.csv", "S1", "2026H1"), margins=margins)
    with pytest.raises(Refused, match=r"Cells of age are empty \(1; lines 3\)"):
        check(registered(), SPECS, LOCAL, sent)
