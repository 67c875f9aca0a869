SELECT id, job_id, strategy_id, created_by, created_at, domain, final_url, result::text AS result
FROM app.audits
WHERE workspace_id = $1 AND id = $2
