SELECT strategy_id, version, archived_sha256
FROM app.strategy_versions
WHERE workspace_id = $1 AND archive_id = $2
ORDER BY strategy_id, version
