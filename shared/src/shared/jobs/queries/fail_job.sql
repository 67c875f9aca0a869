WITH job AS (
  UPDATE app.jobs
  SET status = 'failed', error = $4, finished_at = now(), lease_until = NULL, event_seq = event_seq + 1
  WHERE workspace_id = $1 AND id = $2 AND attempt = $3 AND status = 'running'
  RETURNING event_seq, finished_at, created_by, kind,
            extract(epoch FROM now() - created_at)::float AS age_s),
told AS (
  INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)
  SELECT $1, $2, event_seq, 'failed', $5::json FROM job),
trail AS (
  INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id, data)
  SELECT $1, $6, created_by, 'job.failed', 'job', $2, jsonb_build_object('kind', kind) FROM job)
SELECT finished_at, age_s FROM job
