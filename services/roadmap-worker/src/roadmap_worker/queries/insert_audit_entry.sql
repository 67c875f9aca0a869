INSERT INTO app.audit_log
  (workspace_id, id, actor_id, action, subject_type, subject_id, old_values, new_values, trace_id)
VALUES ($1, $2, $3, $4, 'roadmap', $5, $6, $7, $8)
