SELECT name, deleted_at, purge_after FROM app.workspaces WHERE id = $1
