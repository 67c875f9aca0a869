SELECT count(*) FROM app.members WHERE workspace_id = $1 AND role = 'owner'
