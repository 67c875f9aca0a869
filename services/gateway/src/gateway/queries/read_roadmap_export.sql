SELECT id, job_id, strategy_id, audit_id, created_by, created_at, updated_at, template_name, revision, result::text AS result
FROM app.roadmaps
WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL
