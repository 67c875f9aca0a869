-- An author is named by the address they have in the workspace; a key, or somebody who has left, has none.
SELECT v.version, v.title, v.created_by, m.email, v.created_at, v.change_summary, c.overall AS score, c.compliance
FROM app.strategies s
JOIN app.strategy_versions v ON v.workspace_id = $1 AND v.strategy_id = s.id
JOIN LATERAL (
  SELECT overall, compliance
  FROM app.strategy_scores
  WHERE workspace_id = $1 AND strategy_id = s.id AND version = v.version
  ORDER BY created_at DESC, scorer_version DESC
  LIMIT 1) c ON true
LEFT JOIN app.members m ON m.workspace_id = $1 AND m.user_id = v.created_by
WHERE s.workspace_id = $1 AND s.id = $2 AND s.deleted_at IS NULL AND v.version < coalesce($3::int, 2147483647)
ORDER BY v.version DESC
LIMIT $4
