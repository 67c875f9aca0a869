-- An id alone is in no index, so each workspace is asked by its own.
SELECT j.workspace_id, w.name AS workspace, j.id, j.kind, j.status, j.stage, j.progress, j.priority, j.attempt, j.max_attempts,
       j.dispatches, j.dispatched_at, j.not_before, j.lease_until, j.cancel_requested_at, j.created_at, j.started_at, j.finished_at,
       j.created_by, j.error::text AS error, j.request::text AS request, j.trace_headers::text AS trace_headers
FROM app.workspaces w
JOIN app.jobs j ON j.workspace_id = w.id AND j.id = $1
