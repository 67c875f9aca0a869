UPDATE app.jobs
SET cancel_requested_at = coalesce(cancel_requested_at, now())
WHERE workspace_id = $1 AND id = $2 AND status IN ('queued', 'dispatched', 'running')
RETURNING kind
