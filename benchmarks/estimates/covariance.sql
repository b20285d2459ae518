-- Covariance of the estimates of two waves of one survey: one row a pair of waves, enterprise, category and indicator.
-- With z = (sum of w (y - mean)) / (sum of w) over a PSU, Z its stratum sum, n_h the PSUs of both waves together:
-- covariance = sum over strata of n_h / (n_h - 1) (sum of z1 z2 over shared PSUs - Z1 Z2 / n_h)
-- Relations of the caller: live (batch, round, place), pair (first, second: two rounds), result (place, enterprise,
-- category, indicator, mean, total: mean and sum of weights of the whole result).
WITH psu_total AS (
    SELECT l.round, l.place, c.enterprise, c.category, c.indicator, c.stratum, c.psu,
        SUM(c.sw ORDER BY c.sw) AS sw, SUM(c.swy ORDER BY c.swy) AS swy
    FROM cell c JOIN live l ON l.batch = c.batch
    WHERE {condition}
    GROUP BY l.round, l.place, c.enterprise, c.category, c.indicator, c.stratum, c.psu
),
score AS (
    SELECT p.round, p.enterprise, p.category, p.indicator, p.stratum, p.psu, (p.swy - r.mean * p.sw) / r.total AS z
    FROM psu_total p
    JOIN result r ON r.place = p.place AND r.enterprise = p.enterprise AND r.category = p.category
        AND r.indicator = p.indicator
),
stratum_score AS (
    SELECT round, enterprise, category, indicator, stratum, SUM(z ORDER BY z) AS z
    FROM score
    GROUP BY round, enterprise, category, indicator, stratum
),
stratum_frame AS (
    SELECT first, second, stratum, SUM(CASE WHEN psu = 0 THEN n ELSE 1e0 END) AS n_h
    FROM (
        SELECT p.first, p.second, f.stratum, f.psu, CAST(SUM(f.n) AS DOUBLE) AS n
        FROM pair p
        JOIN live l ON l.round = p.first OR l.round = p.second
        JOIN frame_cell f ON f.batch = l.batch
        GROUP BY p.first, p.second, f.stratum, f.psu
    ) d
    GROUP BY first, second, stratum
),
shared AS (
    SELECT p.first, p.second, a.enterprise, a.category, a.indicator, a.stratum, SUM(a.z * b.z ORDER BY a.z * b.z) AS zz
    FROM pair p
    JOIN score a ON a.round = p.first AND a.psu <> 0
    JOIN score b ON b.round = p.second AND b.enterprise = a.enterprise AND b.category = a.category
        AND b.indicator = a.indicator AND b.stratum = a.stratum AND b.psu = a.psu
    GROUP BY p.first, p.second, a.enterprise, a.category, a.indicator, a.stratum
),
crossed AS (
    SELECT p.first, p.second, a.enterprise, a.category, a.indicator, a.stratum, a.z * b.z AS zz
    FROM pair p
    JOIN stratum_score a ON a.round = p.first
    JOIN stratum_score b ON b.round = p.second AND b.enterprise = a.enterprise AND b.category = a.category
        AND b.indicator = a.indicator AND b.stratum = a.stratum
)
SELECT first, second, enterprise, category, indicator, SUM(term ORDER BY term) AS covariance
FROM (
    SELECT c.first, c.second, c.enterprise, c.category, c.indicator,
        CASE WHEN f.n_h > 1 THEN (f.n_h * COALESCE(s.zz, 0e0) - c.zz) / (f.n_h - 1) ELSE COALESCE(s.zz, 0e0) END AS term
    FROM crossed c
    JOIN stratum_frame f ON f.first = c.first AND f.second = c.second AND f.stratum = c.stratum
    LEFT JOIN shared s ON s.first = c.first AND s.second = c.second AND s.enterprise = c.enterprise
        AND s.category = c.category AND s.indicator = c.indicator AND s.stratum = c.stratum
) t
GROUP BY first, second, enterprise, category, indicator
