-- The last $2 UTC days with today as the last, also the empty ones.
SELECT d.day::date AS day, coalesce(b.strategies, 0) AS strategies, coalesce(b.audits, 0) AS audits,
       coalesce(b.roadmaps, 0) AS roadmaps, coalesce(b.sum_score, 0) AS sum_score, b.latency::text AS latency
FROM generate_series(
       (now() AT TIME ZONE 'UTC')::date - ($2::int - 1), (now() AT TIME ZONE 'UTC')::date, interval '1 day') AS d (day)
LEFT JOIN app.workspace_daily b ON b.workspace_id = $1 AND b.day = d.day::date
ORDER BY d.day
