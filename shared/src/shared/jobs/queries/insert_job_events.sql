-- Events get their numbers from the job's row, so they have no gap and a zombie can't add one.
WITH job AS (
  UPDATE app.jobs
  SET stage = coalesce($4, stage), progress = coalesce($5, progress), event_seq = event_seq + cardinality($6::text[])
  WHERE workspace_id = $1 AND id = $2 AND attempt = $3 AND status = 'running'
  RETURNING event_seq, cancel_requested_at IS NOT NULL AS cancel_requested),
written AS (
  INSERT INTO app.job_events (workspace_id, job_id, seq, type, data)
  SELECT $1, $2, job.event_seq - cardinality($6::text[]) + e.n, e.type, e.data::json
  FROM job, unnest($6::text[], $7::text[]) WITH ORDINALITY AS e (type, data, n))
SELECT cancel_requested FROM job
