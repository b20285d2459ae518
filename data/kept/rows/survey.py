"""A checked survey file becomes responses and answers, with the SQL by which its answers are summed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from data.kept.rows.codes import code_ids, ids_of, text_of
from data.kept.rows.counted import Counted
from data.store import run

_SURVEY_IDS = ("enterprise", "category", "stratum", "psu")
_SURVEY_COLUMNS = {"line", "response", "weight", "product", *_SURVEY_IDS}
_ANSWER = pa.schema([("response", pa.int32()), ("indicator", pa.int32()), ("y", pa.float64())])
_GIVEN = (
    "SELECT response, enterprise, category, {0} AS indicator, stratum, psu, weight, {1} AS y "
    "FROM checked WHERE {1} IS NOT NULL"
)


@dataclass(frozen=True)
class SurveyRows:
    """A checked survey file with ids for codes, one float column an indicator, named by the indicator's id.

    facets: what respondents say of themselves, in columns named said_0, said_1, ...
    """

    table: pa.Table
    numbers: list[int]
    facets: list[str]

    @property
    def answers(self) -> str:
        """SQL over the relation `checked`: one row an answer that was given, with what its response says.

        It holds ids only: no name from a file is part of the SQL. Columns: response, enterprise, category, indicator,
        stratum, psu, weight, y.
        """
        each = [_GIVEN.format(number, f'"{number}"') for number in self.numbers]
        return " UNION ALL ".join(each or [_GIVEN.format(0, "CAST(NULL AS DOUBLE)")])

    @property
    def counted(self) -> Counted:
        """The answers in vectors, ready to be summed."""
        return Counted.of(self.table, self.numbers)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The answers as response, indicator and y, one indicator after the other."""
        for number in self.numbers:
            y = self.table[str(number)].combine_chunks()
            given = y.is_valid()
            response = self.table["response"].combine_chunks().filter(given)
            indicator = pa.repeat(pa.scalar(number, pa.int32()), len(response))
            yield pa.record_batch([response, indicator, y.filter(given)], schema=_ANSWER)


@contextmanager
def survey_rows(cursor: duckdb.DuckDBPyConnection, sector: str, typed: pa.Table) -> Iterator[SurveyRows]:
    """A checked survey file, registered as the relation `checked` of this cursor for as long as it is used."""
    frame = {
        "response": pa.array(np.arange(typed.num_rows, dtype=np.int32)),
        "code": text_of(typed, "response"),
        **{name: ids_of(cursor, name, sector, typed) for name in _SURVEY_IDS},
        "weight": typed["weight"],
        "product": text_of(typed, "product"),
    }
    rest = [name for name in typed.column_names if name not in _SURVEY_COLUMNS]
    indicators = [name for name in rest if pa.types.is_floating(typed[name].type)]
    facets = [name for name in rest if name not in indicators]
    frame |= {f"said_{k}": text_of(typed, name) for k, name in enumerate(facets)}
    numbers = code_ids(cursor, "indicator", sector, indicators)
    table = pa.table(frame | {str(numbers[name]): typed[name] for name in indicators})
    cursor.register("checked", table)
    try:
        yield SurveyRows(table, [numbers[name] for name in indicators], facets)
    finally:
        cursor.unregister("checked")


def write_survey(cursor: duckdb.DuckDBPyConnection, batch: int, rows: SurveyRows) -> None:
    """Responses, what respondents say of themselves, and answers of the rows that survey_rows registered."""
    run(
        cursor,
        f"INSERT INTO response SELECT {batch}, response, code, enterprise, category, stratum, psu, weight, product "
        "FROM checked",
    )
    cursor.register("given", pa.RecordBatchReader.from_batches(_ANSWER, rows.batches()))
    run(cursor, f"INSERT INTO answer SELECT {batch}, response, indicator, y FROM given")
    cursor.unregister("given")
    for k, facet in enumerate(rows.facets):
        sql = f"INSERT INTO response_part SELECT {batch}, response, ?, said_{k} FROM checked WHERE said_{k} IS NOT NULL"
        run(cursor, sql, [facet])
