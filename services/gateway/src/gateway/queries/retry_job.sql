-- Its event's number tells watchers that the end they may have seen was not the last word.
WITH ended AS (
  SELECT id, finished_at FROM app.jobs
  WHERE workspace_id = $1 AND id = $2 AND status IN ('failed', 'cancelled')
  FOR UPDATE),
job AS (
  UPDATE app.jobs j
  SET status = 'queued', max_attempts = j.attempt + 5, error = NULL, result = NULL, finished_at = NULL, progress = 0, stage = NULL,
      cancel_requested_at = NULL, lease_until = NULL, not_before = NULL, dispatches = 0, dispatched_at = NULL,
      trace_headers = $3, event_seq = j.event_seq + 1
  FROM ended
  WHERE j.workspace_id = $1 AND j.id = ended.id
  RETURNING j.kind, j.created_at, ended.finished_at AS ended_at, j.event_seq),
told AS (
  INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)
  SELECT $1, $2, event_seq, 'progress', json_build_object('jobId', $2::uuid, 'stage', 'queued', 'progress', 0) FROM job)
SELECT kind, created_at, ended_at FROM job
