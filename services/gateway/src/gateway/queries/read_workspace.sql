SELECT id, name, app.role_in_ws() AS role, created_at FROM app.workspaces WHERE id = $1 AND deleted_at IS NULL
