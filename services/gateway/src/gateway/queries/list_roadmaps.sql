-- Through numeric, so that the shortest digits of a real become a double's.
SELECT id, strategy_id, audit_id, template_id, template_name, start_date, end_date,
       total_weeks::numeric::float8 AS total_duration, progress AS overall_progress, created_at, updated_at
FROM app.roadmaps
WHERE workspace_id = $1 AND deleted_at IS NULL
  AND (created_at, id)
    < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT $4
