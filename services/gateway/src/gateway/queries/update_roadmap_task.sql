UPDATE app.roadmap_tasks
SET status = $4, start_date = $5, due_date = $6, assignee = $7, actual_hours = $8, completed_on = $9,
    revision = revision + 1, updated_at = now()
WHERE workspace_id = $1 AND roadmap_id = $2 AND id = $3
RETURNING revision
