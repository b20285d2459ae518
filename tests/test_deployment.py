"""The unit of systemd and the compose file of docs/: sound, and their commands are those that the tests run."""

import json
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from benchmarks.cli import main
from tests.browser.conftest import command

DOCS = Path(__file__).resolve().parents[1] / "docs"
UNIT, COMPOSE = DOCS / "duibiao.service", DOCS / "compose.yaml"


class _Reset(yaml.YAMLObject):
    """What compose takes out of a service that it extends."""

    yaml_tag, yaml_loader = "!reset", yaml.SafeLoader

    @classmethod
    def from_yaml(cls, loader, node):
        return []


def composed() -> dict:
    return yaml.safe_load(COMPOSE.read_text("utf-8"))


def test_the_unit_runs_the_command_that_the_tests_run():
    [line] = [each for each in UNIT.read_text("utf-8").splitlines() if each.startswith("ExecStart=")]
    program, *words = line.removeprefix("ExecStart=").split()
    assert (program, words) == ("/opt/duibiao/venv/bin/python", command(8501))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_knows_every_line_of_the_unit(tmp_path):
    """The program is not where a server has it: an interpreter that is there stands in for it."""
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text("utf-8").replace("/opt/duibiao/venv/bin/python", "/bin/true"), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=60)
    said = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert (done.returncode, said) == (0, [])
    unit.write_text(unit.read_text("utf-8").replace("Restart=on-failure", "Restrat=on-failure"), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=60)
    assert "Restrat" in done.stderr


def test_compose_knows_every_line_of_its_file():
    """The schema is that of the compose specification, as check-jsonschema ships it."""
    schema = json.loads(
        files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json").read_text("utf-8")
    )
    known = jsonschema.validators.validator_for(schema)(schema)
    assert [each.message for each in known.iter_errors(composed())] == []
    broken = composed()
    broken["services"]["program"]["restrat"] = "always"
    assert [each.json_path for each in known.iter_errors(broken)] == ["$.services.program"]


def test_the_container_runs_the_command_that_the_tests_run_and_listens_beyond_itself():
    program = composed()["services"]["program"]
    assert program["command"] == ["python", *(word.replace("127.0.0.1", "0.0.0.0") for word in command(8501))]
    assert program["ports"] == ["127.0.0.1:8501:8501"]
    assert "/_stcore/health" in program["healthcheck"]["test"][-1]


def test_the_backup_of_the_container_is_a_command_there_is():
    words = composed()["services"]["backup"]["entrypoint"]
    assert words[:3] == ["python", "-m", "benchmarks"]
    assert CliRunner().invoke(main, [*words[3:], "--help"]).exit_code == 0


def test_what_both_set_is_described():
    told = (DOCS / "deployment.md").read_text("utf-8")
    names = set(composed()["services"]["program"]["environment"])
    names |= {line.split("=")[1] for line in UNIT.read_text("utf-8").splitlines() if line.startswith("Environment=")}
    assert [name for name in names if f"`{name}`" not in told] == []
