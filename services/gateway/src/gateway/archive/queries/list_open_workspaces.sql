SELECT id
FROM app.workspaces
WHERE deleted_at IS NULL AND ($1::uuid IS NULL OR id = $1)
ORDER BY id
