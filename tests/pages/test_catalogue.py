"""The Chinese catalogue: complete, and checked by a command that can find what is wrong."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from click.testing import CliRunner

from pages.parts.words import catalogue

ROOT = Path(__file__).resolve().parents[2]


def _catalogue(**messages: str) -> Catalog:
    made = Catalog(locale="zh")
    for english, chinese in messages.items():
        made.add(english, chinese)
    return made


def test_every_message_of_the_pages_and_of_the_problems_is_translated_and_none_is_stale():
    assert catalogue.findings(catalogue.used(), catalogue.translated()) == []


def test_the_extraction_finds_messages_of_all_kinds_and_rooms():
    found = {(catalogue._ids(message)[0], message.context) for message in catalogue.used() if message.id}
    assert ("{n} bottom line is broken", None) in found
    assert ("met", "verdict") in found
    assert ("Line {line}: {sentence} {todo}", None) in found
    assert len(found) > 250


def test_say_is_gettext_alone():
    """A plural said by it would be looked for as one and stay in English."""
    rooms = [path for room in ("pages", "benchmarks") for path in sorted((ROOT / room).rglob("*.py"))]
    assert [path.name for path in rooms if re.search(r"\bsay = [^\n,]*ngettext", path.read_text("utf-8"))] == []


def test_the_check_command_ends_well_and_says_so():
    done = CliRunner().invoke(catalogue.main, ["--check"])
    assert (done.exit_code, done.output) == (0, "The catalogue is complete.\n")


def test_what_is_missing_stale_or_empty_is_named():
    wanted, have = _catalogue(a="", b="", c=""), _catalogue(b="乙", c="", d="丁")
    assert catalogue.findings(wanted, have) == ["no longer used: d", "not in the catalogue: a", "not translated: c"]


def test_an_uncertain_translation_does_not_count():
    have = _catalogue(a="甲")
    have["a"].flags.add("fuzzy")
    assert catalogue.findings(_catalogue(a=""), have) == ["marked as uncertain: a"]


def test_a_translation_with_other_placeholders_is_named():
    wanted, have = Catalog(locale="zh"), Catalog(locale="zh")
    wanted.add("{low} to {high}")
    have.add("{low} to {high}", "{low} 至 {higher}")
    assert catalogue.findings(wanted, have) == ["other placeholders than in English: {low} to {high}"]


def test_a_plural_takes_the_placeholders_of_the_plural():
    wanted, have = Catalog(locale="zh"), Catalog(locale="zh")
    wanted.add(("the one sample", "all {n} samples"))
    have.add(("the one sample", "all {n} samples"), ("全部 {n} 个样品",))
    assert catalogue.findings(wanted, have) == []


def test_an_update_keeps_translations_adds_new_messages_and_drops_old_ones(tmp_path):
    path = tmp_path / "zh.po"
    path.write_bytes(catalogue.updated(_catalogue(kept="", new=""), _catalogue(kept="留", old="旧")))
    after = catalogue.translated(path)
    assert {message.id: message.string for message in after if message.id} == {"kept": "留", "new": ""}


def test_an_update_of_a_complete_catalogue_changes_nothing():
    assert catalogue.updated(catalogue.used(), catalogue.translated()) == catalogue.PO.read_bytes()
