SELECT v.document::text
FROM app.strategies AS s
JOIN app.strategy_versions AS v ON v.workspace_id = s.workspace_id AND v.strategy_id = s.id AND v.version = s.version
WHERE s.workspace_id = $1 AND s.id = $2 AND s.deleted_at IS NULL
