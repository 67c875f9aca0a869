-- By itself: a query that waits for a lock still sees other tables as they were before it waited.
SELECT 1
FROM app.strategies
WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL
FOR UPDATE
