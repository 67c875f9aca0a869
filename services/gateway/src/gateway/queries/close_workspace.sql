UPDATE app.workspaces
SET deleted_at = now(), purge_after = now() + $2::int * interval '1 hour'
WHERE id = $1 AND deleted_at IS NULL
RETURNING id, deleted_at, purge_after
