-- A task that stays as it was keeps its revision, so that whoever is about to change it need not read it again.
UPDATE app.roadmap_tasks AS t
SET start_date = n.start_date, due_date = n.due_date, assignee = n.assignee, slack_days = n.slack_days,
    critical = n.critical, revision = t.revision + 1, updated_at = now()
FROM unnest($3::text[], $4::date[], $5::date[], $6::text[], $7::int[], $8::boolean[])
  AS n (id, start_date, due_date, assignee, slack_days, critical)
WHERE t.workspace_id = $1 AND t.roadmap_id = $2 AND t.id = n.id
  AND (t.start_date, t.due_date, t.assignee, t.slack_days, t.critical)
    IS DISTINCT FROM (n.start_date, n.due_date, n.assignee, n.slack_days, n.critical)
