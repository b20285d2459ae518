-- Sums become what a variance needs: one row a wave (place), enterprise, category and indicator.
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
)
SELECT l.place, t.enterprise, t.category, t.indicator,
    SUM(t.n) AS n, SUM(t.sw) AS sw, SUM(t.swy) AS swy, SUM(t.swyy) AS swyy, SUM(t.swyyy) AS swyyy, SUM(t.sww) AS sww,
    SUM(CASE WHEN f.n_h > 1 THEN (f.n_h * t.a - t.swy * t.swy) / (f.n_h - 1) ELSE t.a END) AS va,
    SUM(CASE WHEN f.n_h > 1 THEN (f.n_h * t.b - t.swy * t.sw) / (f.n_h - 1) ELSE t.b END) AS vb,
    SUM(CASE WHEN f.n_h > 1 THEN (f.n_h * t.c - t.sw * t.sw) / (f.n_h - 1) ELSE t.c END) AS vc, SUM(t.c) AS cc,
    SUM(t.psus) AS psus, SUM(1e0) AS strata,
    SUM(CASE WHEN f.n_h > 1 THEN 0e0 ELSE 1e0 END) AS lonely
FROM stratum_total t
JOIN stratum_frame f ON f.round = t.round AND f.stratum = t.stratum
JOIN live l ON l.batch = t.round
GROUP BY l.place, t.enterprise, t.category, t.indicator
