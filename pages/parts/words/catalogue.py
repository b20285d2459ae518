"""Keeps the Chinese catalogue in step with the code: `python -m pages.parts.words.catalogue --check` or `--update`.

Messages are what pages, documents and words of results pass to `say`, `gettext`, `ngettext` and `pgettext`, the
rows of their vocabularies (marked by `N`, `P` and `C`), and the wording of problems and refusals in data/, written
there as plain English. `--update` adds new messages untranslated and drops those no longer used; `--check`
names everything that is missing, stale, untranslated or has other placeholders, and ends with 1 if there is any.
"""

import sys
from io import BytesIO
from pathlib import Path
from string import Formatter

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from benchmarks import policy
from data.give import annotate
from data.problems.problem import messages
from data.problems.wording.answers import ANSWERS
from data.read import choices
from data.refusal import REFUSALS

ROOT = Path(__file__).parents[3]
PO = ROOT / "pages" / "locale" / "zh" / "LC_MESSAGES" / "duibiao.po"
HEADER = r"""msgid ""
msgstr ""
"Language: zh\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""

# Rows of a vocabulary are marked by N, P and C; pages with much to say call `language.gettext` so.
KEYWORDS = DEFAULT_KEYWORDS | {"N": None, "P": ((1, "c"), 2), "C": (1, 2), "say": None}

Key = tuple[str, str | None]  # message (singular where there are two), context


def used() -> Catalog:
    """Every message in use, untranslated, with the files that use it."""
    catalogue = Catalog(locale="zh", fuzzy=False)
    folders = [ROOT / "benchmarks" / "reports", ROOT / "benchmarks" / "words", ROOT / "pages"]
    for path in [ROOT / "streamlit_app.py", *(path for each in folders for path in sorted(each.rglob("*.py")))]:
        if path.exists():
            for _line, message, _comments, context in extract_from_file("python", path, KEYWORDS):
                catalogue.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    for message in messages():
        catalogue.add(message, locations=[("data/problems/problem.py", 0)])
    for message in choices.messages():
        catalogue.add(message, locations=[("data/read/choices.py", 0)])
    answers = [text for each in ANSWERS.values() for text in each.values()]
    for message in [*REFUSALS.values(), *annotate.WORDS, *answers]:
        catalogue.add(message, locations=[("data", 0)])
    for message in policy.messages():
        catalogue.add(message, locations=[("benchmarks/policy.py", 0)])
    return catalogue


def translated(path: Path = PO) -> Catalog:
    """The catalogue as it stands in git."""
    with path.open("rb") as file:
        return read_po(file, locale="zh")


def findings(wanted: Catalog, have: Catalog) -> list[str]:
    """What is wrong with the catalogue, a line each; empty where all is well."""
    needed, given = _by_key(wanted), _by_key(have)
    lines = [f"not in the catalogue: {key[0]}" for key in needed.keys() - given.keys()]
    lines += [f"no longer used: {key[0]}" for key in given.keys() - needed.keys()]
    for key in needed.keys() & given.keys():
        message = given[key]
        if message.fuzzy:
            lines.append(f"marked as uncertain: {key[0]}")
        if not all(_strings(message)):
            lines.append(f"not translated: {key[0]}")
        elif any(_placeholders(text) != _placeholders(_ids(message)[-1]) for text in _strings(message)):
            lines.append(f"other placeholders than in English: {key[0]}")
    return sorted(lines)


def updated(wanted: Catalog, have: Catalog) -> bytes:
    """The text of the catalogue with the translations it has and the messages it needs, by file and message."""
    given, fresh = _by_key(have), Catalog(locale="zh", fuzzy=False)
    for key, message in sorted(_by_key(wanted).items(), key=lambda item: (item[0][0], item[0][1] or "")):
        old = given.get(key)
        fresh.add(
            message.id,
            old.string if old and isinstance(old.id, str) == isinstance(message.id, str) else None,
            locations=sorted(set(message.locations)),
            user_comments=old.user_comments if old else (),
            context=message.context,
        )
    body = BytesIO()
    write_po(body, fresh, width=110, omit_header=True, sort_by_file=True, include_lineno=False)
    return HEADER.encode() + body.getvalue()


@click.command(help=__doc__)
@click.option("--check", "mode", flag_value="check", default=True, help="Name what is wrong; 1 if anything is.")
@click.option("--update", "mode", flag_value="update", help="Write the catalogue anew.")
def main(mode: str) -> None:
    """Check or update the catalogue."""
    if mode == "update":
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(updated(used(), translated() if PO.exists() else Catalog(locale="zh")))
    lines = findings(used(), translated())
    click.echo("\n".join(lines) or "The catalogue is complete.")
    sys.exit(1 if lines else 0)


def _by_key(catalogue: Catalog) -> dict[Key, Message]:
    return {(_ids(message)[0], message.context): message for message in catalogue if message.id}


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


if __name__ == "__main__":
    main()
