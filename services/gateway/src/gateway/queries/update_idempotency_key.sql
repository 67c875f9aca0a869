UPDATE app.idempotency_keys
SET status_code = $3, body = $4, headers = $5
WHERE workspace_id = $1 AND key = $2
