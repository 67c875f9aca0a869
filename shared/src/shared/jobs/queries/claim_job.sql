UPDATE app.jobs
SET status = 'running', attempt = attempt + 1, lease_until = now() + $3 * interval '1 second', not_before = NULL,
    started_at = coalesce(started_at, now())
WHERE workspace_id = $1 AND id = $2 AND cancel_requested_at IS NULL
  AND (status IN ('queued', 'dispatched') OR (status = 'running' AND lease_until < now()))
  AND (not_before IS NULL OR not_before <= now())
RETURNING kind, attempt, max_attempts, request, created_by, created_at, trace_headers,
          extract(epoch FROM now() - created_at)::float AS age_s
