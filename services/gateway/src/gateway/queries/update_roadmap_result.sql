UPDATE app.roadmaps
SET result = $3, progress = $4, end_date = $5, total_weeks = $6, revision = revision + 1, updated_at = now()
WHERE workspace_id = $1 AND id = $2
