WITH days AS (DELETE FROM app.workspace_daily WHERE workspace_id = $1)
DELETE FROM app.workspace_stats
WHERE workspace_id = $1
