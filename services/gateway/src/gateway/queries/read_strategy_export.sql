-- Without a number it is the current version; of the version that is read, the newest score counts.
SELECT s.id, s.framework, s.engine, s.job_id, v.version, v.title, v.created_by, v.created_at,
       coalesce(v.brief ->> 'businessName', s.business_name) AS business_name,
       coalesce(v.document ->> 'engineNote', '') AS engine_note,
       v.document::text AS document, v.sections::text AS sections, v.summary::text AS summary,
       c.overall, c.clarity, c.specificity, c.outcome_focus, c.proof, c.objection_handling, c.risk_removal,
       c.compliance, c.findings::text AS findings, c.contributions::text AS contributions, c.scorer_version
FROM app.strategies s
JOIN app.strategy_versions v ON v.workspace_id = $1 AND v.strategy_id = s.id AND v.version = coalesce($3, s.version)
JOIN LATERAL (
  SELECT overall, clarity, specificity, outcome_focus, proof, objection_handling, risk_removal,
         compliance, findings, contributions, scorer_version
  FROM app.strategy_scores
  WHERE workspace_id = $1 AND strategy_id = s.id AND version = v.version
  ORDER BY created_at DESC, scorer_version DESC
  LIMIT 1) c ON true
WHERE s.workspace_id = $1 AND s.id = $2 AND s.deleted_at IS NULL
