-- Without a number it is the current version. Of the version that is read the newest score counts: a version can be
-- scored again by a later scorer. Only the first version cost anything. What an archived version says is in its pack.
SELECT s.id, s.framework, s.engine, s.status, s.job_id, s.created_by AS made_by, s.created_at AS made_at, s.updated_at,
       v.version, v.title, v.created_by, v.created_at, v.brief::text AS brief, v.markdown,
       coalesce(v.brief ->> 'businessName', s.business_name) AS business_name,
       coalesce(v.document ->> 'engineNote', '') AS engine_note,
       v.document::text AS document, v.sections::text AS sections, v.summary::text AS summary,
       coalesce(v.usage, f.usage)::text AS usage, s.version AS current_version,
       v.archived_sha256, a.object_key AS archive_key, a.sha256 AS archive_sha256,
       c.overall, c.clarity, c.specificity, c.outcome_focus, c.proof, c.objection_handling, c.risk_removal,
       c.compliance, c.findings::text AS findings, c.contributions::text AS contributions, c.scorer_version
FROM app.strategies s
JOIN app.strategy_versions v ON v.workspace_id = $1 AND v.strategy_id = s.id AND v.version = coalesce($3, s.version)
LEFT JOIN app.strategy_versions f ON f.workspace_id = $1 AND f.strategy_id = s.id AND f.version = 1
LEFT JOIN app.archive_packs a ON a.workspace_id = $1 AND a.id = v.archive_id
JOIN LATERAL (
  SELECT overall, clarity, specificity, outcome_focus, proof, objection_handling, risk_removal,
         compliance, findings, contributions, scorer_version
  FROM app.strategy_scores
  WHERE workspace_id = $1 AND strategy_id = s.id AND version = v.version
  ORDER BY created_at DESC, scorer_version DESC
  LIMIT 1) c ON true
WHERE s.workspace_id = $1 AND s.id = $2 AND s.deleted_at IS NULL
