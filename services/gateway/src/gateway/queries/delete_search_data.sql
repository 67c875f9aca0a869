DELETE FROM app.search_data WHERE workspace_id = $1 AND domain = $2 AND id = ANY ($3::uuid[])
