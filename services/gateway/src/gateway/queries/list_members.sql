-- Users of an outside identity provider have no account here, so they have no name.
SELECT m.user_id, m.email, u.display_name, m.role, m.created_at
FROM app.members m
LEFT JOIN app.users u ON u.id = m.user_id
WHERE m.workspace_id = $1
  AND (m.created_at, m.user_id)
    > (coalesce($2::timestamptz, '-infinity'), coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY m.created_at, m.user_id
LIMIT $4
