DELETE FROM app.llm_calls WHERE workspace_id = $1 AND settled_at IS NULL
