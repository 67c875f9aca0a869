SELECT seq, type, data::text AS data, created_at
FROM app.job_events
WHERE workspace_id = $1 AND job_id = $2 AND (type <> 'section.delta' OR $3)
ORDER BY seq
