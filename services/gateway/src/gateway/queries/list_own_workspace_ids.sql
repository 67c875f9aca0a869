-- Two are enough to know that there is not exactly one.
SELECT m.workspace_id
FROM app.members m
JOIN app.workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL
WHERE m.user_id = $1
ORDER BY m.workspace_id
LIMIT 2
