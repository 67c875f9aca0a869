INSERT INTO app.members (workspace_id, user_id, role, email)
VALUES ($1, $2, $3, $4)
ON CONFLICT (workspace_id, user_id) DO NOTHING
RETURNING created_at
