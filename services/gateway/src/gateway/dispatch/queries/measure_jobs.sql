-- A job that is to be tried again begins to wait when its pause is over.
SELECT kind, status, count(*) AS jobs,
  greatest(0, extract(epoch FROM now() - min(greatest(created_at, not_before))))::float AS oldest_s
FROM app.jobs
WHERE status IN ('queued', 'dispatched', 'running')
GROUP BY kind, status
