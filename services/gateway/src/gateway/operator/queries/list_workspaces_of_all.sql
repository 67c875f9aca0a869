SELECT w.id, w.name, w.created_at, w.deleted_at, w.purge_after,
       coalesce(s.strategies, 0) AS strategies, coalesce(s.audits, 0) AS audits, coalesce(s.roadmaps, 0) AS roadmaps,
       (SELECT count(*) FROM app.jobs j WHERE j.workspace_id = w.id) AS jobs
FROM app.workspaces w
LEFT JOIN app.workspace_stats s ON s.workspace_id = w.id
WHERE NOT $1::boolean OR w.deleted_at IS NOT NULL
ORDER BY w.created_at, w.id
LIMIT $2
