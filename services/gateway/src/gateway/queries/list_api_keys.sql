SELECT id, name, role, prefix, created_by, created_at, last_used_at, expires_at, revoked_at
FROM app.api_keys
WHERE workspace_id = $1
  AND (created_at, id)
    < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT $4
