"""Sums in SQL that are the same to the last bit in whatever order rows lie and threads take them."""

from collections.abc import Sequence

_BITS = "4611686018427387904e0"  # 2^62: what a whole number of 64 bits holds with its sign


def exact_sums(relation: str, keys: Sequence[str], terms: Sequence[str], counts: Sequence[str], within: int) -> str:
    """SQL: keys, sums of terms and of counts over each group of keys of the relation, a SELECT.

    Sums of floating-point numbers hang on their order. Each term is divided by the power of two that holds the largest
    of its kind where the first `within` keys are equal, kept to the 62nd bit, and summed as a whole number, which is
    exact; that loses less than summing in any order would. counts are whole and small, so that any order is exact.
    Source: fixed-point accumulation as in Demmel and Nguyen (2013), Fast reproducible floating-point summation.
    """
    of = ", ".join(keys[:within])
    on = " AND ".join(f"u.{key} = x.{key}" for key in keys[:within])
    units = ", ".join(f"pow(2e0, ceil(log2(greatest(MAX(abs({term})), 1e-300)))) AS {term}" for term in terms)
    whole = ", ".join(f"SUM(CAST(x.{term} / u.{term} * {_BITS} AS BIGINT)) AS {term}" for term in terms)
    added = "".join(f", SUM(x.{count}) AS {count}" for count in counts)
    told = ", ".join(f"x.{term} / {_BITS} * u.{term} AS {term}" for term in terms)
    kept = ", ".join(f"x.{name}" for name in (*keys, *counts))
    each = ", ".join(f"x.{key}" for key in keys)
    return f"""(WITH part AS ({relation}),
unit AS (SELECT {of}, {units} FROM part GROUP BY {of}),
whole AS (SELECT {each}{added}, {whole} FROM part x JOIN unit u ON {on} GROUP BY {each})
SELECT {kept}, {told} FROM whole x JOIN unit u ON {on})"""
