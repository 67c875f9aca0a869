-- The roadmap's row is locked too: its result holds all tasks, so two changes of it come one after the other.
SELECT t.revision, r.result::text AS result, r.request::text AS request
FROM (
  SELECT workspace_id, id, result, coalesce(request, (
    SELECT j.request FROM app.jobs j WHERE j.workspace_id = $1 AND j.id = rr.job_id)) AS request
  FROM app.roadmaps rr
  WHERE rr.workspace_id = $1 AND rr.id = $2 AND rr.deleted_at IS NULL
  FOR UPDATE) r
LEFT JOIN app.roadmap_tasks t ON t.workspace_id = r.workspace_id AND t.roadmap_id = r.id AND t.id = $3
