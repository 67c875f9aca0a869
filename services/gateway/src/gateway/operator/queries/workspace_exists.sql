SELECT EXISTS (SELECT FROM app.workspaces WHERE id = $1)
