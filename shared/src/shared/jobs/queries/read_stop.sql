SELECT cancel_requested_at IS NOT NULL
FROM app.jobs
WHERE workspace_id = $1 AND id = $2 AND attempt = $3 AND status = 'running'
