"""The JSON Schema that editors use is the one the models give."""

import json

from click.testing import CliRunner

from benchmarks.specs import schema
from benchmarks.specs.models import Indicator


def test_the_shipped_schema_is_current():
    assert CliRunner().invoke(schema.main, ["--check"]).exit_code == 0


def test_the_check_fails_once_the_file_differs_and_writing_mends_it(tmp_path, monkeypatch):
    monkeypatch.setattr(schema, "FILE", tmp_path / "schema.json")
    missing = CliRunner().invoke(schema.main, ["--check"])
    assert missing.exit_code == 1
    assert "run `python -m benchmarks.specs.schema`" in missing.output
    assert CliRunner().invoke(schema.main, []).exit_code == 0
    assert CliRunner().invoke(schema.main, ["--check"]).exit_code == 0
    (tmp_path / "schema.json").write_text("{}", encoding="utf-8")
    assert CliRunner().invoke(schema.main, ["--check"]).exit_code == 1


def test_the_schema_knows_the_keys_of_an_indicator_and_no_others():
    drawn = json.loads(schema.schema())["$defs"]["Indicator"]
    assert set(drawn["properties"]) == set(Indicator.model_fields)
    assert drawn["additionalProperties"] is False
    assert "decimals" not in drawn["required"]
