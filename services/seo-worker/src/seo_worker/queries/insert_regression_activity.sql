INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id, data)
VALUES ($1, $2, $3, 'audit.regressed', 'audit', $4, $5)
