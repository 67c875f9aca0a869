SELECT result::text
FROM app.audits
WHERE workspace_id = $1 AND id = $2
