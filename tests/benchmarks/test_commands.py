"""The list of commands: each exists, says of itself what the list says, and is loaded only when asked for."""

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pandas as pd
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from benchmarks.cli import context, main
from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.completion import VARIABLE
from benchmarks.formats import FORMATS, encode, encode_texts
from data.refusal import Refused

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "benchmarks" / "cli"
# What the program may wait for only where a command needs it.
HEAVY = {"scipy", "pandas", "streamlit", "numpy", "pyarrow", "duckdb", "pydantic", "pint", "yaml"}
# What reads a format is loaded when a file of it comes: pyarrow and duckdb load pandas by themselves, these need not.
FORMATS_READ = {"pyarrow.parquet", "python_calamine", "pyreadstat", "data.read.workbooks.xlsx"}


def loaded_by(*words: str) -> set[str]:
    """Which of HEAVY a run of the program has loaded by its end."""
    program = f"""
import json, sys
from benchmarks.cli import context, main
try:
    main({list(words)!r})
finally:
    print(json.dumps(sorted({HEAVY | FORMATS_READ!r} & set(sys.modules))), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_of_the_list_exists_and_says_what_the_list_says(name):
    command = main.commands[name].loaded()
    assert (command.help or "").replace("\n", " ").startswith(COMMANDS[name][1])
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: ") and "duibiao" not in done.stdout.splitlines()[0]


def test_every_command_that_is_written_stands_in_the_list():
    modules = [import_module(f"benchmarks.cli.{each.stem}") for each in FOLDER.glob("[!_]*.py")]
    written = [each for module in modules for each in vars(module).values() if isinstance(each, click.Command)]
    inside = {id(one) for each in written if isinstance(each, click.Group) for one in each.commands.values()}
    assert {each.name for each in written if id(each) not in inside} == set(COMMANDS)


def test_help_lists_every_command_and_loads_none():
    listed = CliRunner().invoke(main, ["--help"]).stdout.split("Commands:")[1]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()] == sorted(COMMANDS)
    assert loaded_by("--help") == set()


def test_specs_are_listed_without_what_computes():
    assert loaded_by("specs") == {"pydantic", "yaml"}


def test_a_register_or_a_first_wave_is_checked_without_what_infers(tmp_path):
    file = tmp_path / "register.csv"
    file.write_text("enterprise,name_en,name_zh,sector\nE,Elementary,小学,catering\n", encoding="utf-8")
    words = ("check", str(file), "--kind", "register", "--sector", "catering")
    unneeded = {"scipy", "pint", "streamlit"} | FORMATS_READ
    assert not unneeded & loaded_by("--store", str(tmp_path / "x.duckdb"), *words)


def test_rows_of_text_are_written_as_their_frame_would_be():
    rows = [{"id": "a", "label": 'A, the "first"', "标签": "甲"}, {"id": "bb", "label": "", "标签": "乙、丙"}]
    for form in FORMATS:
        assert encode_texts(rows, form) == encode(pd.DataFrame(rows), form)
        assert encode_texts([], form) == encode(pd.DataFrame([]), form)


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        ([], "withdr", ["withdraw", "withdraw-demo"]),
        (["specs"], "--for", ["--format"]),
        (["specs", "--format"], "", list(FORMATS)),
        (["template", "survey", "--sector"], "home", ["home_appliances", "home_furnishings"]),
        (["gaps", "--sector", "catering", "--category"], "cant", ["canteen"]),
        (["gaps", "--sector", "catering", "--category"], "suv", []),
        (["--specs", str(ROOT / "tests"), "gaps", "--category"], "", []),
    ],
)
def test_tab_completes_commands_options_and_codes(words, begun, offered):
    asked = ShellComplete(main, {}, "duibiao", VARIABLE)
    assert [each.value for each in asked.get_completions(words, begun)] == offered


SHELLS = {
    "bash": ("--norc", 'COMP_WORDS=(duibiao rob); COMP_CWORD=1; _duibiao; printf "%s\\n" "${COMPREPLY[@]}"'),
    # zsh completes only at a prompt: what it would offer is caught where the script hands it over.
    "zsh": ("-f", 'words=(duibiao rob); CURRENT=2; _describe() { printf "%s\\n" "${plain[@]%%:*}"; }; _duibiao'),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_for_a_shell_completes_and_runs_the_program_from_every_folder(shell, tmp_path):
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} on this machine")
    flag, ask = SHELLS[shell]
    script = CliRunner().invoke(main, ["completion", shell]).stdout
    command = [shutil.which(shell), flag, "-c", f"{script}\n{ask}\nduibiao completion {shell}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == f"robustness\n{script}", done.stderr


def test_a_file_that_cannot_be_written_whole_is_not_there_at_all(tmp_path, monkeypatch):
    kept = tmp_path / "kept.csv"
    kept.write_bytes(b"before")

    def full(path: Path, content: bytes) -> None:
        with path.open("wb") as half:
            half.write(content[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    for name in ("kept.csv", "new.csv"):
        with pytest.raises(Refused, match="cannot be written: No space left on device"):
            context.say(b"after", tmp_path / name)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"kept.csv": b"before"}


def test_a_number_in_json_has_12_digits_at_most_and_a_whole_one_all():
    frame = pd.DataFrame({"x": [0.1 + 0.2, 1 / 3, -2.5e-17 / 3, 123_456_789_012_345.0, 100 * 0.57, float("inf")]})
    told = [row["x"] for row in json.loads(encode(frame, "json"))]
    assert told == [0.3, 0.333333333333, -8.33333333333e-18, 123_456_789_012_345.0, 57.0, None]
    assert "0.30000000000000004" in encode(frame, "csv").decode()
