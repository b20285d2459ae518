-- Answers of one batch become additive sums: one row an enterprise, category, indicator, stratum and PSU.
-- y is centred on a constant of the indicator: uncentred sums lose 5 digits at offsets of 1e6.
SELECT
    {batch} AS batch, enterprise, category, indicator, stratum, psu,
    COUNT(*) AS n,
    SUM(weight) AS sw,
    SUM(weight * y) AS swy,
    SUM(weight * y * y) AS swyy,
    SUM(weight * weight) AS sww,
    SUM(weight * weight * y) AS swwy,
    SUM(weight * weight * y * y) AS swwyy,
    SUM(weight * y * y * y) AS swyyy
FROM (
    SELECT
        r.enterprise, r.category, r.indicator, r.stratum, r.psu, r.weight,
        CASE
            WHEN m.kind = 0 THEN r.y - m.centre
            WHEN m.kind = 1 THEN CASE WHEN r.y >= m.top_from THEN 1e0 ELSE 0e0 END
            ELSE CASE WHEN r.y >= 9 THEN 1e0 WHEN r.y <= 6 THEN -1e0 ELSE 0e0 END
        END AS y
    FROM ({answers}) r
    JOIN (
        SELECT indicator, centre, top_from, CASE statistic WHEN 'top_box' THEN 1 WHEN 'nps' THEN 2 ELSE 0 END AS kind
        FROM measure
    ) m ON m.indicator = r.indicator
) a
GROUP BY enterprise, category, indicator, stratum, psu
