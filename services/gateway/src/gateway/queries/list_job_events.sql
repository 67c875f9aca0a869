-- The job's state and its next events by one snapshot, so that the last event is never missed.
SELECT j.status, j.event_seq, e.seq, e.type, e.data
FROM app.jobs j
LEFT JOIN LATERAL (
  SELECT seq, type, data FROM app.job_events
  WHERE workspace_id = $1 AND job_id = $2 AND seq > $3
  ORDER BY seq LIMIT $4) e ON true
WHERE j.workspace_id = $1 AND j.id = $2
ORDER BY e.seq
