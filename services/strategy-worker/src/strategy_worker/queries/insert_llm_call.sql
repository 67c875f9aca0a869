-- In the transaction of its reservation, so `now()` is the same moment in both.
INSERT INTO app.llm_calls
  (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections, prompt_version, price_version,
   started_at, reserved_nanousd)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce($11::timestamptz, now()), $12)
