-- The newest strategies of other businesses; what a firm says twice about itself is no boilerplate.
SELECT v.sentence_marks
FROM (
  SELECT id, version
  FROM app.strategies
  WHERE workspace_id = $1 AND deleted_at IS NULL AND lower(business_name) <> lower($2)
  ORDER BY created_at DESC, id DESC
  LIMIT 100) s
JOIN app.strategy_versions v ON v.workspace_id = $1 AND v.strategy_id = s.id AND v.version = s.version
WHERE v.sentence_marks IS NOT NULL
