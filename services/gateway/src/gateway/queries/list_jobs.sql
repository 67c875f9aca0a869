SELECT id, kind, status, stage, progress, attempt, created_at, started_at, finished_at, error, trace_headers
FROM app.jobs
WHERE workspace_id = $1
  AND ($2::text IS NULL OR kind = $2)
  AND ($3::text[] IS NULL OR status = ANY ($3))
  AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
ORDER BY created_at DESC, id DESC
LIMIT $6
