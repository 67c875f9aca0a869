-- The event gets its number from the job's row, as in insert_job_events; the end replaces the result.
WITH job AS (
  UPDATE app.jobs
  SET result = $4, event_seq = event_seq + 1
  WHERE workspace_id = $1 AND id = $2 AND attempt = $3 AND status = 'running'
  RETURNING event_seq, cancel_requested_at IS NOT NULL AS cancel_requested),
written AS (
  INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)
  SELECT $1, $2, event_seq, $5, $6::json FROM job)
SELECT cancel_requested FROM job
