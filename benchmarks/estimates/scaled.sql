-- Answers of one batch become additive sums: one row an enterprise, category, indicator, stratum and PSU.
-- y is centred on a constant of the indicator: uncentred sums lose 5 digits at offsets of 1e6.
-- Sums are of whole numbers, exact in any order of rows and threads: weights and answers are divided by the powers of two
-- that hold the largest of the batch and indicator, and each product is kept to the 62nd bit.
WITH given AS (
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
),
unit AS (
    SELECT indicator, pow(2e0, ceil(log2(greatest(MAX(weight), 1e-90)))) AS w,
        pow(2e0, ceil(log2(greatest(MAX(abs(y)), 1e-90)))) AS y
    FROM given
    GROUP BY indicator
)
