SELECT count(DISTINCT domain)::int FROM app.search_data WHERE workspace_id = $1 AND domain <> $2
