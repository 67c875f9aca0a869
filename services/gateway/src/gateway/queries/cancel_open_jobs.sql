-- Also those that a worker is busy with: its next write touches no row, and it stops.
WITH ended AS (
  UPDATE app.jobs
  SET status = 'cancelled', cancel_requested_at = coalesce(cancel_requested_at, now()), finished_at = now(),
      lease_until = NULL, event_seq = event_seq + 1
  WHERE workspace_id = $1 AND status IN ('queued', 'dispatched', 'running')
  RETURNING id, kind, created_by, event_seq, finished_at),
told AS (
  INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)
  SELECT $1, id, event_seq, 'cancelled', json_build_object('jobId', id, 'status', 'cancelled') FROM ended),
trail AS (
  INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id, data)
  SELECT $1, gen_random_uuid(), created_by, 'job.cancelled', 'job', id, jsonb_build_object('kind', kind) FROM ended)
SELECT id, kind, finished_at FROM ended
