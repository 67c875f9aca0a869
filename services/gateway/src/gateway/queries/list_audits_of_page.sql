-- Through numeric, so that the shortest digits of a real become a double's.
SELECT id, strategy_id, domain, final_url, primary_keyword, overall_score, coverage::numeric::float8 AS coverage,
       ruleset_version, created_at
FROM app.audits
WHERE workspace_id = $1
  AND (created_at, id)
    < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  AND (domain = $5 OR final_url = $6)
  AND lower(primary_keyword) = lower($7)
ORDER BY created_at DESC, id DESC
LIMIT $4
