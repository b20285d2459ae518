"""A store of the first schema is brought up to date with everything it held."""

import duckdb

from data import migrating
from data.kept.responses import stored_answers
from data.store import open_store


def test_answers_and_cells_of_the_first_schema_are_kept(tmp_path):
    path = tmp_path / "old.duckdb"
    first = migrating.migrations(migrating.SCHEMA.read_text(encoding="utf-8"))[0][1]
    with duckdb.connect(str(path)) as old:
        old.execute(first)
        old.execute("CREATE TABLE schema_version (version INTEGER, applied_at TIMESTAMP)")
        old.execute("INSERT INTO schema_version VALUES (1, now()::TIMESTAMP)")
        # Batch 1, response 0 of enterprise 5, category 6, stratum 8, PSU 9, weight 2: 4 to indicator 7.
        old.execute("INSERT INTO response VALUES (1, 0, 'r', 5, 6, 8, 9, 2.0, NULL)")
        old.execute("INSERT INTO answer VALUES (1, 0, 5, 6, 7, 8, 9, 2.0, 4.0)")
        old.execute("INSERT INTO cell VALUES (1, 5, 6, 7, 8, 9, 1, 2, 8, 32, 4, 16, 64)")
    store = open_store(path)
    (row,) = store.query(stored_answers(1)).to_dict("records")
    expected = {"response": 0, "enterprise": 5, "category": 6, "indicator": 7, "stratum": 8, "psu": 9}
    assert row == expected | {"weight": 2.0, "y": 4.0}
    (stratum,) = store.query("SELECT sw, swy, a, b, c FROM stratum_cell").to_dict("records")
    # One PSU: the squares and products of its own sums, 8 x 8, 8 x 2 and 2 x 2.
    assert stratum == {"sw": 2, "swy": 8, "a": 64, "b": 16, "c": 4}
    store.close()


def test_answers_of_links_are_kept_in_one_row_a_round_without_their_order(tmp_path):
    """Before migration 27: links 2 and 1 of W1 answered, nothing of it a batch; link 3 of W2 answered and closed."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as old:
        old.execute("CREATE TABLE schema_version (version INTEGER, applied_at TIMESTAMP)")
        for number, sql in migrating.migrations(migrating.SCHEMA.read_text(encoding="utf-8"))[:26]:
            old.execute(sql)
            old.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [number])
        links = [("issued", 1, "b", "W1"), ("issued", 2, "a", "W1"), ("issued", 3, "c", "W2")]
        for k, (kind, link, token, survey) in enumerate(
            [*links, *(("answered", n, "", "W1") for n in (2, 1)), ("answered", 3, "", "W2"), ("closed", 0, "", "W2")],
            1,
        ):
            row = [k, kind, link, token, "cars", "", survey, "2026", None, None, "", "", ""]
            old.execute("INSERT INTO form_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        for survey, content in (("W1", '{"response": "9"}'), ("W1", '{"response": "1"}'), ("W2", '{"response": "5"}')):
            old.execute("INSERT INTO form_answer VALUES ('cars', ?, '2026', ?)", [survey, content])
    store = open_store(path)
    rows = store.query("SELECT survey, used, answers FROM form_given ORDER BY survey").values.tolist()
    store.close()
    assert [[survey, list(used), list(answers)] for survey, used, answers in rows] == [
        ["W1", ["a", "b"], ['{"response": "1"}', '{"response": "9"}']],
        ["W2", ["c"], []],
    ]
