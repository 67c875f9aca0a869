-- The strategy is linked only while it exists: one that has vanished since the request leaves the audit standing alone.
INSERT INTO app.audits
  (workspace_id, id, job_id, strategy_id, domain, final_url, primary_keyword, overall_score, coverage, ruleset_version,
   result, created_by)
SELECT
  $1, $2, $3,
  (SELECT s.id FROM app.strategies AS s WHERE s.workspace_id = $1 AND s.id = $4 AND s.deleted_at IS NULL),
  $5, $6, $7, $8, $9, $10, $11, $12
RETURNING created_at
