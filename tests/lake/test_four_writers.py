"""Four servers load and withdraw at random and are killed at random: what was acknowledged is there, and once."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from data.chain import chain
from data.kept import batches
from data.store import open_store
from data.viewer import LOCAL
from tests.intake.kit import asked as sector
from tests.intake.kit import register, send

ROOT = Path(__file__).resolve().parents[2]
DEEDS = int(os.environ.get("DEEDS", "1000"))
pytestmark = pytest.mark.simulation


def started(where: str) -> subprocess.Popen:
    """Another process on the lake."""
    words = [sys.executable, "-m", "tests.lake.writer", where]
    return subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_what_four_writers_were_told_is_what_the_lake_holds(new_lake):
    where, draw = new_lake(), Random(22)
    lake = open_store(where)
    send(lake, sector(), register("A"), "register")
    writers = [started(where) for _ in range(4)]
    assert {one.stdout.readline() for one in writers} == {"ready\n"}
    loaded: dict[int, int] = {}  # batch -> rows, as acknowledged
    gone: set[int] = set()
    unsure, killed, refused = 0, 0, Counter()
    for round_ in range(DEEDS // 4):
        asked: list[list[str]] = []
        for k, writer in enumerate(writers):
            free = sorted(set(loaded) - gone)
            if free and draw.random() < 0.3:
                asked.append(["withdraw", str(draw.choice(free))])
            else:
                same = draw.random() < 0.2  # the very bytes that another sends at the same time
                first = 1_000_000 * (round_ + 1) + 10_000 * (0 if same else k + 1)
                asked.append(["load", "2026", str(10 if same else draw.randint(5, 40)), str(first)])
            writer.stdin.write(" ".join(asked[-1]) + "\n")
            writer.stdin.flush()
        dying = draw.randrange(4) if draw.random() < 0.2 else None
        if dying is not None:
            writers[dying].kill()
        for k, words in enumerate(asked):
            said = writers[k].stdout.readline().strip()
            if said.isdigit() and words[0] == "load":
                assert int(said) not in loaded, "a number was given out twice"
                loaded[int(said)] = int(words[2])
            elif said.isdigit():
                gone.add(int(said))
            elif said:
                refused[said] += 1
            else:
                unsure += 1  # killed before it could say what became of the deed
        if dying is not None:
            killed += 1
            writers[dying].communicate()
            writers[dying] = started(where)
            assert writers[dying].stdout.readline() == "ready\n"
    for writer in writers:
        writer.communicate()
    held = batches.batches(lake, LOCAL, kind="survey").set_index("batch")
    print(f"{len(loaded)} loads, {len(gone)} withdrawals; {killed} killed, {unsure} unsure, refused: {dict(refused)}")
    assert {batch: held.loc[batch, "row_count"] for batch in loaded} == loaded
    assert held.index.is_unique and not held[["sha256"]].duplicated().any()
    assert len(held) - len(loaded) + int(held["withdrawn_at"].notna().sum()) - len(gone) <= unsure
    assert gone <= set(held.index[held["withdrawn_at"].notna()])
    rows = lake.query("SELECT batch, count(*) AS n FROM response GROUP BY batch").set_index("batch")["n"]
    assert rows.to_dict() == held["row_count"].to_dict()
    cells = lake.query("SELECT batch, CAST(sum(n) AS BIGINT) AS n FROM stratum_cell GROUP BY batch").set_index("batch")[
        "n"
    ]
    assert cells.to_dict() == rows.to_dict()
    with lake.cursor() as cursor:
        assert chain(cursor).whole
    lake.close()
