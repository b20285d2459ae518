"""What came through without a word: on the command line it is asked or read right, in `check`, `load` and JSON."""

import json
import sys

import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from tests.exports.test_exports import LABS, REGISTER, SECTOR

HEAD = "sample,enterprise,category,lab,tested_on,indicator,value"
ROW = "E1,wood_panel,L1,2026-03-01,panel_formaldehyde"
ROUND = ("--sector", SECTOR, "--survey", "S1", "--wave", "2026H1")
# What is asked: kind, file, mapping before and with the answer, and the estimate it then gives.
ASKED = {
    "rows_marked": (
        "test",
        f"{HEAD},备注\nP1,{ROW},0.02,\nP2,{ROW},0.04,\nP3,{ROW},0.09,合计\n",
        {"ignored": ["备注"]},
        {"reading": {"marked": "left out"}},
        ("panel_formaldehyde", 2, 0.03),
    ),
    "samples_parallel": (
        "test",
        f"{HEAD}\nP1,{ROW},0.02\nP2,{ROW},0.06\nP2平行样,{ROW},0.04\n",
        {},
        {"reading": {"parallel": "means"}},
        ("panel_formaldehyde", 2, 0.035),
    ),
    "count_or_rate": (
        "survey",
        "response,enterprise,category,每百户问题数\n"
        + "".join(f"r{n},E{n % 2 + 1},wood_panel,{20 + 5 * n}\n" for n in range(6)),
        {"columns": {"每百户问题数": "problems_per_100"}},
        {"recode": {"每百户问题数": {"scale": {"from": [0, 5000], "to": [0, 50]}}}},
        ("problems_per_100", 3, 30.0),
    ),
}


@pytest.mark.parametrize("code", ASKED)
def test_what_a_number_may_mean_is_asked_and_the_answer_gives_the_right_estimate(code, tmp_path, monkeypatch):
    kind, text, before, answer, (indicator, n, value) = ASKED[code]

    def run(*words: str):
        monkeypatch.setattr(sys, "argv", ["benchmarks", *words])
        return CliRunner().invoke(main, ["--store", str(tmp_path / "x.duckdb"), *words])

    def written(name: str, content: object) -> str:
        body = content if isinstance(content, str) else json.dumps({"mapping": 1, **content})
        (tmp_path / name).write_text(body, encoding="utf-8")
        return str(tmp_path / name)

    for what, content in (("register", REGISTER), ("labs", LABS)):
        assert run("load", written(f"{what}.csv", content), "--kind", what, "--sector", SECTOR).exit_code == 0
    sent = (written("f.csv", text), "--kind", kind, *ROUND, "--mapping")
    first, second = written("before.json", before), written("with.json", before | answer)
    refused = run("load", *sent, first, "--format", "json")
    (problem,) = json.loads(refused.stderr)
    assert refused.exit_code == 1 and problem["code"] == code and len(problem["answers"]) == 2
    part, said = next(iter(answer.items()))
    assert said in [each[part] for each in problem["answers"]]
    assert json.loads(run("check", *sent, first, "--format", "json").stdout)["errors"] == 1
    assert run("load", *sent, second).exit_code == 0
    (found,) = json.loads(run("estimates", "--enterprise", "E1", "--indicator", indicator, "--format", "json").stdout)
    assert (found["n"], found["estimate"]) == (n, pytest.approx(value))
