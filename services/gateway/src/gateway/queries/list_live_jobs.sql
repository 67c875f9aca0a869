-- What is at work before what waits, the oldest first; both indexes of live jobs serve it, however many have ended.
SELECT id, kind, status, stage, progress, attempt, created_at, started_at, finished_at, error, trace_headers
FROM app.jobs
WHERE workspace_id = $1 AND (status = 'queued' OR status IN ('dispatched', 'running'))
ORDER BY status = 'running' DESC, created_at, id
LIMIT $2
