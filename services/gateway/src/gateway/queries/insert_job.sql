WITH job AS (
  INSERT INTO app.jobs (workspace_id, id, kind, request, created_by, trace_headers)
  VALUES ($1, $2, $3, $4, $5, $6)
  RETURNING workspace_id, id, created_at)
INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id, data)
SELECT job.workspace_id, $7, $5, 'job.requested', 'job', job.id, jsonb_build_object('kind', $3::text)
FROM job
RETURNING created_at
