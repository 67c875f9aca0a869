-- Handing back at shutdown is nobody's failure, so the job gets the attempt back.
UPDATE app.jobs
SET status = 'dispatched', lease_until = NULL, max_attempts = max_attempts + 1
WHERE workspace_id = $1 AND id = $2 AND attempt = $3 AND status = 'running'
RETURNING true
