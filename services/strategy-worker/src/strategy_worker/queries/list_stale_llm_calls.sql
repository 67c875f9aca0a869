-- Of all workspaces, by ids alone; runs without a workspace in its context.
SELECT workspace_id, id FROM app.stale_llm_calls(coalesce($1::timestamptz, now()) - $2::interval, $3)
