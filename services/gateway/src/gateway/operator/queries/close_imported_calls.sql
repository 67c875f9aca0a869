-- What they cost is known where they were made; nothing is reserved for them here.
WITH closed AS (
  UPDATE app.llm_calls
  SET settled_at = greatest(now(), started_at), error_type = 'imported_open', is_estimated = true
  WHERE workspace_id = $1 AND settled_at IS NULL
  RETURNING id),
given_back AS (
  UPDATE app.llm_spending SET reserved_nanousd = 0 WHERE workspace_id = $1 AND reserved_nanousd > 0)
SELECT count(*) FROM closed
