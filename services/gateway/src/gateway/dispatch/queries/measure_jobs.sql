SELECT kind, status, count(*) AS jobs, extract(epoch FROM now() - min(created_at))::float AS oldest_s
FROM app.jobs
WHERE status IN ('queued', 'dispatched', 'running')
GROUP BY kind, status
