WITH job AS (
  UPDATE app.jobs
  SET status = 'cancelled', finished_at = now(), lease_until = NULL, cancel_requested_at = coalesce(cancel_requested_at, now()),
      event_seq = event_seq + 1
  WHERE workspace_id = $1 AND status IN ('queued', 'dispatched', 'running')
  RETURNING id, event_seq),
told AS (
  INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)
  SELECT $1, id, event_seq, 'cancelled', json_build_object('jobId', id, 'status', 'cancelled') FROM job)
SELECT count(*) FROM job
