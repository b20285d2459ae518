-- What is summed over the PSUs of each stratum of each batch: squares and products of PSU totals, ready for a variance.
-- The sums add up over batches wherever no PSU has members of one domain in two batches.
SELECT batch, enterprise, category, indicator, stratum, CAST(n AS DOUBLE) AS n, sw, swy, swyy, sww,
    CASE WHEN psu = 0 THEN swwyy ELSE swy * swy END AS a,
    CASE WHEN psu = 0 THEN swwy ELSE swy * sw END AS b,
    CASE WHEN psu = 0 THEN sww ELSE sw * sw END AS c,
    CASE WHEN psu = 0 THEN CAST(n AS DOUBLE) ELSE 1e0 END AS psus, swyyy
FROM {cells} x
