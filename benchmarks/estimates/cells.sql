-- The sums of each cell in the units of weights and answers, from the whole numbers they were made as.
SELECT
    {batch} AS batch, s.enterprise, s.category, s.indicator, s.stratum, s.psu, s.n,
    s.sw * u.w / 4611686018427387904e0 AS sw,
    s.swy * u.w * u.y / 4611686018427387904e0 AS swy,
    s.swyy * u.w * u.y * u.y / 4611686018427387904e0 AS swyy,
    s.sww * u.w * u.w / 4611686018427387904e0 AS sww,
    s.swwy * u.w * u.w * u.y / 4611686018427387904e0 AS swwy,
    s.swwyy * u.w * u.w * u.y * u.y / 4611686018427387904e0 AS swwyy,
    s.swyyy * u.w * u.y * u.y * u.y / 4611686018427387904e0 AS swyyy
FROM ({whole}) s
JOIN unit u ON u.indicator = s.indicator
