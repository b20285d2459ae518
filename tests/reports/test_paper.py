"""An association's own letterhead and logo; and what is refused in one sentence, with no file left behind."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from docx import api
from PIL import Image

from benchmarks.cli import main
from benchmarks.reading import Reading
from benchmarks.reports.made import report
from benchmarks.reports.written.logo import logo
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.refusal import Refused
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.demo_kit import SPECS
from tests.reports.kit import everything


@pytest.fixture(scope="module")
def store(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(shutil.copy(demo_file, tmp_path_factory.mktemp("paper") / "demo.duckdb"))
    yield opened
    opened.close()


def picture(wide: int = 1800, high: int = 400, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("1" if wide * high > 10**7 else "RGB", (wide, high)).save(out, kind, comment=b"camera 4711")
    return out.getvalue()


def paper(text: str) -> bytes:
    word, out = api.Document(), io.BytesIO()
    word.add_paragraph(text)
    word.save(out)
    return out.getvalue()


def test_a_logo_is_made_anew_and_stands_in_every_format_with_its_alt_text(store: Store):
    about = Selection("catering", "canteen", wave="2026H1")
    document = report.document("ranking", Reading(store, SPECS, LOCAL, about), LANGUAGES["en"])
    small = Image.open(io.BytesIO(logo(picture(kind="JPEG"))))
    assert (small.format, small.size, small.info) == ("PNG", (900, 200), {})
    for form in report.FORMATS:
        plain, drawn = (report.written(document, form, picture=each) for each in (None, picture(kind="JPEG")))
        assert "camera 4711" not in everything(drawn)
        if form == "pdf":
            assert _images(drawn) - _images(plain) == 1
        else:
            assert everything(drawn).count("Logo") > everything(plain).count("Logo")


def _images(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(len(page.get_images()) for page in pdf.pages)


BAD = {
    "an unknown maker": ("enterprise", "--enterprise NOBODY", {}, "There is no enterprise NOBODY"),
    "a wave without results": ("ranking", "--wave 2031H1", {}, "There are no results in the wave 2031H1"),
    "a template with an error": ("ranking", "--letterhead {in}", {"docx": paper("{{ title")}, "letterhead cannot"),
    "a template with code": (
        *("ranking", "--letterhead {in}"),
        *({"docx": paper("{{ ''.__class__.__mro__[1].__subclasses__() }}")}, "letterhead cannot be used"),
    ),
    "a template that is none": ("ranking", "--letterhead {in}", {"docx": b"PK no Word"}, "it is no Word document"),
    "a logo that is no picture": ("ranking", "--logo {in}", {"pdf": b"GIF89a nothing"}, "it is no PNG or JPEG"),
    "a logo that breaks off": ("ranking", "--logo {in}", {"pdf": picture()[:200]}, "it is no PNG or JPEG"),
    "a logo with huge sides": ("ranking", "--logo {in}", {"pdf": picture(9000, 9000)}, "it has 9,000 x 9,000 pixels"),
    "a logo of many bytes": ("ranking", "--logo {in}", {"pdf": b"\x89PNG" + bytes(6 * 2**20)}, "larger than 5 MB"),
    "a folder that is a file": ("enterprise", "--all -o {in}/all", {"pdf": b"a file"}, "cannot be made"),
    "a file under a file": ("ranking", "-o {in}/ranking.pdf", {"pdf": b"a file"}, "cannot be written"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_made_is_one_sentence_and_leaves_no_half_file(store: Store, tmp_path: Path, case: str):
    kind, said, files, sentence = BAD[case]
    form, content = next(iter(files.items()), ("pdf", b""))
    given = tmp_path / "given"
    given.write_bytes(content)
    words = f"report {kind} --sector catering {said} --format {form} {'' if '-o' in said else '-o {out}'}"
    asked = words.replace("{in}", str(given)).replace("{out}", str(tmp_path / "made")).split()
    done = CliRunner().invoke(main, ["--store", str(store.path), *asked])
    assert done.exit_code == 1, done.output
    assert sentence in done.stderr and len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["given"] and given.read_bytes() == content


def test_a_letterhead_keeps_its_own_words_and_takes_the_title(store: Store):
    about = Selection("catering", "canteen", wave="2026H1")
    document = report.document("ranking", Reading(store, SPECS, LOCAL, about), LANGUAGES["en"])
    held = everything(report.written(document, "docx", paper("Members of {{ title }}, {{ foot }}"), picture()))
    assert "Members of Catering, Source: survey and test files" in held and "Logo" in held
    with pytest.raises(Refused, match="This logo cannot be used"):
        report.written(document, "docx", None, b"")
