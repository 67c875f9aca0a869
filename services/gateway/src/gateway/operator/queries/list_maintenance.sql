SELECT message, retry_after_s, began_at, began_by, ended_at, ended_by
FROM app.maintenance
ORDER BY id DESC
LIMIT $1
