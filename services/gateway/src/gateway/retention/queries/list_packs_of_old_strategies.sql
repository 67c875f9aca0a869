SELECT DISTINCT v.archive_id AS id
FROM app.strategies s
JOIN app.strategy_versions v ON v.workspace_id = $1 AND v.strategy_id = s.id AND v.archive_id IS NOT NULL
WHERE s.workspace_id = $1 AND s.deleted_at < now() - make_interval(days => $2)
ORDER BY 1
