INSERT INTO app.api_keys (workspace_id, id, name, role, key_hash, prefix, created_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
RETURNING created_at
