SELECT coalesce(final_url, domain) AS page, primary_keyword, overall_score, coverage, created_at::date AS measured_on,
       (result -> 'recommendations')::text AS recommendations
FROM app.audits
WHERE workspace_id = $1 AND app.host_of(domain) = app.host_of($2)
ORDER BY created_at DESC
LIMIT 1
