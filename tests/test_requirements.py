"""What is installed: each requirement is pinned, locked with its hashes and all below it, and stands in the bill."""

import json
import re
from importlib.metadata import requires
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[a-z]+\])?==([^\s\\;]+)")


def name_of(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def pins(path: Path) -> dict[str, str]:
    found = (PIN.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {name_of(match[1]): match[2] for match in found if match}


ASKED, LOCKED = pins(ROOT / "requirements.txt"), pins(ROOT / ".ci" / "requirements.lock")


def test_every_requirement_is_pinned_with_its_reason_and_locked_in_the_same_version():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and not re.match(r"^\S+==\S+\s+# \S", line)] == []
    assert {name: LOCKED.get(name) for name in ASKED} == ASKED, "run .ci/lock"


def test_what_a_requirement_needs_is_locked_too_and_everything_with_its_hashes():
    below = {
        name_of(re.split(r"[\s;<>=!~\[(]", each)[0])
        for name in ASKED
        for each in requires(name) or ()
        if ";" not in each
    }
    assert below - set(LOCKED) == set()
    blocks = re.split(r"\n(?=\S)", (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8"))
    assert [block.split("\n")[0] for block in blocks if PIN.match(block) and "--hash=sha256:" not in block] == []


def test_the_bill_of_materials_lists_what_is_locked_with_its_licence():
    bill = json.loads((ROOT / "docs" / "bill-of-materials.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    listed = {name_of(each["name"]): each["version"] for each in bill["components"]}
    assert {name: listed.get(name) for name in LOCKED} == LOCKED
    without = {name_of(each["name"]) for each in bill["components"] if not each.get("licenses")}
    assert without <= {"axe-playwright-python", "protobuf", "pydeck", "pypdfium2", "pyxform"}, (
        "these say it in their files, not in their metadata"
    )
