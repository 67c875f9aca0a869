WITH old AS (
  SELECT id FROM app.llm_calls WHERE workspace_id = $1 AND settled_at < now() - make_interval(days => $2) LIMIT $3)
DELETE FROM app.llm_calls t USING old WHERE t.workspace_id = $1 AND t.id = old.id
