"""A store on a lake: the results of the file, several servers, killed writers, other versions, the way back."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.estimates.estimate import unscoped
from benchmarks.infrastructure.receipt import receipt
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.chain import chain
from data.kept import audit, batches, people, publishing
from data.kept.people import Scope
from data.lake import Lake, address
from data.migrating import newest
from data.moving import move
from data.refusal import Refused, StoreError
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.intake.kit import asked, opened, send, survey

ROOT = Path(__file__).resolve().parents[2]
SPECS = asked()
DEEDS: list[Callable[[Store], object]] = [
    lambda store: send(store, SPECS, survey(40), wave="2025"),
    lambda store: send(store, SPECS, survey(30, 100), wave="2026"),
    lambda store: audit.note(store, LOCAL, "viewed", "A", "things"),
    lambda store: batches.withdraw(store, LOCAL, 3, "a mistake"),
    lambda store: send(store, SPECS, survey(35, 200), wave="2026"),
    lambda store: publishing.keep(store, LOCAL, "things", "2026", "published"),
    lambda store: people.invite(store, LOCAL, "li@people.example", "regulator", Scope()),
]


@pytest.fixture(scope="module")
def pair(new_lake, tmp_path_factory) -> Iterator[tuple[Store, Lake, str]]:
    """A store in a file and one on a lake, the first three deeds done before the move and the others after it."""
    file, _ = opened(tmp_path_factory.mktemp("pair") / "file.duckdb")
    for deed in DEEDS[:3]:
        deed(file)
    where = new_lake()
    lake = open_store(where)
    assert isinstance(lake, Lake)
    move(file, lake)
    for store in (file, lake):
        for deed in DEEDS[3:]:
            deed(store)
    yield file, lake, where
    file.close()
    lake.close()


@pytest.fixture
def other(pair) -> Iterator[Lake]:
    """Another server on the same lake."""
    found = Lake(pair[2], address(pair[2]))
    yield found
    found.close()


@pytest.fixture
def process(pair) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts other processes on the lake, which are ready."""
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        words = [sys.executable, "-m", "tests.lake.writer", pair[2]]
        one = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(one)
        return one

    yield start
    for one in started:
        one.kill()
        one.communicate()


def heads(store: Store) -> tuple:
    """The entries of the audit's chain, and whether they are whole."""
    with store.cursor() as cursor:
        found = chain(cursor)
    return found.whole, found.entries, found.unlinked


def test_loads_withdrawals_people_waves_and_the_audit_are_those_of_the_file(pair):
    file, lake, _ = pair
    assert unscoped(lake, SPECS).equals(unscoped(file, SPECS))
    assert list(unscoped(lake, SPECS)["n"]) == [40, 35]
    shown = ["batch", "kind", "wave", "sha256", "row_count", "why"]
    assert batches.batches(lake, LOCAL)[shown].equals(batches.batches(file, LOCAL)[shown])
    assert [each.email for each in people.people(lake, LOCAL)] == ["li@people.example"]
    assert lake.versions() == file.versions()
    assert heads(lake) == heads(file) == (True, 8, 0)


def test_a_lake_comes_back_into_a_file_row_by_row_and_is_backed_up_and_verified(pair, tmp_path):
    _, lake, _ = pair
    back = open_store(tmp_path / "back.duckdb")
    rows = move(lake, back)
    assert (rows["answer"], rows["batch"], rows["withdrawal"]) == (105, 4, 1)
    assert heads(back) == heads(lake)
    assert unscoped(back, SPECS).equals(unscoped(lake, SPECS))
    with pytest.raises(StoreError, match="holds something already"):
        move(lake, back)
    back.close()


def test_another_server_sees_what_was_written_within_a_second(pair, other):
    _, lake, _ = pair
    assert other.versions() == lake.versions()
    send(lake, SPECS, survey(10, 900), wave="2020")
    time.sleep(1.1)
    assert other.versions() == lake.versions()
    assert unscoped(other, SPECS).equals(unscoped(lake, SPECS))


def test_the_same_bytes_from_two_processes_at_once_are_one_batch_and_one_refusal(pair, process):
    both = [process(), process()]
    for one in both:
        assert one.stdout.readline() == "ready\n"
    for one in both:
        one.stdin.write("load 2021 12 3000\n")
        one.stdin.flush()
    said = sorted(one.stdout.readline().strip() for one in both)
    found = batches.batches(pair[1], LOCAL, wave="2021")
    assert said == [str(found["batch"].iloc[0]), "twin"]
    assert len(found) == 1


def test_a_killed_writer_leaves_nothing_and_blocks_nobody(pair, process):
    _, lake, _ = pair
    before = lake.query("SELECT count(*) AS n FROM withdrawal")["n"][0]
    holder = process()
    assert holder.stdout.readline() == "ready\n"
    holder.stdin.write("hold 30\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.wait()
    began = time.monotonic()
    with lake._turn():
        assert time.monotonic() - began < 30  # not the minute for which a living writer is waited for
    assert send(lake, SPECS, survey(10, 4000), wave="2022").batch is not None
    assert lake.query("SELECT count(*) AS n FROM withdrawal")["n"][0] == before


def test_a_writer_that_lost_its_lock_and_was_overtaken_keeps_nothing(pair, other, postgres):
    _, lake, _ = pair
    with pytest.raises(Refused, match="Another server wrote to the lake in between"), lake.write() as cursor:
        cursor.execute("INSERT INTO withdrawal VALUES (888888, 'late', NULL, '')")
        with psycopg.connect(f"{postgres} dbname=postgres", autocommit=True) as server:
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        send(other, SPECS, survey(10, 5000), wave="2023")
    assert lake.query("SELECT count(*) AS n FROM withdrawal WHERE batch = 888888")["n"][0] == 0
    assert len(batches.batches(lake, LOCAL, wave="2023")) == 1


def test_a_writer_that_is_halted_is_given_up_after_its_lease_and_keeps_nothing_when_it_wakes(pair, process):
    _, lake, _ = pair
    holder = process()
    assert holder.stdout.readline() == "ready\n"
    holder.stdin.write("hold 2\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "held\n"
    time.sleep(3)  # longer than the lease: a living one is heard of
    with pytest.raises(Refused, match="nothing was written"), lake._turn(0.1):
        pass
    holder.send_signal(signal.SIGSTOP)
    assert send(lake, SPECS, survey(10, 8000), wave="2018").batch is not None
    holder.send_signal(signal.SIGCONT)
    holder.stdin.write("\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "lake_conflict\n"
    assert lake.query("SELECT count(*) AS n FROM withdrawal WHERE batch = 999999")["n"][0] == 0


def test_who_waits_longer_than_the_bound_is_told_so(pair, other, monkeypatch):
    monkeypatch.setattr(other, "waits", 0.2)
    with pair[1].write(), pytest.raises(Refused, match="nothing was written"):
        send(other, SPECS, survey(10, 6000), wave="2024")


def test_who_looks_at_a_page_waits_for_no_writer_and_is_noted_all_the_same(pair, other):
    _, lake, _ = pair
    with lake.write():
        began = time.monotonic()
        audit.note(other, LOCAL, "viewed", "A", "things")
        assert time.monotonic() - began < 15  # a writer is waited for a minute
    audit.note(lake, LOCAL, "viewed", "A", "things")
    found = lake.query("SELECT count(*) AS n FROM audit_event")["n"][0]
    assert (found, heads(lake)[0], heads(lake)[2]) == (3, True, 0)


def test_an_older_program_refuses_to_read_and_to_write_once_a_newer_one_has_changed_the_schema(pair, other):
    _, lake, _ = pair
    before = other.query("SELECT count(*) AS n FROM answer")["n"][0]
    with lake.write() as cursor:
        cursor.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [newest() + 1])
    try:
        with pytest.raises(StoreError, match=f"brought the lake to schema {newest() + 1}, this one knows {newest()}"):
            send(other, SPECS, survey(10, 7000), wave="2019")
        time.sleep(1.1)
        for read in (lambda: other.query("SELECT count(*) AS n FROM answer"), other.versions, other.version):
            with pytest.raises(StoreError, match="it reads and writes nothing here any more"):
                read()
        with pytest.raises(StoreError, match="use the newer program"):
            Lake(pair[2], address(pair[2]))
    finally:
        with Store.cursor(lake) as cursor:  # a Lake's own is refused, too
            cursor.execute("DELETE FROM lake.schema_version WHERE version > ?", [newest()])
    assert other.query("SELECT count(*) AS n FROM answer")["n"][0] == before  # nothing of what was refused is there


def test_sums_that_were_made_anew_are_known_to_the_other_server(pair, other):
    before = other.versions().sums
    pair[1].sums_made_anew()
    time.sleep(1.1)
    assert other.versions().sums == before + 1


def test_tidying_joins_files_and_keeps_every_row_and_what_receipts_name(pair):
    _, lake, _ = pair
    scope = Selection("things", "thing", "A", wave="2026")
    slip = receipt(Reading(lake, SPECS, LOCAL, scope))
    assert slip["inputs"][0]["batches"][0]["n"] == 35
    rows = {name: lake.query(f"SELECT count(*) AS n FROM {name}")["n"][0] for name in ("batch", "answer", "audit_link")}
    found = lake.tidy(0)
    assert found["after"] < found["before"]
    assert rows == {name: lake.query(f"SELECT count(*) AS n FROM {name}")["n"][0] for name in rows}
    assert receipt(Reading(lake, SPECS, LOCAL, scope)) == slip
    assert heads(lake)[0]


def test_no_statement_reads_or_writes_a_file_that_is_not_the_lakes(pair, tmp_path):
    for sql in ("SELECT * FROM read_csv('/etc/passwd')", f"COPY batch TO '{tmp_path}/x.csv'", "SET threads = 1"):
        with pytest.raises(duckdb.Error), pair[1].cursor() as cursor:
            cursor.execute(sql)


def test_a_lake_is_moved_and_backed_up_on_the_command_line(pair, new_lake, tmp_path):
    (tmp_path / "specs").mkdir()
    said = CliRunner().invoke(main, ["--store", pair[2], "store", "backup", str(tmp_path / "b.duckdb")])
    assert "is whole" in said.output, said.output
    said = CliRunner().invoke(main, ["store", "tidy", "--store", str(tmp_path / "b.duckdb")])
    assert "Only a lake is tidied" in said.output
    said = CliRunner().invoke(main, ["store", "copy", str(tmp_path / "b.duckdb"), str(tmp_path / "c.duckdb")])
    assert "results are equal in both" in said.output, said.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ducklake:postgres:dbname=x", "A lake is named ducklake:postgres:dbname=NAME"),
        ("ducklake:sqlite:x;data=/y", "A lake is named ducklake:postgres:dbname=NAME"),
        ("ducklake:postgres:;data=/y", "A lake is named"),
        ("ducklake:postgres:dbname=x;data=gs://bucket/y", "in a folder that every server sees or under s3://"),
        ("ducklake:postgres:dbname=x password=secret;data=", "password=***;data="),
    ],
)
def test_an_address_that_is_none_is_refused_in_a_sentence(text: str, said: str):
    with pytest.raises(StoreError) as refused:
        open_store(text)
    assert said in str(refused.value) and "secret" not in str(refused.value)


def test_a_lake_without_its_server_or_its_extensions_is_refused_in_a_sentence(tmp_path, monkeypatch):
    nowhere = f"ducklake:postgres:dbname=x host=127.0.0.1 port=1;data={tmp_path}"
    with pytest.raises(StoreError, match="PostgreSQL of the lake cannot be reached"):
        open_store(nowhere)
    monkeypatch.setattr(duckdb, "__version__", "1.5.9")
    with pytest.raises(StoreError, match=r"duckdb-extension-postgres-scanner of version 1\.5\.9"):
        open_store(nowhere)
