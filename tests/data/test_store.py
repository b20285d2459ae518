"""The store: migrations once and in order, writes whole or not at all, every query on request in the log."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from data import migrating
from data.refusal import Refused, StoreError
from data.store import open_store


def test_a_new_store_has_the_newest_schema_and_opening_again_changes_nothing(tmp_path):
    first = open_store(tmp_path / "x.duckdb")
    versions = list(first.query("SELECT version FROM schema_version ORDER BY version")["version"])
    first.close()
    again = open_store(tmp_path / "x.duckdb")
    assert versions == [number for number, _ in migrating.migrations(migrating.SCHEMA.read_text(encoding="utf-8"))]
    assert list(again.query("SELECT version FROM schema_version")["version"]) == versions
    again.close()


def test_a_file_opened_twice_in_one_process_is_one_handle_by_whatever_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = open_store(tmp_path / "x.duckdb")
    (tmp_path / "hard.duckdb").hardlink_to("x.duckdb")
    (tmp_path / "soft.duckdb").symlink_to("x.duckdb")
    names = ("x.duckdb", "./x.duckdb", "../" + tmp_path.name + "/x.duckdb", "hard.duckdb", "soft.duckdb")
    with ThreadPoolExecutor(8) as pool:
        assert {id(one) for one in pool.map(open_store, names * 20)} == {id(store)}
    store.seal()
    with pytest.raises(Refused), open_store("x.duckdb").write():
        pass
    store.close()
    again = open_store("x.duckdb")
    assert again is not store and not again.sealed
    again.close()


def test_eight_who_open_a_new_file_at_once_share_one_handle(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(open_store, [tmp_path / "x.duckdb"] * 8))
    assert len({id(one) for one in opened}) == 1
    opened[0].close()


def test_two_stores_in_memory_are_two():
    assert open_store(":memory:") is not open_store(":memory:")


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    open_store(tmp_path / "x.duckdb").close()
    broken = tmp_path / "schema.sql"
    text = migrating.SCHEMA.read_text(encoding="utf-8")
    number = len(migrating.migrations(text)) + 1
    broken.write_text(text + f"\n-- migration {number}: broken\nCREATE TABLE half (a INTEGER);\nSELECT nonsense;\n")
    monkeypatch.setattr(migrating, "SCHEMA", broken)
    with pytest.raises(Exception, match="nonsense"):
        open_store(tmp_path / "x.duckdb")
    monkeypatch.undo()
    again = open_store(tmp_path / "x.duckdb")
    assert again.query("SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'half'")["n"][0] == 0
    again.close()


def test_a_store_of_a_newer_program_is_refused_in_one_sentence(tmp_path):
    first = open_store(tmp_path / "x.duckdb")
    with first.write() as cursor:
        cursor.execute("INSERT INTO schema_version VALUES (999, now()::TIMESTAMP)")
    first.close()
    with pytest.raises(StoreError, match="has schema 999, this program knows up to"):
        open_store(tmp_path / "x.duckdb")


def test_a_file_that_is_no_store_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "x.duckdb").write_text("not a database, but long enough to be looked at as one")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "x.duckdb")


def test_a_write_that_fails_halfway_writes_nothing():
    store = open_store(":memory:")

    def fail_halfway() -> None:
        with store.write() as cursor:
            cursor.execute("INSERT INTO withdrawal VALUES (1, 'why', now()::TIMESTAMP, 'me')")
            raise KeyError("halfway")

    with pytest.raises(KeyError):
        fail_halfway()
    assert store.query("SELECT count(*) AS n FROM withdrawal")["n"][0] == 0


@pytest.mark.parametrize("where", ["file", "memory"])
@pytest.mark.parametrize(
    "sql",
    [
        "COPY withdrawal TO '{folder}/out.csv'",
        "COPY withdrawal FROM '{folder}/in.csv'",
        "SELECT * FROM read_csv('{folder}/in.csv')",
        "SELECT * FROM '{folder}/in.csv'",
        "SELECT * FROM read_text('{folder}/in.csv')",
        "SELECT * FROM glob('{folder}/*')",
        "ATTACH '{folder}/other.duckdb'",
        "EXPORT DATABASE '{folder}/all'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET memory_limit = '1GB'",
    ],
)
def test_sql_reaches_no_other_file_and_changes_no_setting(tmp_path, sql, where):
    (tmp_path / "in.csv").write_text("a\n1\n")
    store = open_store(":memory:" if where == "memory" else tmp_path / "x.duckdb")
    with pytest.raises(duckdb.Error, match=r"(?i)disabled|locked|not allowed"):
        store.query(sql.format(folder=tmp_path))
    store.close()
    assert {path.name for path in tmp_path.iterdir()} <= {"in.csv", "x.duckdb"}


def test_a_sealed_store_refuses_every_write_and_still_rehearses():
    store = open_store(":memory:")
    store.seal()
    with pytest.raises(Refused, match="keeps nothing"), store.write() as cursor:
        cursor.execute("INSERT INTO withdrawal VALUES (1, 'why', now()::TIMESTAMP, 'me')")
    with store.rehearsal() as draft, draft.write() as cursor:
        cursor.execute("INSERT INTO withdrawal VALUES (1, 'why', now()::TIMESTAMP, 'me')")
        assert draft.query("SELECT count(*) AS n FROM withdrawal")["n"][0] == 1
    assert store.query("SELECT count(*) AS n FROM withdrawal")["n"][0] == 0


def test_the_switch_logs_each_query_with_its_time(monkeypatch, caplog):
    store = open_store(":memory:")
    monkeypatch.setenv("QUALITY_LOG_SQL", "1")
    with caplog.at_level(logging.INFO, logger="duibiao.sql"):
        store.query("SELECT 41 + 1 AS answer")
    assert any("SELECT 41 + 1 AS answer" in line and " ms " in line for line in caplog.messages)


def test_the_schema_leans_on_nothing_that_ducklake_lacks():
    text = " ".join(line.split("--")[0] for line in migrating.SCHEMA.read_text(encoding="utf-8").upper().splitlines())
    for word in (
        "PRIMARY KEY",
        "UNIQUE",
        "CHECK",
        "FOREIGN KEY",
        "REFERENCES",
        "ENUM",
        "SEQUENCE",
        "RETURNING",
        "ON CONFLICT",
    ):
        assert not re.search(rf"(?<![A-Z_]){word}\b(?! TEXT)", text)
