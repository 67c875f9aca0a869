-- A roadmap with the revisions of its tasks; what was asked for at first says who is in the team.
SELECT r.id, r.strategy_id, r.audit_id, r.template_id, r.created_at, r.updated_at, r.result::text AS result,
       coalesce(r.request, (
         SELECT j.request FROM app.jobs j WHERE j.workspace_id = $1 AND j.id = r.job_id))::text AS request,
       (SELECT coalesce(json_object_agg(t.id, t.revision), '{}')
        FROM app.roadmap_tasks t WHERE t.workspace_id = $1 AND t.roadmap_id = r.id)::text AS revisions
FROM app.roadmaps r
WHERE r.workspace_id = $1 AND r.id = $2 AND r.deleted_at IS NULL
