-- Adds rows of one table to what is left of a workspace; of one that is gone already nothing more is to be told.
INSERT INTO app.deleted_workspaces AS d (id, closed_at, purged_rows)
SELECT w.id, w.deleted_at, jsonb_build_object($2::text, $3::bigint) FROM app.workspaces w WHERE w.id = $1 AND $3 > 0
ON CONFLICT (id) DO UPDATE
SET purged_rows = d.purged_rows || jsonb_build_object($2::text, $3::bigint + coalesce((d.purged_rows ->> $2::text)::bigint, 0))
