INSERT INTO app.roadmap_tasks
  (workspace_id, roadmap_id, id, position, milestone_id, title, description, start_date, due_date, estimated_hours,
   assignee, depends_on, slack_days, critical, priority, baseline_start, baseline_due)
SELECT
  $1, $2, t.id, t.position, t.milestone_id, t.title, t.description, t.start_date, t.due_date, t.estimated_hours,
  t.assignee, ARRAY(SELECT jsonb_array_elements_text(t.depends_on)), t.slack_days, t.critical, t.priority,
  t.start_date, t.due_date
FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[], $9::real[], $10::text[],
            $11::jsonb[], $12::int[], $13::boolean[], $14::text[])
  WITH ORDINALITY
  AS t (id, milestone_id, title, description, start_date, due_date, estimated_hours, assignee, depends_on, slack_days,
        critical, priority, position)
