SELECT s.version, v.document::text AS document, v.brief::text AS brief
FROM app.strategies s
JOIN app.strategy_versions v ON v.workspace_id = $1 AND v.strategy_id = s.id AND v.version = s.version
WHERE s.workspace_id = $1 AND s.id = $2 AND s.deleted_at IS NULL
