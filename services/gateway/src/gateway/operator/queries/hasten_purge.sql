UPDATE app.workspaces SET purge_after = now() WHERE id = $1 AND deleted_at IS NOT NULL
