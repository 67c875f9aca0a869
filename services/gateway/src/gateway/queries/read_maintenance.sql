SELECT message, retry_after_s
FROM app.maintenance
WHERE ended_at IS NULL
