-- The newest score of the current version counts: a version can be scored again by a later scorer.
SELECT s.id, s.version, s.title, s.framework, s.engine, s.status, s.job_id, s.created_by, s.created_at, s.updated_at,
       v.markdown, v.document::text AS document, v.sections::text AS sections, v.summary::text AS summary,
       v.usage::text AS usage,
       c.overall, c.clarity, c.specificity, c.outcome_focus, c.proof, c.objection_handling, c.risk_removal,
       c.compliance, c.findings::text AS findings, c.contributions::text AS contributions, c.scorer_version
FROM app.strategies s
JOIN app.strategy_versions v ON v.workspace_id = $1 AND v.strategy_id = s.id AND v.version = s.version
JOIN LATERAL (
  SELECT overall, clarity, specificity, outcome_focus, proof, objection_handling, risk_removal,
         compliance, findings, contributions, scorer_version
  FROM app.strategy_scores
  WHERE workspace_id = $1 AND strategy_id = s.id AND version = s.version
  ORDER BY created_at DESC, scorer_version DESC
  LIMIT 1) c ON true
WHERE s.workspace_id = $1 AND s.id = $2 AND s.deleted_at IS NULL
