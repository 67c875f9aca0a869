-- Through numeric, so that the shortest digits of a real become a double's.
SELECT id, domain, final_url, primary_keyword, overall_score, coverage::numeric::float8 AS coverage, ruleset_version,
       created_at, result::text AS result
FROM app.audits
WHERE workspace_id = $1 AND id = ANY ($2::uuid[])
