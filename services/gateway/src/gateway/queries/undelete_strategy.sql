UPDATE app.strategies
SET deleted_at = NULL, updated_at = clock_timestamp()
WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NOT NULL
RETURNING id, title, created_at, updated_at
