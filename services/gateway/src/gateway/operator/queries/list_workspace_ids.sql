SELECT id
FROM app.workspaces
WHERE $1::uuid IS NULL OR id = $1
ORDER BY id
