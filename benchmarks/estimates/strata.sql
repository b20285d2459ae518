-- Cells of one batch summed over the PSUs of each stratum: squares and products of PSU totals, ready for a variance.
-- They add up over batches wherever no PSU has members of one domain in two batches.
SELECT batch, enterprise, category, indicator, stratum,
    SUM(CAST(n AS DOUBLE)) AS n, SUM(sw) AS sw, SUM(swy) AS swy, SUM(swyy) AS swyy, SUM(sww) AS sww,
    SUM(CASE WHEN psu = 0 THEN swwyy ELSE swy * swy END) AS a,
    SUM(CASE WHEN psu = 0 THEN swwy ELSE swy * sw END) AS b,
    SUM(CASE WHEN psu = 0 THEN sww ELSE sw * sw END) AS c,
    SUM(CASE WHEN psu = 0 THEN CAST(n AS DOUBLE) ELSE 1e0 END) AS psus, SUM(swyyy) AS swyyy
FROM cell
WHERE batch = ?
GROUP BY batch, enterprise, category, indicator, stratum
ORDER BY enterprise, category, indicator, stratum
