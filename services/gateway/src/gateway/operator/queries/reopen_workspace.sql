-- Not once rows may be gone.
UPDATE app.workspaces
SET deleted_at = NULL, purge_after = NULL
WHERE id = $1 AND deleted_at IS NOT NULL AND (purge_after IS NULL OR purge_after > now())
RETURNING true
