-- Roadmaps of before kept their request in their job.
SELECT r.result::text AS result, r.revision, coalesce(r.request, j.request)::text AS request
FROM app.roadmaps r
LEFT JOIN app.jobs j ON j.workspace_id = r.workspace_id AND j.id = r.job_id
WHERE r.workspace_id = $1 AND r.id = $2 AND r.deleted_at IS NULL
