-- Whose ids these are, as far as they are members or keys of the workspace; somebody who has left has no name here.
SELECT m.user_id AS id, coalesce(nullif(u.display_name, ''), m.email) AS name
FROM app.members m
LEFT JOIN app.users u ON u.id = m.user_id
WHERE m.workspace_id = $1 AND m.user_id = ANY($2::uuid[])
UNION ALL
SELECT id, name FROM app.api_keys WHERE workspace_id = $1 AND id = ANY($2::uuid[])
