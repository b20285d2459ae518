"""Sums of another association on the command line: taken, read again, refused in sentences with nothing kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from benchmarks.cli import main
from benchmarks.intake import sums_file
from benchmarks.intake.backup import verified
from benchmarks.intake.giving import give
from benchmarks.intake.taking import take
from benchmarks.specs.spec import load_specs
from data.kept import batches
from data.refusal import Refused
from data.store import open_store
from data.viewer import LOCAL, Viewer, association
from tests import kit

MANY = 15 * "A" + "B"
PLACE = ("--sector", "things", "--wave", "2026")
RATED = kit.indicator("rating", range={"min": 1, "max": 10}, levels={"floor": 5})
SPECS = kit.specs(RATED)
Say = Callable[..., Result]


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """Two stores, here and there, of one spec: makers are registered in both, a survey is loaded there."""
    (tmp_path / "specs").mkdir()
    sector = {
        **{"sector": "things", "label": {"en": "Things", "zh": "东西"}, "version": "1"},
        "dimensions": [{"id": "quality", "label": {"en": "Quality", "zh": "质量"}, "weight": 1}],
        "categories": [{"id": "thing", "label": {"en": "Thing", "zh": "东西"}}],
        "indicators": [RATED],
    }
    (tmp_path / "specs" / "things.yaml").write_text(yaml.safe_dump(sector, allow_unicode=True), "utf-8")

    def one(store: str, *words: str) -> Result:
        place = ["--store", str(tmp_path / f"{store}.duckdb"), "--specs", str(tmp_path / "specs")]
        return CliRunner().invoke(main, [*place, *words])

    register = tmp_path / "register.csv"
    register.write_text("enterprise,name_en,name_zh,sector\nA,x,x,things\nB,x,x,things\n", "utf-8")
    for store in ("here", "there"):
        assert one(store, "load", str(register), "--kind", "register", "--sector", "things").exit_code == 0
    loaded(one, tmp_path, "there", "S1", MANY)
    return one


def loaded(say: Say, folder: Path, store: str, survey: str, makers: str, psu: str = "p") -> None:
    """A survey of one answer after another, in one stratum, a sampling point each five."""
    rows = [f"{survey}{store}{i},{maker},thing,{1 + i % 10},north,{psu}{i // 5}" for i, maker in enumerate(makers)]
    file = folder / f"{store}{survey}{psu}.csv"
    file.write_text("\n".join(["response,enterprise,category,rating,stratum,psu", *rows]) + "\n", "utf-8")
    done = say(store, "load", str(file), "--kind", "survey", "--survey", survey, *PLACE)
    assert done.exit_code == 0, done.output


def test_sums_go_from_one_store_to_another_and_are_whole_there(say: Say, tmp_path: Path):
    done = say("there", "cells", "export", *PLACE, "-o", str(tmp_path / "sums.json"))
    assert "holds the sums of 1 results; 1 are blank" in done.output
    taken = say("here", "cells", "import", str(tmp_path / "sums.json"), *PLACE)
    assert "Batch 2: sums of 1 results are counted with the answers here; 1 came blank" in taken.output
    [row] = json.loads(say("here", "estimates", "--format", "json").stdout)
    assert (row["enterprise"], row["n"], row["estimate"], row["missing_share"]) == ("A", 15, pytest.approx(70 / 15), 0)
    assert "1 rows, all as stored" in say("here", "reread", "2").output
    [batch] = json.loads(say("here", "batches", "--kind", "sums", "--format", "json").stdout)
    assert (batch["survey"], batch["wave"], batch["row_count"]) == ("S1", "2026", 1)
    store = open_store(tmp_path / "here.duckdb")
    found = verified(store, load_specs(tmp_path / "specs"))
    store.close()
    assert (found.batches, found.read, found.wrong) == (2, 2, ())
    assert "3 entries are as they were written" in say("there", "audit", "verify").output
    done = say("here", "cells", "import", str(tmp_path / "sums.json"), "--sector", "things", "--wave", "2025")
    assert (done.exit_code, "The sums are of 2026, and 2025 was asked for" in done.stderr) == (1, True)
    done = say("there", "cells", "export", "--sector", "things", "--wave", "2025", "-o", str(tmp_path / "no.json"))
    assert "There are no answers of 2025 in sector things to sum" in done.stderr
    assert not (tmp_path / "no.json").exists()


@pytest.fixture(scope="module")
def sums() -> bytes:
    """The file of another association: A has fifteen answers, B one."""
    there = kit.Shop(SPECS, _sent=500)
    there.survey(answers(MANY), wave="2026")
    return give(there.store, SPECS, LOCAL, "things", "2026").content


@pytest.fixture
def here() -> kit.Shop:
    """A store in which A and B are registered."""
    shop = kit.Shop(SPECS)
    with shop.store.write() as cursor:
        cursor.execute("INSERT INTO batch (batch, kind, sector, survey, wave) VALUES (9, 'register', 'things', '', '')")
        for code in "AB":
            cursor.execute("INSERT INTO registration (batch, sector, enterprise) VALUES (9, 'things', ?)", [code])
    return shop


def answers(makers: str, psu: str = "p") -> list[dict]:
    """One answer after another in one stratum, a sampling point each five."""
    rows = enumerate(makers)
    return [{"enterprise": m, "rating": 1.0 + i % 10, "stratum": "north", "psu": f"{psu}{i // 5}"} for i, m in rows]


def refused(shop: kit.Shop, content: bytes, *, apart: bool = False, viewer: Viewer = LOCAL) -> list[str]:
    """What is said of a file; the store holds no sums where anything is."""
    done = take(shop.store, SPECS, viewer, content, "sums.json", ("things", "2026"), apart=apart)
    assert (done.batch is None) == bool(done.problems) == batches.batches(shop.store, LOCAL, kind="sums").empty
    return [str(each) for each in done.problems]


def changed(content: bytes, change: Callable[[dict], object]) -> bytes:
    """The file with something changed, and the fingerprint that belongs to it."""
    held = json.loads(content)
    held.pop("sha256")
    change(held)
    return sums_file.SumsFile.model_validate_json(json.dumps(held)).written()


def first(held: dict) -> dict:
    return held["results"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda h: h["spec"].update(version="2"), "The sums follow version 2 of the spec"),
        (lambda h: h["spec"].update(digest="0" * 64), "The sums follow version 1 of the spec (00000000)"),
        (lambda h: h.update(wave="2025"), "The sums are of 2025, and 2026 was asked for"),
        (lambda h: h.update(sector="elsewhere"), "The sums are of sector elsewhere, and sector things was asked for"),
        (lambda h: first(h).update(enterprise="Q"), "not in the register of sector things: Q."),
        (lambda h: first(h).update(indicator="odd"), "The sums name what the spec does not know, or ask otherwise: A/"),
        (lambda h: first(h).update(statistic="nps"), "or ask otherwise: A/thing/rating"),
        (lambda h: h["results"].append(first(h)), "Results stand in the file more than once: A/thing/rating"),
        (lambda h: first(h)["sums"][""].update(n=4), "Sums that rest on fewer than 5 answers are not taken: A/"),
        (lambda h: first(h)["sums"][""].update(sw=0), "Sums that no answers can have: A/thing/rating"),
        (lambda h: first(h)["sums"][""].update(swyy=0.1), "Sums that no answers can have: A/thing/rating"),
        (lambda h: h.update(results=h["results"][1:]), "Nothing is in the file that may be told"),
        (lambda h: h.update(format="sums 9"), "This is not a file of sums, or it is cut: format sums 9"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_nothing_is_kept(here: kit.Shop, sums: bytes, change, said: str):
    [sentence] = refused(here, changed(sums, change))
    assert said in sentence


def test_all_that_is_wrong_is_told_at_once(here: kit.Shop, sums: bytes):
    file = changed(sums, lambda held: held.update(wave="2025") or first(held).update(enterprise="Q"))
    assert len(refused(here, file)) == 2


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"sha256": "x", "format": 3}', b"[" * 90000])
def test_what_is_no_file_of_sums_is_refused_in_one_sentence(here: kit.Shop, content: bytes):
    [sentence] = refused(here, content)
    assert sentence.startswith("This is not a file of sums, or it is cut")


def test_an_altered_file_is_refused(here: kit.Shop, sums: bytes):
    held = json.loads(sums)
    first(held)["sums"][""]["swy"] = 9.0
    assert "The file was altered" in refused(here, json.dumps(held).encode())[0]


def test_who_is_not_of_the_association_neither_gives_nor_takes(here: kit.Shop, sums: bytes):
    for viewer in (Viewer("regulator"), Viewer("visitor"), association("elsewhere")):
        with pytest.raises(Refused, match="Only the association of sector things"):
            refused(here, sums, viewer=viewer)
        with pytest.raises(Refused, match="Only the association of sector things"):
            give(here.store, SPECS, viewer, "things", "2026")
    assert refused(here, sums, viewer=association("things")) == []


def test_the_same_sums_and_sums_of_answers_that_are_here_are_refused(here: kit.Shop, sums: bytes):
    own = kit.Shop(SPECS, _sent=500)
    own.survey(answers(MANY), wave="2026")
    assert "Batch 1 here holds answers that are in these sums too" in refused(own, sums, apart=True)[0]
    assert refused(here, sums) == []
    done = take(here.store, SPECS, LOCAL, sums, "again.json", ("things", "2026"), apart=True)
    assert "Batch 10 here was made from the same answers as these sums" in str(done.problems[0])


def test_one_sampling_point_and_one_stratum_in_two_stores_are_refused_unless_drawn_apart(here: kit.Shop, sums: bytes):
    here.survey(answers("AAAAAA", psu="q"), wave="2026")
    assert "Strata of survey S1 are in this store too (north)" in refused(here, sums)[0]
    here.survey(answers(15 * "A"), wave="2026")
    assert "Sampling points of survey S1 are in this store too (p0, p1, p2)" in refused(here, sums)[0]
    assert refused(here, sums, apart=True) == []
