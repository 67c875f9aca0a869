SELECT count(*) FROM app.llm_calls WHERE workspace_id = $1 AND settled_at < now() - make_interval(days => $2)
