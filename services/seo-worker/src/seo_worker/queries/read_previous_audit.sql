-- The same page: asked for alike, or found at the same address. The gate that leaves a page without score is no cap.
SELECT a.id, a.overall_score, a.ruleset_version, (a.result -> 'cappedBy')::text AS capped_by,
       EXISTS (
         SELECT FROM app.audit_findings AS f
         WHERE f.workspace_id = $1 AND f.audit_id = a.id AND f.check_id = 'T01' AND f.status = 'critical'
       ) AS is_unreachable
FROM app.audits AS a
WHERE a.workspace_id = $1 AND a.id <> $2 AND (a.domain = $3 OR a.final_url = $4)
  AND lower(a.primary_keyword) = lower($5)
ORDER BY a.created_at DESC, a.id DESC
LIMIT 1
