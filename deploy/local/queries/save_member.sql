INSERT INTO app.members (workspace_id, user_id, role, email) VALUES ($1, $2, coalesce($3, 'editor'), $4)
ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = coalesce($3, app.members.role)
RETURNING role
