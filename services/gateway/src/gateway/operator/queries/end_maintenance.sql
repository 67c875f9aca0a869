UPDATE app.maintenance
SET ended_at = now(), ended_by = $1
WHERE ended_at IS NULL
RETURNING id
