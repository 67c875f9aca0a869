INSERT INTO app.audit_findings
  (workspace_id, audit_id, check_id, pillar, status, score, weight, value, evidence, fix)
SELECT
  $1, $2, f.check_id, f.pillar, f.status, f.score, f.weight, f.value, f.evidence, f.fix
FROM unnest($3::text[], $4::text[], $5::text[], $6::real[], $7::real[], $8::json[], $9::json[], $10::text[])
  AS f (check_id, pillar, status, score, weight, value, evidence, fix)
