SELECT id, title
FROM app.strategies
WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NOT NULL
