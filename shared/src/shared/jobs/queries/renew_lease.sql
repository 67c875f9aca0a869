UPDATE app.jobs
SET lease_until = now() + $4 * interval '1 second'
WHERE workspace_id = $1 AND id = $2 AND attempt = $3 AND status = 'running'
RETURNING cancel_requested_at IS NOT NULL AS cancel_requested
