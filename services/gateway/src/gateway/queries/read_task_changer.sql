-- Who changed a task last; a key or somebody who has left has no address.
SELECT a.created_at, m.email
FROM app.activity a
LEFT JOIN app.members m ON m.workspace_id = a.workspace_id AND m.user_id = a.actor_id
WHERE a.workspace_id = $1 AND a.subject_id = $2 AND a.action = $3 AND a.data ->> 'task' = $4
ORDER BY a.created_at DESC, a.id DESC
LIMIT 1
