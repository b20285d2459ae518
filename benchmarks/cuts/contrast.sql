-- Covariance of each part's estimate with that of its rest: one row a pair of domains, category and indicator.
-- With z = (sum of w (y - mean)) / (sum of w) over a PSU, Z its stratum sum, n_h the PSUs of the whole round:
-- covariance = sum over strata of n_h / (n_h - 1) (sum of z1 z2 over shared PSUs - Z1 Z2 / n_h)
-- A response is in one of the two only: where each is its own PSU, none is shared.
-- Relations of the caller: live (batch, round, place), slot_cell (cells, a slot in place of the enterprise), member (slot,
-- domain), pair (first, second: two domains), result (enterprise: the domain, category, indicator, mean, total: mean and
-- sum of weights of the whole result).
WITH psu_total AS (
    SELECT l.round, m.domain, c.category, c.indicator, c.stratum, c.psu,
        SUM(c.sw ORDER BY c.sw) AS sw, SUM(c.swy ORDER BY c.swy) AS swy
    FROM slot_cell c JOIN live l ON l.batch = c.batch JOIN member m ON m.slot = c.enterprise
    GROUP BY l.round, m.domain, c.category, c.indicator, c.stratum, c.psu
),
score AS (
    SELECT p.round, p.domain, p.category, p.indicator, p.stratum, p.psu, (p.swy - r.mean * p.sw) / r.total AS z
    FROM psu_total p
    JOIN result r ON r.enterprise = p.domain AND r.category = p.category AND r.indicator = p.indicator
),
stratum_score AS (
    SELECT round, domain, category, indicator, stratum, SUM(z ORDER BY z) AS z
    FROM score
    GROUP BY round, domain, category, indicator, stratum
),
stratum_frame AS (
    SELECT round, stratum, SUM(CASE WHEN psu = 0 THEN n ELSE 1e0 END) AS n_h
    FROM (
        SELECT l.round, f.stratum, f.psu, CAST(SUM(f.n) AS DOUBLE) AS n
        FROM frame_cell f JOIN live l ON l.batch = f.batch
        GROUP BY l.round, f.stratum, f.psu
    ) p
    GROUP BY round, stratum
),
shared AS (
    SELECT p.first, a.round, a.category, a.indicator, a.stratum, SUM(a.z * b.z ORDER BY a.z * b.z) AS zz
    FROM pair p
    JOIN score a ON a.domain = p.first AND a.psu <> 0
    JOIN score b ON b.domain = p.second AND b.round = a.round AND b.category = a.category
        AND b.indicator = a.indicator AND b.stratum = a.stratum AND b.psu = a.psu
    GROUP BY p.first, a.round, a.category, a.indicator, a.stratum
),
crossed AS (
    SELECT p.first, a.round, a.category, a.indicator, a.stratum, a.z * b.z AS zz
    FROM pair p
    JOIN stratum_score a ON a.domain = p.first
    JOIN stratum_score b ON b.domain = p.second AND b.round = a.round AND b.category = a.category
        AND b.indicator = a.indicator AND b.stratum = a.stratum
)
SELECT first, category, indicator, SUM(term ORDER BY term) AS covariance
FROM (
    SELECT c.first, c.category, c.indicator,
        CASE WHEN f.n_h > 1 THEN (f.n_h * COALESCE(s.zz, 0e0) - c.zz) / (f.n_h - 1) ELSE COALESCE(s.zz, 0e0) END AS term
    FROM crossed c
    JOIN stratum_frame f ON f.round = c.round AND f.stratum = c.stratum
    LEFT JOIN shared s ON s.first = c.first AND s.round = c.round AND s.category = c.category
        AND s.indicator = c.indicator AND s.stratum = c.stratum
) t
GROUP BY first, category, indicator
