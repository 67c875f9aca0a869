-- A concurrent duplicate waits here for the first to commit; a key that should be purged by now counts as new.
INSERT INTO app.idempotency_keys AS k (workspace_id, key, request_sha256)
VALUES ($1, $2, $3)
ON CONFLICT (workspace_id, key) DO UPDATE
  SET request_sha256 = excluded.request_sha256, status_code = NULL, body = NULL, headers = '{}', created_at = now()
  WHERE k.created_at < now() - interval '24 hours'
RETURNING true
