SELECT t.revision, r.result::text AS result, coalesce(r.request, j.request)::text AS request
FROM app.roadmaps r
LEFT JOIN app.jobs j ON j.workspace_id = r.workspace_id AND j.id = r.job_id
LEFT JOIN app.roadmap_tasks t ON t.workspace_id = r.workspace_id AND t.roadmap_id = r.id AND t.id = $3
WHERE r.workspace_id = $1 AND r.id = $2 AND r.deleted_at IS NULL
