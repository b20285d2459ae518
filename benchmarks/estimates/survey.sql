-- Sums become what a variance needs: a row a wave (place), enterprise, category, indicator; over strata as in exact.py.
-- With S and T the sums of w y and w over a stratum, f = n_h / (n_h - 1) and m the mean:
-- variance = (va - 2 m vb + m m vc) / (sum of w)2   (Taylor linearisation with replacement, domain semantics)
-- `live` is a relation of the caller: batch, round (the first batch of its survey and wave), place (the wave's number).
WITH stratum_frame AS (
    SELECT round, stratum, SUM(CASE WHEN psu = 0 THEN n ELSE 1e0 END) AS n_h
    FROM (
        SELECT l.round, f.stratum, f.psu, CAST(SUM(f.n) AS DOUBLE) AS n
        FROM frame_cell f JOIN live l ON l.batch = f.batch
        GROUP BY l.round, f.stratum, f.psu
    ) p
    GROUP BY round, stratum
),
stratum_total AS (
    {stratum_total}
),
stratum_term AS (
    SELECT l.place, t.enterprise, t.category, t.indicator, t.n, t.sw, t.swy, t.swyy, t.swyyy, t.sww,
        CASE WHEN f.n_h > 1 THEN (f.n_h * t.a - t.swy * t.swy) / (f.n_h - 1) ELSE t.a END AS va,
        CASE WHEN f.n_h > 1 THEN (f.n_h * t.b - t.swy * t.sw) / (f.n_h - 1) ELSE t.b END AS vb,
        CASE WHEN f.n_h > 1 THEN (f.n_h * t.c - t.sw * t.sw) / (f.n_h - 1) ELSE t.c END AS vc, t.c AS cc,
        t.psus, 1e0 AS strata, CASE WHEN f.n_h > 1 THEN 0e0 ELSE 1e0 END AS lonely
    FROM stratum_total t
    JOIN stratum_frame f ON f.round = t.round AND f.stratum = t.stratum
    JOIN live l ON l.batch = t.round
)
SELECT * FROM {result}
