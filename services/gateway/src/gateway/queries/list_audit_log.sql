SELECT id, actor_id, action, subject_type, subject_id, old_values::text AS old_values, new_values::text AS new_values,
       trace_id, created_at
FROM app.audit_log
WHERE workspace_id = $1
  AND (created_at, id)
    < (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY created_at DESC, id DESC
LIMIT $4
