-- A lease that ended while nobody took the message up again, or a message that nobody has seen for long.
UPDATE app.jobs
SET status = 'queued', lease_until = NULL
WHERE (status = 'running' AND lease_until < now() - $1 * interval '1 second')
   OR (status = 'dispatched' AND greatest(dispatched_at, not_before) < now() - $2 * interval '1 second')
RETURNING kind
