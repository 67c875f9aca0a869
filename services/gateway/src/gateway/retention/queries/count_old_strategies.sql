SELECT count(*) FROM app.strategies WHERE workspace_id = $1 AND deleted_at < now() - make_interval(days => $2)
