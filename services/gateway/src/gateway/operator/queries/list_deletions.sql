SELECT id, closed_at, began_at, gone_at, purged_rows::text AS purged_rows
FROM app.deleted_workspaces
ORDER BY began_at DESC, id
LIMIT $1
