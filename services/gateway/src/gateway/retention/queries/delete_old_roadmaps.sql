WITH old AS (
  SELECT id FROM app.roadmaps WHERE workspace_id = $1 AND deleted_at < now() - make_interval(days => $2) LIMIT $3)
DELETE FROM app.roadmaps t USING old WHERE t.workspace_id = $1 AND t.id = old.id
