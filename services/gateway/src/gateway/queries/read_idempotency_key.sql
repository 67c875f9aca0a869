SELECT request_sha256, status_code, body, headers
FROM app.idempotency_keys
WHERE workspace_id = $1 AND key = $2
