-- The workspaces of one user, oldest first; runs without a workspace in its context.
SELECT w.id, w.name, m.role, w.created_at
FROM app.members m
JOIN app.workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL
WHERE m.user_id = $1
  AND (w.created_at, w.id)
    > (coalesce($2::timestamptz, '-infinity'), coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY w.created_at, w.id
LIMIT $4
