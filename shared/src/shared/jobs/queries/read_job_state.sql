SELECT status, attempt, cancel_requested_at IS NOT NULL AS cancel_requested,
       extract(epoch FROM greatest(lease_until, not_before) - now())::float AS free_in_s
FROM app.jobs
WHERE workspace_id = $1 AND id = $2
