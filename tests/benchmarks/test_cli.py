"""The command line as pipelines use it: what it prints, where, and with which exit code."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from benchmarks.cli import main

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT / "tests" / "golden" / "specs"
REGISTER = "enterprise,name_en,name_zh,sector\nE,Elementary,小学,schools\nM,Middle,初中,schools\n"
SURVEY = "response,enterprise,category,score_2000,award\n" + "".join(
    f"r{i},{'EM'[i % 2]},school,{500 + 10 * i},{'Yes' if i % 3 else 'No'}\n" for i in range(40)
)
BAD = SURVEY.replace("r3,M,school,530,No", "r3,X,school,abc,No")
ROUND = ("--kind", "survey", "--sector", "schools", "--survey", "S1", "--wave", "2000")


@pytest.fixture
def say(tmp_path):
    """Runs a command on a store of its own; every result is free of tracebacks."""
    for name, text in (("register.csv", REGISTER), ("survey.csv", SURVEY), ("bad.csv", BAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*words: str):
        done = CliRunner().invoke(main, ["--store", str(tmp_path / "x.duckdb"), "--specs", str(SPECS), *words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert "Traceback" not in done.output
        return done

    run.folder = tmp_path
    return run


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A store with the register and the survey, closed: only to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    for name, text, words in (
        ("register.csv", REGISTER, ("--kind", "register", "--sector", "schools")),
        ("survey.csv", SURVEY, ROUND),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        words = ("--store", str(folder / "x.duckdb"), "--specs", str(SPECS), "load", str(folder / name), *words)
        assert CliRunner().invoke(main, words).exit_code == 0
    return folder / "x.duckdb"


@pytest.fixture
def loaded(say, filled):
    """A store with the register and the survey."""
    shutil.copy(filled, say.folder / "x.duckdb")
    return say


def test_a_good_file_becomes_a_batch_and_says_so_in_json(say):
    say("load", str(say.folder / "register.csv"), "--kind", "register", "--sector", "schools")
    done = say("load", str(say.folder / "survey.csv"), *ROUND, "--format", "json")
    receipt = json.loads(done.stdout)
    assert (receipt["batch"], receipt["rows"], receipt["kind"]) == (2, 40, "survey")
    assert len(receipt["sha256"]) == 64


def test_a_refused_file_names_its_problems_on_stderr_and_writes_nothing(loaded):
    done = loaded("load", str(loaded.folder / "bad.csv"), *(*ROUND[:-3], "S2", "--wave", "2000"))
    assert done.exit_code == 1
    assert "Line 5, column enterprise" in done.stderr and "Line 5, column score_2000" in done.stderr
    assert len(json.loads(loaded("batches", "--format", "json").stdout)) == 2


def test_problems_come_as_records_with_format_json(loaded, monkeypatch):
    words = ["check", str(loaded.folder / "bad.csv"), *ROUND[:4], "--format", "json"]
    monkeypatch.setattr(sys, "argv", ["benchmarks", *words])
    done = loaded(*words)
    assert done.exit_code == 1
    records = json.loads(done.stderr)
    assert [(r["code"], r["line"], r["column"]) for r in records] == [
        ("enterprise_unknown", 5, "enterprise"),
        ("not_a_number", 5, "score_2000"),
    ]
    assert all({"code", "line", "column", "got", "rule"} <= set(record) for record in records)
    assert json.loads(done.stdout)["errors"] == 2


def test_the_same_file_twice_is_refused_and_names_the_batch_that_holds_it(loaded):
    done = loaded("load", str(loaded.folder / "survey.csv"), *ROUND)
    assert done.exit_code == 1
    assert "Batch 2" in done.stderr


def test_withdrawing_takes_a_batch_out_of_every_result_and_it_can_be_loaded_again(loaded):
    before = loaded("estimates", "--format", "json").stdout
    assert loaded("withdraw", "2", "--why", "wrong wave").exit_code == 0
    assert json.loads(loaded("estimates", "--format", "json").stdout) == []
    assert loaded("withdraw", "2", "--why", "again").exit_code == 1
    assert loaded("load", str(loaded.folder / "survey.csv"), *ROUND).exit_code == 0
    assert loaded("estimates", "--format", "json").stdout == before


def test_a_withdrawal_needs_a_reason(loaded):
    assert loaded("withdraw", "2").exit_code == 2
    assert loaded("withdraw", "2", "--why", " ").exit_code == 1


@pytest.mark.parametrize("name", ["estimates", "gaps", "index", "progress"])
def test_results_come_as_table_csv_json_and_parquet_with_the_same_numbers(loaded, name):
    records = json.loads(loaded(name, "--format", "json").stdout)
    assert records
    (loaded.folder / "x.csv").write_text(loaded(name, "--format", "csv").stdout, encoding="utf-8")
    assert loaded(name, "--format", "parquet", "-o", str(loaded.folder / "x.parquet")).exit_code == 0
    text, binary = pd.read_csv(loaded.folder / "x.csv"), pd.read_parquet(loaded.folder / "x.parquet")
    assert len(text) == len(binary) == len(records)
    assert list(text.columns) == list(binary.columns) == list(records[0])
    assert len(loaded(name).stdout.splitlines()) >= len(records)


def test_no_number_in_json_is_nan_or_infinite(loaded):
    for name in ("estimates", "gaps", "index", "progress"):
        assert not {"NaN", "Infinity"} & set(loaded(name, "--format", "json").stdout.replace(",", " ").split())


def test_a_selection_narrows_the_result(loaded):
    rows = json.loads(loaded("estimates", "--enterprise", "E", "--indicator", "award", "--format", "json").stdout)
    assert [(row["enterprise"], row["indicator"], row["n"]) for row in rows] == [("E", "award", 20)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("estimates", "--sector", "nowhere"), 1),
        (("estimates", "--wave", "2026H7"), 1),
        (("template", "survey", "--sector", "nowhere"), 1),
        (("specs", "--sector", "nowhere"), 1),
        (("withdraw", "99", "--why", "x"), 1),
        (("load", "missing.csv", *ROUND), 2),
        (("load",), 2),
        (("template", "poem", "--sector", "schools"), 2),
        (("gaps", "--format", "parquet"), 2),
        (("nonsense",), 2),
    ],
)
def test_a_mistake_ends_with_one_sentence_and_its_exit_code(say, words, code):
    done = say(*words)
    assert done.exit_code == code
    assert done.stderr.strip()


def test_a_survey_without_its_round_is_wrong_usage(say):
    assert say("load", str(say.folder / "survey.csv"), *ROUND[:4]).exit_code == 2


def test_a_wrong_spec_is_refused_with_every_problem(say):
    broken = say.folder / "specs"
    broken.mkdir()
    text = (SPECS / "schools.yaml").read_text(encoding="utf-8")
    (broken / "schools.yaml").write_text(
        text.replace("statistic: share", "statistic: guess").replace("direction: lower", "direction: sideways"),
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["--specs", str(broken), "specs"])
    assert done.exit_code == 1
    assert "guess" in done.stderr and "sideways" in done.stderr


def test_a_template_passes_its_own_check(say):
    say("load", str(say.folder / "register.csv"), "--kind", "register", "--sector", "schools")
    file = say.folder / "template.csv"
    assert say("template", "survey", "--sector", "schools", "-o", str(file)).exit_code == 0
    file.write_text(file.read_text(encoding="utf-8-sig").replace("E01", "E"), encoding="utf-8")
    assert say("check", str(file), *ROUND[:4]).exit_code == 0


def test_rebuilding_finds_no_difference(loaded):
    assert "no difference" in loaded("rebuild").stdout


def test_options_stand_before_or_after_the_command(say):
    folder = say.folder
    words = [str(folder / "register.csv"), "--kind", "register", "--sector", "schools"]
    after = ["load", *words, "--store", str(folder / "y.duckdb"), "--specs", str(SPECS)]
    assert CliRunner().invoke(main, after).exit_code == 0
    before = ["--store", str(folder / "y.duckdb"), "--specs", str(SPECS), "batches", "--format", "json"]
    assert len(json.loads(CliRunner().invoke(main, before).stdout)) == 1


def test_a_store_that_another_process_holds_is_refused_in_one_sentence(say):
    store = say.folder / "held.duckdb"
    program = f"import duckdb, sys; c = duckdb.connect({str(store)!r}); print('held', flush=True); sys.stdin.read()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", program], **pipes) as holder:
        assert holder.stdout.readline().strip() == "held"
        done = CliRunner().invoke(main, ["--store", str(store), "batches"])
        holder.communicate("")
    assert done.exit_code == 1
    assert "cannot be opened" in done.stderr and "Traceback" not in done.output


def test_weights_are_raked_to_margins_and_the_batch_says_so(say):
    say("load", str(say.folder / "register.csv"), "--kind", "register", "--sector", "schools")
    margins = say.folder / "margins.csv"
    margins.write_text("variable,value,share\nenterprise,E,25%\nenterprise,M,75%\n", encoding="utf-8")
    done = say("load", str(say.folder / "survey.csv"), *ROUND, "--margins", str(margins), "--format", "json")
    assert done.exit_code == 0, done.stderr
    raking = json.loads(done.stdout)["record"]["raking"]
    # 20 weights of 0.5 and 20 of 1.5: 40 squared over 20 x 0.25 + 20 x 2.25
    assert (raking["settled"], raking["n_eff"]) == (True, pytest.approx(40**2 / 50))
    rows = json.loads(say("estimates", "--indicator", "award", "--format", "json").stdout)
    assert {row["n"] for row in rows} == {20}


def test_margins_that_do_not_fit_refuse_the_file_whole(say):
    say("load", str(say.folder / "register.csv"), "--kind", "register", "--sector", "schools")
    margins = say.folder / "margins.csv"
    margins.write_text(
        "variable,value,share\nenterprise,E,0.25\nenterprise,M,0.5\nenterprise,H,0.25\n", encoding="utf-8"
    )
    done = say("load", str(say.folder / "survey.csv"), *ROUND, "--margins", str(margins))
    assert done.exit_code == 1
    assert "No response has enterprise H" in done.stderr
    assert len(json.loads(say("batches", "--format", "json").stdout)) == 1


def test_weights_are_raked_to_a_column_that_only_the_margins_speak_of(say):
    say("load", str(say.folder / "register.csv"), "--kind", "register", "--sector", "schools")
    lines = (say.folder / "survey.csv").read_text(encoding="utf-8").splitlines()
    aged = [lines[0] + ",age", *(f"{line},{'young' if k < 10 else 'old'}" for k, line in enumerate(lines[1:]))]
    (say.folder / "aged.csv").write_text("\n".join(aged), encoding="utf-8")
    margins = say.folder / "margins.csv"
    margins.write_text("variable,value,share\nage,young,0.5\nage,old,0.5\n", encoding="utf-8")
    done = say("check", str(say.folder / "aged.csv"), *ROUND, "--margins", str(margins))
    assert done.exit_code == 0, done.stderr
    # 10 weights of 2 and 30 of 2/3: 40 squared over 10 x 4 + 30 x 4/9
    assert f"effective sample size from 40.0 to {40**2 / (40 + 30 * 4 / 9):.1f}" in done.stdout
    assert "no column named age" in say("check", str(say.folder / "aged.csv"), *ROUND).stderr


def test_a_template_named_xlsx_is_a_workbook(say):
    out = say.folder / "template.xlsx"
    assert say("template", "survey", "--sector", "schools", "-o", str(out)).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"
    done = say("check", str(out), "--kind", "survey", "--sector", "schools")
    assert "no rows below it" in done.stderr and "Traceback" not in done.output


def test_a_batch_is_read_again_and_a_stranger_batch_is_refused(loaded):
    assert "all as stored" in loaded("reread", "2").stdout
    done = loaded("reread", "99")
    assert done.exit_code == 1 and "99" in done.stderr


def test_ranks_can_be_asked_for_from_sampling_and_from_weights(loaded):
    plain, moved = (
        json.loads(loaded("index", "--ranks", ranks, "--format", "json").stdout) for ranks in ("sampling", "weights")
    )
    assert json.loads(loaded("index", "--format", "json").stdout) == plain
    noise = [{json.loads(row["recipe"])["weight_noise"] for row in rows} for rows in (plain, moved)]
    assert noise == [{0.0}, {0.25}]
    assert [row["score"] for row in moved] == pytest.approx([row["score"] for row in plain])
    assert loaded("index", "--ranks", "luck").exit_code == 2
