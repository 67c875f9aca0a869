SELECT id FROM app.workspaces WHERE name = $1 AND deleted_at IS NULL ORDER BY created_at, id LIMIT 1
