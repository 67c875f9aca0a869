SELECT user_id, email, role, created_at FROM app.members WHERE workspace_id = $1 AND user_id = $2
