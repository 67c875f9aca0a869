SELECT domain, final_url, primary_keyword
FROM app.audits
WHERE workspace_id = $1 AND id = $2
