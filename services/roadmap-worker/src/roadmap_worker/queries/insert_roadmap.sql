INSERT INTO app.roadmaps
  (workspace_id, id, job_id, strategy_id, audit_id, template_id, template_name, start_date, end_date, total_weeks,
   result, created_by, request)
VALUES
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
