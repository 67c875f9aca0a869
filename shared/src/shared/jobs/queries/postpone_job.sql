-- The message waits on the retry ladder meanwhile; nobody may claim the job before it is back.
UPDATE app.jobs
SET status = 'dispatched', lease_until = NULL, not_before = now() + $4 * interval '1 second'
WHERE workspace_id = $1 AND id = $2 AND attempt = $3 AND status = 'running'
RETURNING true
