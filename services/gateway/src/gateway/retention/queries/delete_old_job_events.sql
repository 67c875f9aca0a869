-- All but the last one, which says how the job ended.
WITH old AS (
  SELECT e.job_id, e.seq
  FROM app.jobs j
  JOIN app.job_events e ON e.workspace_id = $1 AND e.job_id = j.id AND e.seq < j.event_seq
  WHERE j.workspace_id = $1 AND j.finished_at < now() - make_interval(days => $2)
  LIMIT $3)
DELETE FROM app.job_events t USING old WHERE t.workspace_id = $1 AND t.job_id = old.job_id AND t.seq = old.seq
