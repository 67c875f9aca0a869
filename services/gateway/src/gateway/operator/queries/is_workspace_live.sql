SELECT EXISTS (SELECT FROM app.workspaces WHERE id = $1 AND deleted_at IS NULL)
