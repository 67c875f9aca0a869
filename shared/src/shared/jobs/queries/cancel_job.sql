WITH job AS (
  UPDATE app.jobs
  SET status = 'cancelled', finished_at = now(), lease_until = NULL, event_seq = event_seq + 1
  WHERE workspace_id = $1 AND id = $2 AND cancel_requested_at IS NOT NULL
    AND (status IN ('queued', 'dispatched')
         OR (status = 'running' AND (attempt = $3 OR lease_until < now())))
  RETURNING event_seq, finished_at, created_by, kind,
            extract(epoch FROM now() - created_at)::float AS age_s),
told AS (
  INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)
  SELECT $1, $2, event_seq, 'cancelled', $4::json FROM job),
trail AS (
  INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id, data)
  SELECT $1, $5, created_by, 'job.cancelled', 'job', $2, jsonb_build_object('kind', kind) FROM job)
SELECT finished_at, age_s FROM job
