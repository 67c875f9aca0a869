WITH old AS (
  SELECT id FROM app.audit_log WHERE workspace_id = $1 AND created_at < now() - make_interval(days => $2) LIMIT $3)
DELETE FROM app.audit_log t USING old WHERE t.workspace_id = $1 AND t.id = old.id
