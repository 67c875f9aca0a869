SELECT count(*) FROM app.activity WHERE workspace_id = $1 AND created_at < now() - make_interval(days => $2)
