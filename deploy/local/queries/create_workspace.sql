INSERT INTO app.workspaces (id, name) VALUES ($1, $2)
