UPDATE app.strategies
SET title = $3, version = $4, score = $5, compliance = $6, status = $7, updated_at = clock_timestamp()
WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL
RETURNING id, title, created_at, updated_at
