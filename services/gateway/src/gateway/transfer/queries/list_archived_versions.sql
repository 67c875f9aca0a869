SELECT v.strategy_id, v.version, v.archived_sha256, a.object_key, a.sha256 AS pack_sha256
FROM unnest($2::uuid[], $3::int[]) AS wanted(strategy_id, version)
JOIN app.strategy_versions v
  ON v.workspace_id = $1 AND v.strategy_id = wanted.strategy_id AND v.version = wanted.version
JOIN app.archive_packs a ON a.workspace_id = $1 AND a.id = v.archive_id
