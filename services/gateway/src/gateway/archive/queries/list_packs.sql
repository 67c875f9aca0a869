-- `used` are the versions whose content is nowhere else; a strategy that was deleted for good takes its own with it.
SELECT p.id, p.object_key, p.sha256, p.versions, p.size_bytes, p.created_at,
       (SELECT count(*)::int FROM app.strategy_versions v WHERE v.workspace_id = $1 AND v.archive_id = p.id) AS used
FROM app.archive_packs p
WHERE p.workspace_id = $1 AND ($2::uuid IS NULL OR p.id = $2)
ORDER BY p.created_at, p.id
