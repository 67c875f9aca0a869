-- Nothing when somebody has told of a task since the roadmap was read.
UPDATE app.roadmaps
SET result = $4, request = $5, progress = $6, end_date = $7, total_weeks = $8, revision = revision + 1, updated_at = now()
WHERE workspace_id = $1 AND id = $2 AND revision = $3 AND deleted_at IS NULL
RETURNING revision
