SELECT id, name, role, prefix, created_by, created_at, last_used_at, expires_at, revoked_at
FROM app.api_keys
WHERE workspace_id = $1 AND id = $2
