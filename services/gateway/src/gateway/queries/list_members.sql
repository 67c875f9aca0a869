SELECT user_id, email, role, created_at
FROM app.members
WHERE workspace_id = $1
  AND (created_at, user_id)
    > (coalesce($2::timestamptz, '-infinity'), coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY created_at, user_id
LIMIT $4
