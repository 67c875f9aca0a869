-- Workspace by workspace along its own index: it costs what is shown, not what is stored.
SELECT j.workspace_id, j.id, j.kind, j.status, j.stage, j.progress, j.attempt, j.max_attempts, j.created_at, j.finished_at,
       j.error ->> 'code' AS error_code, j.trace_headers::text AS trace_headers
FROM app.workspaces w
CROSS JOIN LATERAL (
  SELECT workspace_id, id, kind, status, stage, progress, attempt, max_attempts, created_at, finished_at, error, trace_headers
  FROM app.jobs
  WHERE workspace_id = w.id
    AND ($2::text IS NULL OR kind = $2)
    AND ($3::text[] IS NULL OR status = ANY ($3))
  ORDER BY created_at DESC, id DESC
  LIMIT $4) j
WHERE $1::uuid IS NULL OR w.id = $1
ORDER BY j.created_at DESC, j.id DESC
LIMIT $4
