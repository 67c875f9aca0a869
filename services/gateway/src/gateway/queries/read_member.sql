SELECT m.user_id, m.email, u.display_name, m.role, m.created_at
FROM app.members m
LEFT JOIN app.users u ON u.id = m.user_id
WHERE m.workspace_id = $1 AND m.user_id = $2
