SELECT
    enterprise, category, indicator, stratum, psu,
    COUNT(*) AS n,
    SUM(CAST(4611686018427387904e0 * w AS BIGINT)) AS sw,
    SUM(CAST(4611686018427387904e0 * w * y AS BIGINT)) AS swy,
    SUM(CAST(4611686018427387904e0 * w * y * y AS BIGINT)) AS swyy,
    SUM(CAST(4611686018427387904e0 * w * w AS BIGINT)) AS sww,
    SUM(CAST(4611686018427387904e0 * w * w * y AS BIGINT)) AS swwy,
    SUM(CAST(4611686018427387904e0 * w * w * y * y AS BIGINT)) AS swwyy,
    SUM(CAST(4611686018427387904e0 * w * y * y * y AS BIGINT)) AS swyyy
FROM (
    SELECT g.enterprise, g.category, g.indicator, g.stratum, g.psu, g.weight / u.w AS w, g.y / u.y AS y
    FROM given g JOIN unit u ON u.indicator = g.indicator
) a
GROUP BY enterprise, category, indicator, stratum, psu
